#pragma once

#include "bytes/reader.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::id3 {

/// How the texts of one frame are written. Source: id3v2.4.0-structure section 4.
enum class TextEncoding : std::uint8_t { Latin1, Utf16, Utf16BigEndian, Utf8 };

/// Reads the texts of one frame, which stand one behind the other with NULs between.
/// Latin-1 is taken as UTF-8 where it is well-formed UTF-8: many writers do that. *value*
class TextCursor {
 public:
  /// `bytes` begins at the first text; `at` stands there, for errors.
  TextCursor(std::string_view bytes, TextEncoding encoding, const Reader& at)
      : rest_(bytes), encoding_(encoding), at_(at) {}

  /// The next text, which must have its NUL. Faults: missing_terminator.
  Parsed<std::string> terminated();

  /// The next text in Latin-1 whatever the encoding (media types, owners). Faults:
  /// missing_terminator.
  Parsed<std::string> terminated_latin1();

  /// The texts to the end, at least one; the last needs no NUL.
  std::vector<std::string> values();

  [[nodiscard]] std::string_view rest() const { return rest_; }

  void skip(std::size_t size) { rest_.remove_prefix(size); }

 private:
  [[nodiscard]] std::size_t unit_bytes() const;
  [[nodiscard]] std::size_t find_terminator() const;
  std::string decode(std::string_view text);

  std::string_view rest_;
  TextEncoding encoding_;
  bool little_endian_ = true;  ///< Of the last byte order mark: later texts often have none.
  Reader at_;
};

/// Reads the byte that names the encoding. Faults: bad_text_encoding, truncated.
Parsed<TextEncoding> read_encoding(Reader& in);

}  // namespace gg::id3
