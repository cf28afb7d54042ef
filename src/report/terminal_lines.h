#pragma once

#include "report/sink.h"
#include "report/terminal.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace gg::report {

/// Meaning of a piece of text, shown by colour where there is colour.
enum class Tone : std::uint8_t { Plain, Strong, Dim, Good, Warning, Bad };

/// Writes wrapped lines for a terminal. All text is made safe here. *single thread*
class TerminalLines {
 public:
  TerminalLines(Sink& sink, Colour colour, std::size_t columns);

  /// One paragraph: `label` in `tone` at column `indent`, then `text` wrapped under itself.
  void line(std::size_t indent, Tone tone, std::string_view label, std::string_view text);

  /// As `line`, where the text hangs at a fixed column: for tables of name and value.
  void entry(std::size_t indent, std::string_view name, std::string_view text);

  void blank() { out_.write('\n'); }

 private:
  void put(Tone tone, std::string_view text);
  void put_spaces(std::size_t count);
  void wrap(std::size_t hang, std::size_t column, std::string_view text);

  BufferedSink out_;
  Colour colour_;
  std::size_t columns_;
};

}  // namespace gg::report
