#include "bindings/collection_files.h"
#include "bindings/terms.h"

#include <algorithm>
#include <set>

namespace gg::bindings {
namespace {

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

class CollectionCheck {
 public:
  CollectionCheck(const CollectionFiles& files, const CollectionHash& hash, const Terms& terms)
      : files_(files), hash_(hash), terms_(terms) {}

  Outcome run() {
    const auto algorithm = algorithm_for(hash_.algorithm, terms_, "/alg");
    if (!algorithm.has_value()) return failed(algorithm.error());
    algorithm_ = *algorithm;
    outcome_.algorithm = name_of(algorithm_);
    if (hash_.zip_directory_hash)
      return failed({Verdict::Malformed,
                     "binds the directory of a ZIP file, and what is given is a folder",
                     "/zip_central_directory_hash"});
    for (std::size_t index = 0; index < hash_.members.size(); ++index)
      if (!stays_below(percent_decoded(hash_.members[index].uri)))
        return failed(
            {Verdict::InvalidUri, "leads out of the folder of the collection", place(index)});
    for (first_ = 0; first_ < hash_.members.size() && outcome_.verdict != Verdict::Stopped;
         first_ += files_at_once)
      check_some(std::min(files_at_once, hash_.members.size() - first_));
    outcome_.uncovered = files_.others(listed_);
    for (const auto& each : outcome_.uncovered) outcome_.uncovered_bytes += each.range.size();
    return std::move(outcome_);
  }

 private:
  static constexpr std::size_t files_at_once = 64;

  static std::string place(std::size_t index) { return "/uris/" + std::to_string(index) + "/uri"; }

  /// The members from `first_` on: hashed on as many threads as there may be, and compared one
  /// after the other.
  void check_some(std::size_t count) {
    std::vector<std::unique_ptr<Source>> opened;
    std::vector<Reader> readers;
    std::vector<HashJob> jobs;
    std::vector<std::optional<Read<HashValue>>> digests(count);
    std::vector<std::size_t> waiting;
    for (std::size_t at = 0; at < count; ++at) {
      auto file = find(first_ + at, digests[at]);
      if (file == nullptr) continue;
      readers.emplace_back(*file);
      jobs.push_back({algorithm_, {Piece{{0, file->size()}}}});
      outcome_.bound_bytes += file->size();
      waiting.push_back(at);
      opened.push_back(std::move(file));
    }
    const auto hashed = hash_each(readers, jobs, terms_.effort);
    for (std::size_t job = 0; job < hashed.size(); ++job) {
      const auto at = waiting[job];
      const auto where = "/uris/" + std::to_string(first_ + at);
      digests[at] = hashed[job].has_value()
                        ? Read<HashValue>(*hashed[job])
                        : Read<HashValue>(fail(problem_of(hashed[job].error(), where)));
    }
    for (std::size_t at = 0; at < count; ++at) compare(first_ + at, *digests[at]);
  }

  /// The file of a member that has to be read; nothing where its digest, or what is wrong with it,
  /// is known.
  std::unique_ptr<Source> find(std::size_t index, std::optional<Read<HashValue>>& digest) {
    const auto& member = hash_.members[index];
    const auto where = "/uris/" + std::to_string(index);
    const auto path = std::filesystem::path(percent_decoded(member.uri));
    const auto name = path.lexically_normal().generic_string();
    outcome_.members.push_back({name, std::nullopt});
    const auto wrong = [&](Verdict verdict, const std::string& what) {
      digest = fail(Problem{verdict, what, where});
      return nullptr;
    };
    if (!listed_.insert(name).second)
      return wrong(Verdict::Malformed, "is listed twice: " + member.uri);
    if (const auto known = files_.known_digest(name, algorithm_)) {
      digest = *known;
      return nullptr;
    }
    auto file = files_.open(path.generic_string());
    if (file.has_value()) return *std::move(file);
    switch (file.error().kind) {
      case ErrorKind::NotFound:
        return wrong(Verdict::WrongFileCount, "is listed and not there: " + member.uri);
      case ErrorKind::InvalidInput:
        return wrong(Verdict::InvalidUri, file.error().message + ": " + member.uri);
      default:
        return wrong(Verdict::Unreadable, file.error().message);
    }
  }

  void compare(std::size_t index, const Read<HashValue>& digest) {
    const auto& member = hash_.members[index];
    const auto note = [&](Problem problem) {
      outcome_.members[index].problem = problem;
      outcome_.add(std::move(problem));
    };
    if (!digest.has_value()) return note(digest.error());
    outcome_.members[index].fits = digest->is(member.hash);
    if (!outcome_.members[index].fits)
      note({Verdict::Mismatch, "is not the file that was bound: " + member.uri,
            "/uris/" + std::to_string(index)});
  }

  const CollectionFiles& files_;
  const CollectionHash& hash_;
  const Terms& terms_;
  Algorithm algorithm_ = Algorithm::Sha256;
  std::size_t first_ = 0;
  std::set<std::string> listed_;
  Outcome outcome_;
};

}  // namespace

Outcome check_collection_hash(const CollectionFiles& files, const cbor::Value& assertion,
                              const Terms& terms) {
  const auto hash = parse_collection_hash(assertion);
  if (!hash.has_value()) return failed(hash.error());
  return CollectionCheck(files, *hash, terms).run();
}

}  // namespace gg::bindings
