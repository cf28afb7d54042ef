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
  Problems problems("title.yaml");
  const auto root = parse_yaml(text, problems);
  if (root) {
    auto title = read_title(*root, problems);
    // Reading the books costs more than all the rest: only where the file names some.
    if (!title.rulebooks.empty()) put_in_force(*root, "/nonexistent", title, problems);
  }
  if (!problems.none()) told(problems.take());
  const auto sidecar = parse_sidecar(text, "a.png.evidence.yaml");
  if (!sidecar.has_value()) told(sidecar.error());
  if (sidecar.has_value()) GG_CHECK(!sidecar->file.empty());
  return 0;
}
