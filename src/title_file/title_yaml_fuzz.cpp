#include "base/check.h"
#include "base/text.h"
#include "bytes/reader.h"
#include "title_file/sidecar_file.h"
#include "title_file/title_file.h"

#include <cstdint>
#include <span>

/// Any bytes: a title or at least one problem, whose text is UTF-8 and whose line lies in the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto text = Reader::to_text(std::as_bytes(std::span(data, size)));
  const auto told = [size](const std::vector<Problem>& problems) {
    GG_CHECK(!problems.empty() && problems.size() <= 101);
    for (const auto& problem : problems) {
      GG_CHECK(problem.line <= size + 1);
      GG_CHECK(is_utf8(to_text(problem)));
    }
  };
  const auto title = parse_title(text, "title.yaml");
  if (!title.has_value()) told(title.error());
  const auto sidecar = parse_sidecar(text, "a.png.evidence.yaml");
  if (!sidecar.has_value()) told(sidecar.error());
  if (sidecar.has_value()) GG_CHECK(!sidecar->file.empty());
  return 0;
}
