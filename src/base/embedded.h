#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace gg {

/// A file that is part of the program (cmake/EmbedFiles.cmake). *value*
struct Embedded {
  std::string_view path;  ///< Relative to the folder it was taken from.
  const char* first;
  const char* end;

  [[nodiscard]] std::string_view text() const {
    return {first, static_cast<std::size_t>(end - first)};
  }
};

}  // namespace gg
