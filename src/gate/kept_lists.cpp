#include "gate/kept_lists.h"

#include "base/whole_file.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <system_error>

namespace gg {
namespace {

namespace fs = std::filesystem;
using trust::ListKind;
using trust::TrustList;

constexpr std::uintmax_t list_bytes_max = TrustList::Limits::text_bytes_max;

struct KindOfList {
  ListKind kind;
  std::string_view word;
};
constexpr std::array list_kinds{KindOfList{ListKind::Signers, ".signers"},
                                KindOfList{ListKind::TimeStamps, ".time-stamps"}};

/// A list of the kept folder.
struct KeptFile {
  fs::path path;
  ListKind kind = ListKind::Signers;
  std::string stem;  ///< "house" of house.signers.pem.
};

std::optional<KeptFile> kept_file(const fs::path& path) {
  if (path.extension() != ".pem" && path.extension() != ".json") return std::nullopt;
  const auto inner = path.stem();
  for (const auto& each : list_kinds)
    if (inner.extension() == each.word) return KeptFile{path, each.kind, inner.stem().string()};
  return std::nullopt;
}

/// Sorted by name, so that the order of lists does not depend on the disk.
Result<std::vector<KeptFile>> kept_files(const fs::path& folder) {
  std::vector<KeptFile> files;
  std::error_code error;
  if (!fs::exists(folder, error)) return files;
  fs::directory_iterator in(folder, error);
  for (; !error && in != fs::directory_iterator(); in.increment(error))
    if (auto file = kept_file(in->path())) files.push_back(*std::move(file));
  if (error) return fail(Error{ErrorKind::Unavailable, folder.string() + ": " + error.message()});
  std::ranges::sort(files, {}, &KeptFile::path);
  return files;
}

const TrustList* bundled_of(ListKind kind, std::string_view name) {
  for (const auto& list : trust::bundled_lists())
    if (list.facts().kind == kind && list.facts().name == name) return &list;
  return nullptr;
}

/// What a list is for: as the one in the program that it replaces, else the usual.
std::vector<std::string> purposes_of(ListKind kind, std::string_view name) {
  if (kind == ListKind::TimeStamps) return {};
  const auto* bundled = bundled_of(kind, name);
  return bundled == nullptr ? trust::usual_purposes() : bundled->facts().purposes;
}

/// Reads a list; `name` is used where it has none itself.
Result<TrustList> parse_list(const fs::path& path, ListKind kind, const std::string& name) {
  TRY_LET(const auto text, read_existing(path, list_bytes_max));
  const auto named = [&](const std::string& used) {
    return TrustList::parse(text, {kind, used, {}, path.string(), purposes_of(kind, used)});
  };
  // A list in JSON says its name; only then it is known which one it replaces, and what it is for.
  auto list = named({});
  if (list && list->facts().name.empty())
    list = named(name);
  else if (list)
    list = named(list->facts().name);
  if (!list) return fail(Error{list.error().kind, path.string() + ": " + list.error().message});
  return *std::move(list);
}

/// A kept file is called as its list, so that a new one takes its place; letters that are not of
/// ASCII become "_".
std::string file_name_for(const std::string& name, ListKind kind, bool is_json) {
  std::string text;
  constexpr std::string_view kept =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 -";
  for (const char c : name) text += kept.find(c) == std::string_view::npos ? '_' : c;
  for (const auto& each : list_kinds)
    if (each.kind == kind) text += each.word;
  return text + (is_json ? ".json" : ".pem");
}

std::optional<ListKind> kind_of_bundled(std::string_view name) {
  for (const auto& list : trust::bundled_lists())
    if (list.facts().name == name) return list.facts().kind;
  return std::nullopt;
}

}  // namespace

std::optional<fs::path> kept_lists_folder() {
  const auto folder = [](const char* name, const char* below) -> std::optional<fs::path> {
    const char* value = std::getenv(name);
    if (value == nullptr || *value != '/') return std::nullopt;
    return fs::path(std::string(value) + below);
  };
  if (auto path = folder("GOODGATE_TRUST", "")) return path;
  if (auto path = folder("XDG_DATA_HOME", "/goodgate/trust")) return path;
  return folder("HOME", "/.local/share/goodgate/trust");
}

Result<std::vector<TrustList>> lists_in_force(const std::optional<fs::path>& folder) {
  auto lists = trust::bundled_lists();
  if (!folder) return lists;
  TRY_LET(const auto files, kept_files(*folder));
  for (const auto& file : files) {
    TRY_LET(auto list, parse_list(file.path, file.kind, file.stem));
    const auto same = std::ranges::find_if(lists, [&](const TrustList& each) {
      return each.facts().kind == list.facts().kind && each.facts().name == list.facts().name;
    });
    if (same != lists.end())
      *same = std::move(list);
    else
      lists.push_back(std::move(list));
  }
  return lists;
}

Result<TrustList> keep_list(const fs::path& folder, const fs::path& file,
                            const ListToKeep& wanted) {
  TRY_LET(const auto text, read_existing(file, list_bytes_max));
  const auto first = text.find_first_not_of(" \t\r\n");
  const bool is_json = first != std::string::npos && text[first] == '{';
  TRY_LET(const auto read, parse_list(file, wanted.kind.value_or(ListKind::Signers),
                                      wanted.name.empty() ? file.stem().string() : wanted.name));
  const auto& name = read.facts().name;
  const auto kind = wanted.kind ? wanted.kind : kind_of_bundled(name);
  if (!kind)
    return fail(Error{ErrorKind::InvalidInput,
                      file.string() + ": say for whom it vouches: --for signers or time-stamps"});
  TRY_LET(const auto known, lists_in_force(folder));
  for (const auto& list : known)
    if (list.facts().kind == *kind && list.facts().name == name && !read.facts().date.empty() &&
        read.facts().date < list.facts().date)
      return fail(Error{ErrorKind::Conflict, file.string() + ": is of " + read.facts().date +
                                                 ", older than the one in force, of " +
                                                 list.facts().date});
  std::error_code error;
  fs::create_directories(folder, error);
  const auto path = folder / file_name_for(name, *kind, is_json);
  TRY(write_whole(path, text));
  fs::permissions(path, fs::perms::group_read | fs::perms::others_read, fs::perm_options::add,
                  error);  // a list is public, and a desk may run as somebody else
  return parse_list(path, *kind, path.stem().stem().string());
}

Result<void> remove_list(const fs::path& folder, std::string_view name) {
  TRY_LET(const auto files, kept_files(folder));
  bool is_removed = false;
  for (const auto& file : files) {
    const auto list = parse_list(file.path, file.kind, file.stem);
    if (file.stem != name && !(list && list->facts().name == name)) continue;
    std::error_code error;
    fs::remove(file.path, error);
    if (error)
      return fail(Error{ErrorKind::Unavailable, file.path.string() + ": " + error.message()});
    is_removed = true;
  }
  if (is_removed) return {};
  return fail(Error{ErrorKind::NotFound,
                    "no list of the name " + std::string(name) + " is kept in " + folder.string()});
}

Result<CredentialTerms> usual_credential_terms(trust::Time at, trust::LegacyStamps legacy_stamps) {
  const auto folder = kept_lists_folder();
  std::vector<KeptFile> kept;
  if (folder) {
    TRY_LET(kept, kept_files(*folder));
  }
  // Those of the program alone cannot fail, and wait until a file has credentials.
  if (kept.empty()) return make_credential_terms(trust::bundled_lists, at, legacy_stamps);
  TRY_LET(auto lists, lists_in_force(folder));
  return make_credential_terms(std::move(lists), at, legacy_stamps);
}

}  // namespace gg
