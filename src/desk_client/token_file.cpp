#include "desk_client/token_file.h"

#include "base/whole_file.h"

#include <cstdlib>
#include <fstream>
#include <iterator>

#include <sys/stat.h>

namespace gg::desk_client {
namespace {

constexpr mode_t open_to_others = S_IRWXG | S_IRWXO;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

Result<std::filesystem::path> config_folder() {
  if (const auto base = variable("XDG_CONFIG_HOME"); base.starts_with('/'))
    return std::filesystem::path(base) / "goodgate";
  if (const auto home = variable("HOME"); home.starts_with('/'))
    return std::filesystem::path(home) / ".config" / "goodgate";
  return fail(Error{ErrorKind::Unavailable, "neither XDG_CONFIG_HOME nor HOME is set"});
}

Result<Json> read_by_server(const std::filesystem::path& path) {
  struct stat status{};
  if (::stat(path.c_str(), &status) != 0) return Json::object();
  if ((status.st_mode & open_to_others) != 0)
    return fail(Error{ErrorKind::Forbidden,
                      path.string() + ": others may read it; run chmod 600 " + path.string()});
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto all = parse_json(text);
  if (!in || !all || !all->is_object())
    return fail(Error{ErrorKind::InvalidInput, path.string() + ": is not what goodgate writes; "
                                                               "move it away and sign in again"});
  return *std::move(all);
}

Result<void> write_by_server(const std::filesystem::path& path, const Json& all) {
  std::error_code ignored;
  std::filesystem::create_directories(path.parent_path(), ignored);
  return write_whole(path, all.dump(2));
}

std::string server_name(std::string address) {
  while (address.ends_with('/')) address.pop_back();
  return address;
}

Result<std::string> token_for(const std::string& server) {
  if (auto token = variable("GOODGATE_TOKEN"); !token.empty()) return token;
  TRY_LET(const auto folder, config_folder());
  const auto path = folder / "tokens.json";
  TRY_LET(const auto all, read_by_server(path));
  const auto* entry = find_member(all, server_name(server));
  auto token = entry == nullptr ? std::string() : std::string(text_member(*entry, "token"));
  if (!token.empty()) return token;
  return fail(Error{
      ErrorKind::Forbidden,
      "there is no token for " + server + ": set GOODGATE_TOKEN, or keep one in " + path.string()});
}

Result<void> keep_token(const std::string& server, const std::string& token) {
  TRY_LET(const auto folder, config_folder());
  const auto path = folder / "tokens.json";
  TRY_LET(auto all, read_by_server(path));
  all[server_name(server)] = {{"token", token}};
  return write_by_server(path, all);
}

Result<void> forget_token(const std::string& server) {
  TRY_LET(const auto folder, config_folder());
  const auto path = folder / "tokens.json";
  TRY_LET(auto all, read_by_server(path));
  all.erase(server_name(server));
  return write_by_server(path, all);
}

}  // namespace gg::desk_client
