#include "cli/rulebook_text.h"

#include "report/safe_text.h"

#include <algorithm>

namespace gg::cli {

std::string proof_text(const Json& proof) {
  std::string text;
  for (const auto& check : proof.at("checks"))
    if (check.at("failed").get<bool>()) text += text_member(check, "text");
  return text + std::string(text_member(proof, "summary")) + "\n";
}

std::string difference_text(const Json& difference) {
  std::string text;
  for (const auto& change : difference.at("changes")) text += text_member(change, "text");
  for (const auto& one : difference.at("unknown")) text += scalar_text(one) + "\n";
  return text + std::string(text_member(difference, "summary")) + "\n";
}

std::string cases_text(std::size_t run, std::size_t failed, const std::string& failures) {
  return failures + std::to_string(run) + " cases, " + std::to_string(failed) + " failed\n";
}

std::string safe_lines(const std::string& text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    safe += report::visible(text.substr(at, end - at)) + (end < text.size() ? "\n" : "");
    at = end + 1;
  }
  return safe;
}

}  // namespace gg::cli
