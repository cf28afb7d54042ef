#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gg {

/// A pattern for paths in a delivery: "vfx/sky_*.png". `*` and `?` stay inside a folder, `**`
/// crosses folders, `[a-z]` and `[!a-z]` are sets. Without a slash it is about the file's name in
/// any folder. Letters compare exactly, because a match excuses a file. *value*
class PathPattern {
 public:
  /// Nothing when the pattern is empty, absolute, longer than 512 bytes, has a set without its
  /// end, or has a `..` part.
  static std::optional<PathPattern> parse(std::string_view text);

  [[nodiscard]] bool matches(std::string_view path) const;
  [[nodiscard]] const std::string& text() const { return text_; }

  friend bool operator==(const PathPattern&, const PathPattern&) = default;

 private:
  explicit PathPattern(std::string_view text) : text_(text) {}
  std::string text_;
};

/// The last part of a path.
std::string_view file_name_of(std::string_view path);

/// True when the last folders and the name of `path` are `parts`; letters compare without case.
bool ends_with_parts(std::string_view path, std::string_view parts);

/// "a/clip.mov" → "a/clip".
std::string_view without_extension(std::string_view path);

/// True when `named` (as people write it in a log: "Clip_014.mov", "archive/clip_014.mov",
/// "clip_014") means the file at `path`. Letters compare without case and the extension and folders
/// may be left out, because a match here accuses a file.
bool names_file(std::string_view named, std::string_view path);

}  // namespace gg
