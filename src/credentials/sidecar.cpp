#include "credentials/sidecar.h"

#include "base/whole_file.h"
#include "bindings/store_location.h"

namespace gg::credentials {

Result<std::optional<std::string>> read_sidecar(const std::filesystem::path& asset) {
  const auto sidecar = bindings::find_sidecar(asset);
  if (!sidecar) return std::optional<std::string>();
  TRY_LET(auto text, read_store_file(*sidecar));
  return std::optional(std::move(text));
}

Result<std::string> read_store_file(const std::filesystem::path& path) {
  auto text = read_existing(path, store_file_bytes_max);
  if (!text && text.error().kind == ErrorKind::LimitExceeded)
    return fail(Error{ErrorKind::LimitExceeded,
                      path.string() + ": larger than 16 MiB; it is no file of credentials"});
  return text;
}

}  // namespace gg::credentials
