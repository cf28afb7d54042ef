#include "base/check.h"
#include "base/text.h"
#include "book_forms/sheets.h"
#include "bytes/reader.h"

#include <cstdint>
#include <span>

/// Any bytes: problems in UTF-8, or a book that comes back from YAML, from text and from a
/// workbook.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  using namespace gg::book_forms;
  const auto bytes = Reader::to_text(std::as_bytes(std::span(data, size)));
  constexpr TableLimits limits{.file_bytes_max = 1U << 18,
                               .unpacked_bytes_max = 1U << 18,
                               .entries_max = 50,
                               .rows_max = 200,
                               .cells_max = 4000,
                               .columns_max = 50};
  const auto read = bytes.starts_with("PK") ? parse_book_xlsx(bytes, "book", limits)
                                            : parse_book_csv(bytes, "book", limits);
  if (!read.has_value()) {
    GG_CHECK(!read.error().empty());
    for (const auto& problem : read.error()) GG_CHECK(is_utf8(to_text(problem)));
    return 0;
  }
  const auto& book = (*read)->book;
  const auto canonical = rulebook::write_book(book);
  const auto yaml = rulebook::parse_book(canonical, "book.yaml");
  GG_CHECK(yaml.has_value() && (*yaml)->sha256 == (*read)->sha256);
  const auto text = write_book_csv(book);
  GG_CHECK(text.has_value());
  const auto from_text = parse_book_csv(*text, "book.csv");
  GG_CHECK(from_text.has_value() && rulebook::write_book((*from_text)->book) == canonical);
  const auto workbook = write_book_xlsx(book);
  GG_CHECK(workbook.has_value());
  const auto from_workbook = parse_book_xlsx(*workbook, "book.xlsx");
  GG_CHECK(from_workbook.has_value() && (*from_workbook)->sha256 == (*read)->sha256);
  return 0;
}
