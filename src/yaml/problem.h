#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg {

/// One thing that is wrong in a file people write, where it stands, and what to write instead.
/// *value*
struct Problem {
  std::string file;
  std::size_t line = 0;    ///< From 1; 0 when it is about the file as a whole.
  std::size_t column = 0;  ///< From 1.
  std::string place;       ///< "uses[2].outcome", "sheet Log, cell C7"; may be empty.
  std::string text;        ///< What is wrong and what to write: "'aprove' is not an outcome; …".
};

/// "title.yaml:12:5: uses[2].outcome: 'aprove' is not an outcome; write one of …".
std::string to_text(const Problem& problem);

/// One line each, as above.
std::string to_text(const std::vector<Problem>& problems);

/// A failure with problems as one for people: InvalidInput, one line each.
template <class T>
Result<T> told(Result<T, std::vector<Problem>> read) {
  if (read.has_value()) return *std::move(read);
  return fail(Error{ErrorKind::InvalidInput, to_text(read.error())});
}

/// Collects problems of one file, so that all are told at once. At most 100 are kept; the rest are
/// counted in one last line. *single thread*
class Problems {
 public:
  explicit Problems(std::string_view file) : file_(file) {}

  void add(std::size_t line, std::size_t column, std::string_view place, std::string text);
  [[nodiscard]] bool none() const { return count_ == 0; }
  [[nodiscard]] const std::string& file() const { return file_; }

  /// What was collected, in the order of the file.
  [[nodiscard]] std::vector<Problem> take();

 private:
  std::string file_;
  std::vector<Problem> kept_;
  std::size_t count_ = 0;
};

/// `text` in quotes for a message, cut to 60 characters.
std::string in_quotes(std::string_view text);

/// "a, b, c".
std::string joined(const std::vector<std::string_view>& words);

/// The word a person most likely meant by `typed`, or empty: at most a third of the letters differ.
std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words);

}  // namespace gg
