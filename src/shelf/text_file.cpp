#include "shelf/text_file.h"

#include <fstream>
#include <iterator>
#include <system_error>

namespace gg {

Result<std::string> read_text_file(const std::filesystem::path& path,
                                   std::uintmax_t size_bytes_max) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error)
    return fail(Error{ErrorKind::NotFound, path.string() + ": cannot be read: " + error.message()});
  if (size > size_bytes_max)
    return fail(Error{ErrorKind::LimitExceeded, path.string() + ": larger than " +
                                                    std::to_string(size_bytes_max) +
                                                    " bytes; this is not a file of this kind"});
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in || text.size() != size)
    return fail(Error{ErrorKind::Unavailable, path.string() + ": could not be read whole"});
  return text;
}

}  // namespace gg
