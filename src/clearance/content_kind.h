#pragma once

#include "base/result.h"
#include "container/format.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace gg::clearance {

/// How much of the beginning of a content tells what it is.
inline constexpr std::size_t kind_head_bytes = 64U << 10;

/// What a content is, by its bytes alone. *value*
struct ContentKind {
  Format format = Format::Unknown;
  std::string name;        ///< For people: "PDF", "Word document".
  std::string media_type;  ///< "application/pdf"
  bool is_program = false;
};

/// `head` is the beginning of the content, `kind_head_bytes` of it or all.
ContentKind kind_of_content(std::string_view head);

/// The name of a file as it is kept: what stands behind the last / or \. Errors: InvalidInput for
/// none, for one of more than 255 bytes, and for characters that are not shown or turn the text
/// around.
Result<std::string> file_name_of(std::string_view name);

/// What is to be said of a name that claims another kind than the content has; empty where it does
/// not. Errors: InvalidInput for a program, or a text that a double click would run.
Result<std::string> remark_on_name(const std::string& name, const ContentKind& kind);

/// True for what a page may show in place: pictures, sound, moving pictures and plain text. All
/// else is saved as a file.
bool is_shown_in_place(std::string_view media_type);

}  // namespace gg::clearance
