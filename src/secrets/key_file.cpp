#include "secrets/key_file.h"

#include "base/text.h"
#include "secrets/encoding.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg::secrets {
namespace {

constexpr std::string_view key_form = "ggkey1.";
constexpr std::size_t file_bytes_max = 256;

/// An open file that closes itself.
struct OpenFile {
  int number;
  explicit OpenFile(int opened) : number(opened) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (number >= 0) close(number);
  }
};

auto refuse_file(ErrorKind kind, const std::filesystem::path& path, const std::string& what) {
  return fail(Error{kind, path.string() + ": " + what});
}

std::string system_text(int error) { return std::system_category().message(error); }

Result<void> check_guarded(int file, const std::filesystem::path& path) {
  struct stat status{};
  if (fstat(file, &status) != 0)
    return refuse_file(ErrorKind::Unavailable, path, "cannot be looked at: " + system_text(errno));
  if (!S_ISREG(status.st_mode))
    return refuse_file(ErrorKind::InvalidInput, path,
                       "a key is kept in a regular file, this is none");
  if (status.st_uid != geteuid())
    return refuse_file(
        ErrorKind::InvalidInput, path,
        "the key belongs to another user than the one this program runs as; chown it");
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return refuse_file(ErrorKind::InvalidInput, path,
                       "the key may be read or changed by others; run: chmod 600 " + path.string());
  return {};
}

Result<Key> read_key(int file, const std::filesystem::path& path) {
  std::string text(file_bytes_max, '\0');
  const auto size = read(file, text.data(), text.size());
  if (size < 0)
    return refuse_file(ErrorKind::Unavailable, path, "cannot be read: " + system_text(errno));
  text.resize(static_cast<std::size_t>(size));
  auto key = parse_key(text);
  wipe(text);
  if (!key) return refuse_file(ErrorKind::InvalidInput, path, key.error().message);
  return key;
}

/// So that the name of a new file is on the disk too.
bool sync_folder(const std::filesystem::path& folder) {
  const OpenFile opened(
      open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return opened.number >= 0 && fsync(opened.number) == 0;
}

bool write_all(int file, std::string_view text) {
  return write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
         fsync(file) == 0;
}

/// A new key beside `path`, linked to it whole: whoever comes second finds the first one's.
Result<void> create_key(const std::filesystem::path& path) {
  std::string name = path.string() + ".XXXXXX";
  const OpenFile file(mkostemp(name.data(), O_CLOEXEC));  // mode 0600
  if (file.number < 0)
    return refuse_file(ErrorKind::Unavailable, path, "cannot be made: " + system_text(errno));
  auto text = key_text(Key::random()) + "\n";
  const bool written = write_all(file.number, text);
  wipe(text);
  const bool linked = written && (link(name.c_str(), path.c_str()) == 0 || errno == EEXIST) &&
                      sync_folder(path.parent_path());
  const int error = errno;
  unlink(name.c_str());
  if (!linked)
    return refuse_file(ErrorKind::Unavailable, path, "cannot be written: " + system_text(error));
  return {};
}

}  // namespace

std::string key_text(const Key& key) { return std::string(key_form) + base64url(key.view()); }

Result<Key> parse_key(std::string_view text) {
  const auto word = trimmed(text);
  auto bytes = word.starts_with(key_form) && word.size() < file_bytes_max
                   ? parse_base64url(word.substr(key_form.size()))
                   : std::nullopt;
  const auto key = bytes ? Key::from(*bytes) : std::nullopt;
  if (bytes) wipe(*bytes);
  if (!key)
    return fail(
        Error{ErrorKind::InvalidInput, "this is no key: one is \"ggkey1.\" and 43 letters"});
  return *key;
}

Result<Key> key_of_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  if (value == nullptr)
    return fail(Error{ErrorKind::NotFound, "the environment variable " + name + " is not set"});
  auto key = parse_key(value);
  if (!key) return fail(Error{ErrorKind::InvalidInput, name + ": " + key.error().message});
  return key;
}

Result<Key> load_key(const std::filesystem::path& path) {
  const OpenFile file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number < 0)
    return refuse_file(errno == ENOENT ? ErrorKind::NotFound : ErrorKind::Unavailable, path,
                       "cannot be opened: " + system_text(errno));
  TRY(check_guarded(file.number, path));
  return read_key(file.number, path);
}

Result<Key> load_or_create_key(const std::filesystem::path& path) {
  auto key = load_key(path);
  if (key || key.error().kind != ErrorKind::NotFound) return key;
  TRY(create_key(path));
  return load_key(path);
}

}  // namespace gg::secrets
