#include "clearance/compare_lines.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace gg::clearance {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t compared_lines_max = 4'000;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

using Lines = std::span<const std::string_view>;

/// How long the longest common sequence of what is left of both is, by place in each.
class CommonLengths {
 public:
  CommonLengths(Lines before, Lines after)
      : columns_(after.size() + 1), lengths_((before.size() + 1) * columns_) {
    for (auto row = before.size(); row-- > 0;)
      for (auto column = after.size(); column-- > 0;)
        at(row, column) = before[row] == after[column]
                              ? static_cast<std::uint16_t>(at(row + 1, column + 1) + 1)
                              : std::max(at(row + 1, column), at(row, column + 1));
  }
  std::uint16_t& at(std::size_t row, std::size_t column) {
    return lengths_[row * columns_ + column];
  }

 private:
  std::size_t columns_;
  std::vector<std::uint16_t> lengths_;
};

void add_lines(std::vector<ComparedLine>& compared, Lines lines, ComparedLine::In in) {
  for (const auto line : lines) compared.push_back({in, std::string(line)});
}

void add_differences(std::vector<ComparedLine>& compared, Lines before, Lines after) {
  CommonLengths common(before, after);
  std::size_t row = 0;
  std::size_t column = 0;
  while (row < before.size() && column < after.size()) {
    if (before[row] == after[column]) {
      compared.push_back({ComparedLine::In::Both, std::string(before[row++])});
      ++column;
    } else if (common.at(row + 1, column) >= common.at(row, column + 1)) {
      compared.push_back({ComparedLine::In::Before, std::string(before[row++])});
    } else {
      compared.push_back({ComparedLine::In::After, std::string(after[column++])});
    }
  }
  add_lines(compared, before.subspan(row), ComparedLine::In::Before);
  add_lines(compared, after.subspan(column), ComparedLine::In::After);
}

/// Elements of a page whose text nobody reads.
constexpr std::array hidden_elements = {"script"sv, "style"sv, "head"sv, "template"sv, "svg"sv};
/// Elements within a line.
constexpr std::array inline_elements = {"a"sv,    "b"sv,    "i"sv,     "em"sv,  "strong"sv,
                                        "span"sv, "u"sv,    "small"sv, "sup"sv, "sub"sv,
                                        "code"sv, "abbr"sv, "mark"sv};
constexpr std::array<std::pair<std::string_view, std::string_view>, 7> entities{{{"&amp;", "&"},
                                                                                 {"&lt;", "<"},
                                                                                 {"&gt;", ">"},
                                                                                 {"&quot;", "\""},
                                                                                 {"&#39;", "'"},
                                                                                 {"&apos;", "'"},
                                                                                 {"&nbsp;", " "}}};

/// "p" of "</p>" or "<p class=x>".
std::string element_of(std::string_view tag) {
  tag.remove_prefix(tag.starts_with("</") ? 2 : 1);
  return ascii_lower(tag.substr(0, tag.find_first_of(" \t\r\n/>")));
}

/// Text with white space run together and the usual entities read.
std::string plain_words(std::string_view text) {
  std::string words;
  for (std::size_t at = 0; at < text.size();) {
    const auto entity = std::ranges::find_if(
        entities, [&](const auto& one) { return text.substr(at).starts_with(one.first); });
    const auto piece = entity == entities.end() ? text.substr(at, 1) : entity->second;
    at += entity == entities.end() ? 1 : entity->first.size();
    const bool is_space = piece.find_first_of(" \t\r\n") != std::string_view::npos;
    if (!is_space) words += piece;
    if (is_space && !words.empty() && words.back() != ' ') words += ' ';
  }
  return words;
}

std::string words_of_page(std::string_view page) {
  std::string text;
  std::string line;
  std::string hidden;
  const auto end_line = [&] {
    const auto words = trimmed(line);
    if (!words.empty()) text.append(words).append("\n");
    line.clear();
  };
  while (!page.empty()) {
    const auto open = std::min(page.find('<'), page.size());
    if (hidden.empty()) line += plain_words(page.substr(0, open));
    page.remove_prefix(open);
    if (page.empty()) break;
    const auto mark = page.starts_with("<!--") ? "-->"sv : ">"sv;
    const auto close = page.find(mark);
    const auto tag =
        page.substr(0, close == std::string_view::npos ? page.size() : close + mark.size());
    page.remove_prefix(tag.size());
    if (mark.size() == 3) continue;
    const auto element = element_of(tag);
    const bool is_end = tag.starts_with("</");
    if (hidden.empty() && !is_end &&
        std::ranges::find(hidden_elements, element) != hidden_elements.end())
      hidden = element;
    else if (is_end && element == hidden)
      hidden.clear();
    if (std::ranges::find(inline_elements, element) == inline_elements.end()) end_line();
  }
  end_line();
  return text;
}

}  // namespace

Result<std::vector<ComparedLine>> compare_lines(std::string_view before, std::string_view after) {
  const auto old_lines = lines_of(before);
  const auto new_lines = lines_of(after);
  Lines old_rest(old_lines);
  Lines new_rest(new_lines);
  std::vector<ComparedLine> compared;
  while (!old_rest.empty() && !new_rest.empty() && old_rest.front() == new_rest.front()) {
    compared.push_back({ComparedLine::In::Both, std::string(old_rest.front())});
    old_rest = old_rest.subspan(1);
    new_rest = new_rest.subspan(1);
  }
  std::size_t same = 0;
  while (same < std::min(old_rest.size(), new_rest.size()) &&
         old_rest[old_rest.size() - 1 - same] == new_rest[new_rest.size() - 1 - same])
    ++same;
  const auto tail = old_rest.last(same);
  old_rest = old_rest.first(old_rest.size() - same);
  new_rest = new_rest.first(new_rest.size() - same);
  if (std::max(old_rest.size(), new_rest.size()) > compared_lines_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "the texts differ in more than 4000 lines; compare them with a program of "
                      "your own"});
  add_differences(compared, old_rest, new_rest);
  add_lines(compared, tail, ComparedLine::In::Both);
  return compared;
}

std::string words_of_document(std::string_view media_type, std::string_view text) {
  const auto utf8 = guess_to_utf8(text);
  return media_type == "text/html" ? words_of_page(utf8) : utf8;
}

}  // namespace gg::clearance
