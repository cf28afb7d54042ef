#include "report/terminal_lines.h"

#include "report/safe_text.h"

#include <algorithm>

namespace gg::report {
namespace {

constexpr std::size_t name_columns = 11;

std::string_view sequence_of(Tone tone) {
  switch (tone) {
    case Tone::Plain:
      return "";
    case Tone::Strong:
      return "\x1b[1m";
    case Tone::Dim:
      return "\x1b[2m";
    case Tone::Good:
      return "\x1b[1;32m";
    case Tone::Warning:
      return "\x1b[1;33m";
    case Tone::Bad:
      return "\x1b[1;31m";
  }
  return "";
}

/// As much of `word` as fits into `columns`, at least one code point.
std::string_view fitting(std::string_view word, std::size_t columns) {
  std::size_t size = 0;
  std::size_t used = 0;
  while (size < word.size()) {
    const auto next = std::max<std::size_t>(first_code_point(word.substr(size)).size_bytes, 1);
    used += columns_of(word.substr(size, next));
    if (used > columns && size != 0) break;
    size += next;
  }
  return word.substr(0, size);
}

}  // namespace

TerminalLines::TerminalLines(Sink& sink, Colour colour, std::size_t columns)
    : out_(sink), colour_(colour), columns_(std::max<std::size_t>(columns, 40)) {}

void TerminalLines::put(Tone tone, std::string_view text) {
  const auto sequence = colour_ == Colour::Yes ? sequence_of(tone) : std::string_view();
  out_.write(sequence);
  out_.write(text);
  if (!sequence.empty()) out_.write("\x1b[0m");
}

void TerminalLines::put_spaces(std::size_t count) {
  for (; count != 0; --count) out_.write(' ');
}

void TerminalLines::wrap(std::size_t hang, std::size_t column, std::string_view text) {
  bool is_line_empty = true;
  while (!text.empty()) {
    auto word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const auto needed = columns_of(word) + (is_line_empty ? 0U : 1U);
    if (!is_line_empty && column + needed > columns_) {
      out_.write('\n');
      put_spaces(hang);
      column = hang;
      is_line_empty = true;
    }
    if (!is_line_empty) out_.write(' ');
    column += is_line_empty ? 0U : 1U;
    while (column + columns_of(word) > columns_) {
      const auto part = fitting(word, columns_ - std::min(columns_ - 1, column));
      if (part.size() == word.size()) break;
      out_.write(part);
      out_.write('\n');
      put_spaces(hang);
      column = hang;
      word.remove_prefix(part.size());
    }
    out_.write(word);
    column += columns_of(word);
    is_line_empty = false;
  }
  out_.write('\n');
}

void TerminalLines::line(std::size_t indent, Tone tone, std::string_view label,
                         std::string_view text) {
  const auto safe_label = visible(label);
  const auto width = columns_of(safe_label);
  put_spaces(indent);
  if (text.empty() && indent + width <= columns_) {
    put(tone, safe_label);
    out_.write('\n');
    return;
  }
  if (text.empty()) {
    wrap(indent + 2, indent, safe_label);
    return;
  }
  put(tone, safe_label);
  const auto gap = safe_label.empty() ? 0U : 2U;
  put_spaces(gap);
  wrap(indent + 2, indent + width + gap, visible(text));
}

void TerminalLines::entry(std::size_t indent, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  put_spaces(indent);
  put(Tone::Dim, name);
  put_spaces(name_columns - std::min(name_columns - 1, name.size()));
  wrap(indent + name_columns, indent + name_columns, visible(text));
}

}  // namespace gg::report
