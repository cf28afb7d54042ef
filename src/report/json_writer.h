#pragma once

#include "report/sink.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace gg::report {

/// Pretty: two spaces an indent, for people and diffs. Line: no white space, one value a line.
enum class JsonLayout : std::uint8_t { Pretty, Line };

/// Writes JSON (RFC 8259) piece by piece. Text that is not UTF-8 is written with U+FFFD for each
/// bad byte: keep the bytes elsewhere if they matter. The caller nests correctly.
/// Threads: single thread.
class JsonWriter {
 public:
  JsonWriter(Sink& sink, JsonLayout layout) : out_(sink), layout_(layout) {}

  void begin_object();
  void begin_object(std::string_view key);
  void end_object() { close('}'); }
  void begin_array();
  void begin_array(std::string_view key);
  void end_array() { close(']'); }

  void text(std::string_view key, std::string_view value);
  void number(std::string_view key, std::uint64_t value);
  void boolean(std::string_view key, bool value);
  void null(std::string_view key);
  void text_item(std::string_view value);

  /// A member only if there is something to say.
  void text_if_any(std::string_view key, std::string_view value) {
    if (!value.empty()) text(key, value);
  }

  /// Ends a whole value (depth 0) with a line feed; the next one may begin.
  void end_value();

 private:
  void separate();
  void put_key(std::string_view key);
  void put_text(std::string_view value);
  void close(char bracket);
  void indent();

  BufferedSink out_;
  JsonLayout layout_;
  unsigned depth_ = 0;
  bool first_ = true;  ///< Nothing stands yet in the innermost object or array.
};

}  // namespace gg::report
