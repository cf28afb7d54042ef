#include "bindings/terms.h"
#include "files/open_file.h"

#include <algorithm>
#include <set>
#include <system_error>

namespace gg::bindings {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t extra_files_max = 4096;

/// "%2E" as ".", once: what is still encoded then is a name that has a percent sign.
std::string percent_decoded(std::string_view uri) {
  const auto nibble = [](char digit) -> int {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
  };
  std::string text;
  for (std::size_t index = 0; index < uri.size(); ++index) {
    const bool coded = uri[index] == '%' && index + 2 < uri.size() && nibble(uri[index + 1]) >= 0 &&
                       nibble(uri[index + 2]) >= 0;
    if (!coded) {
      text += uri[index];
      continue;
    }
    text += static_cast<char>(nibble(uri[index + 1]) * 16 + nibble(uri[index + 2]));
    index += 2;
  }
  return text;
}

/// A path below a folder: not absolute, no scheme, no backslash, and no part that is "." or "..".
bool stays_below(std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string_view::npos ||
      path.find('\0') != std::string_view::npos || path.find("://") != std::string_view::npos)
    return false;
  while (!path.empty()) {
    const auto slash = path.find('/');
    const auto part = path.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return true;
}

/// True when no step of the way below `folder` is a link: a link may lead anywhere.
bool is_free_of_links(const fs::path& folder, const fs::path& relative) {
  auto way = folder;
  for (const auto& part : relative) {
    way /= part;
    std::error_code error;
    if (fs::is_symlink(fs::symlink_status(way, error))) return false;
  }
  return true;
}

class CollectionCheck {
 public:
  CollectionCheck(const fs::path& folder, const CollectionHash& hash, const Terms& terms)
      : folder_(folder), hash_(hash), terms_(terms) {}

  Outcome run() {
    const auto algorithm = algorithm_for(hash_.algorithm, terms_, "/alg");
    if (!algorithm.has_value()) return failed(algorithm.error());
    outcome_.algorithm = name_of(*algorithm);
    if (hash_.zip_directory_hash)
      return failed({Verdict::Malformed,
                     "binds the directory of a ZIP file, and what is given is a folder",
                     "/zip_central_directory_hash"});
    for (std::size_t index = 0; index < hash_.members.size(); ++index)
      if (!stays_below(percent_decoded(hash_.members[index].uri)))
        return failed({Verdict::InvalidUri, "leads out of the folder of the collection",
                       "/uris/" + std::to_string(index) + "/uri"});
    for (std::size_t index = 0; index < hash_.members.size(); ++index) {
      const auto checked =
          check_member(hash_.members[index], *algorithm, "/uris/" + std::to_string(index));
      if (!checked.has_value()) outcome_.add(checked.error());
      if (outcome_.verdict == Verdict::Stopped) break;
    }
    tell_extra_files();
    return std::move(outcome_);
  }

 private:
  Read<void> check_member(const CollectionHash::Member& member, Algorithm algorithm,
                          const std::string& where) {
    const fs::path relative(percent_decoded(member.uri));
    if (!listed_.insert(relative.lexically_normal().generic_string()).second)
      return fail(Problem{Verdict::Malformed, "is listed twice: " + member.uri, where});
    if (!is_free_of_links(folder_, relative))
      return fail(Problem{Verdict::InvalidUri, "leads through a link: " + member.uri, where});
    const auto file = OpenFile::open(folder_ / relative, 0);
    if (!file.has_value()) {
      const bool absent = file.error().kind == ErrorKind::NotFound;
      return fail(Problem{absent ? Verdict::WrongFileCount : Verdict::Unreadable,
                          absent ? "is listed and not there: " + member.uri : file.error().message,
                          where});
    }
    const HashJob job{algorithm, {Piece{{0, file->size_bytes()}}}};
    const auto digest = hash_pieces(file->reader(), job, terms_.effort);
    if (!digest.has_value()) return fail(problem_of(digest.error(), where));
    outcome_.bound_bytes += file->size_bytes();
    if (digest->is(member.hash)) return {};
    return fail(Problem{Verdict::Mismatch, "is not the file that was bound: " + member.uri, where});
  }

  /// Files of the folder that the collection does not list; a manifest beside them is none of them.
  void tell_extra_files() {
    std::error_code error;
    std::vector<Uncovered> extra;
    auto entry = fs::recursive_directory_iterator(
        folder_, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      if (extra.size() == extra_files_max) break;
      std::error_code ignored;
      if (!entry->is_regular_file(ignored) || entry->path().extension() == ".c2pa") continue;
      auto name = entry->path().lexically_relative(folder_).generic_string();
      if (listed_.contains(name)) continue;
      const auto size = entry->file_size(ignored);
      extra.push_back({{0, ignored ? 0 : size}, Gap::Unlisted, std::move(name)});
    }
    std::ranges::sort(extra, {}, &Uncovered::what);
    for (const auto& each : extra) outcome_.uncovered_bytes += each.range.size();
    outcome_.uncovered = std::move(extra);
  }

  const fs::path& folder_;
  const CollectionHash& hash_;
  const Terms& terms_;
  std::set<std::string> listed_;
  Outcome outcome_;
};

}  // namespace

Outcome check_collection_hash(const fs::path& folder, const cbor::Value& assertion,
                              const Terms& terms) {
  const auto hash = parse_collection_hash(assertion);
  if (!hash.has_value()) return failed(hash.error());
  return CollectionCheck(folder, *hash, terms).run();
}

}  // namespace gg::bindings
