#include "pages/pages.h"

#include "http/problem.h"

#include <vector>

namespace gg {
namespace {

constexpr std::string_view page_name = "index.html";

/// The page as built names its files relative to itself; a page deep in the tree has them at the
/// prefix.
std::string with_prefix(std::string_view page, std::string_view prefix) {
  constexpr std::string_view relative = "=\"./";
  std::string text;
  for (auto at = page.find(relative); at != std::string_view::npos; at = page.find(relative)) {
    text.append(page.substr(0, at)).append("=\"").append(prefix).append("/");
    page.remove_prefix(at + relative.size());
  }
  return text.append(page);
}

std::string page_of(std::span<const Embedded> files, std::string_view prefix) {
  for (const auto& file : files)
    if (file.path == page_name) return with_prefix(file.text(), prefix);
  return {};
}

std::vector<Embedded> with_page(std::span<const Embedded> files, const std::string& page) {
  std::vector<Embedded> all;
  for (const auto& file : files)
    all.push_back(file.path == page_name
                      ? Embedded{file.path, page.data(), page.data() + page.size()}
                      : file);
  return all;
}

bool is_of_the_api(std::string_view path) { return path == "api" || path.starts_with("api/"); }

}  // namespace

Pages::Pages(std::string_view prefix, std::span<const Embedded> files)
    : page_(page_of(files, prefix)), files_(with_page(files, page_)) {}

http::Response Pages::answer(const http::Request& request, std::string_view path) const {
  if (is_of_the_api(path)) return http::problem(http::Refusal{404, "there is no such path"});
  return files_.answer(request, path);
}

}  // namespace gg
