#include "base/check.h"
#include "base/text.h"
#include "bytes/reader.h"
#include "title_file/archive_log.h"

#include <cstdint>
#include <span>

/// Any bytes: rows with a file name and UTF-8 text, or at least one problem.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto bytes = Reader::to_text(std::as_bytes(std::span(data, size)));
  constexpr TableLimits limits{.file_bytes_max = 1U << 20,
                               .unpacked_bytes_max = 1U << 20,
                               .entries_max = 50,
                               .rows_max = 500,
                               .cells_max = 5000,
                               .columns_max = 50};
  const auto rows = parse_archive_log(bytes, "log", "", limits);
  if (!rows.has_value()) {
    GG_CHECK(!rows.error().empty());
    for (const auto& problem : rows.error()) GG_CHECK(is_utf8(to_text(problem)));
    return 0;
  }
  GG_CHECK(rows->size() <= limits.rows_max);
  for (const auto& row : *rows)
    GG_CHECK(!row.file.empty() && is_utf8(row.file + row.source + row.claim));
  return 0;
}
