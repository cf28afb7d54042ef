#include "clearance/books.h"

#include "clearance/doc.h"
#include "clearance/rulebook_store.h"
#include "shelf/shelf.h"

#include <algorithm>

namespace gg::clearance {
namespace {

using rulebook::BookFilePtr;

constexpr std::string_view hash_mark = "sha256:";
constexpr std::size_t kept_max = 512;  // sets or files; more are read again when they are wanted

template <class Kept, class Key, class Value>
void keep_in(Guarded<Kept>& kept, const Key& key, const Value& value) {
  kept.with([&](auto& all) {
    if (all.size() >= kept_max) all.clear();
    all.emplace(key, value);
  });
}

template <class Kept, class Key>
auto kept_in(Guarded<Kept>& kept, const Key& key) {
  return kept.with([&](auto& all) {
    const auto found = all.find(key);
    return found == all.end() ? typename Kept::mapped_type() : found->second;
  });
}

/// The text is what its name says, or the file was tampered with.
Result<BookFilePtr> read_kept(const std::string& text, const std::string& sha256) {
  const auto read = rulebook::parse_book(text, sha256 + ".yaml");
  if (read.has_value() && (*read)->sha256.hex() == sha256) return *read;
  return fail(Error{ErrorKind::Internal, "the text of the rulebook " + sha256 +
                                             " was altered; nothing is decided by it: restore a "
                                             "back-up"});
}

Result<BookFilePtr> shipped_with(const std::string& sha256) {
  for (const auto& one : shelf::shipped()) {
    TRY_LET(auto file, shelf::load_book(one.name()));
    if (file->sha256.hex() == sha256) return file;
  }
  return fail(Error{ErrorKind::NotFound, "there is no rulebook with SHA-256 " + sha256});
}

Result<BookSetPtr> join_books(std::vector<BookFilePtr> files) {
  TRY_LET(auto set, told(rulebook::BookSet::join(std::move(files))));
  return std::make_shared<const rulebook::BookSet>(std::move(set));
}

std::vector<std::string> or_usual(const std::vector<std::string>& names) {
  return names.empty() ? std::vector{std::string(shelf::usual_book)} : names;
}

}  // namespace

std::string_view book_of_name(std::string_view name) { return name.substr(0, name.find('@')); }

std::vector<std::string> books_named_by(const Json& title) {
  return or_usual(texts_at(title, "rulebooks"));
}

Result<std::string> Books::key_of(store::Snapshot& snapshot, std::string_view name, Date day) {
  if (shelf::names_file(name))
    return fail(Error{ErrorKind::InvalidInput,
                      std::string(name) + ": a title of the register names rulebooks, not files"});
  const auto at = name.find('@');
  std::optional<PublishedBook> own;
  if (at == std::string_view::npos) {
    TRY_LET(own, find_in_force(snapshot, name, day));
  } else {
    TRY_LET(own, find_published(snapshot, name.substr(0, at), name.substr(at + 1)));
  }
  return own ? std::string(hash_mark) + own->sha256 : std::string(name);
}

Result<BookFilePtr> Books::file_of(store::Snapshot& snapshot, const std::string& key) {
  if (auto known = kept_in(files_, key)) return known;
  const bool is_own = key.starts_with(hash_mark);
  const auto sha256 = is_own ? key.substr(hash_mark.size()) : std::string();
  std::optional<std::string> text;
  if (is_own) {
    TRY_LET(text, find_book_text(snapshot, sha256));
  }
  auto read = text     ? read_kept(*text, sha256)
              : is_own ? shipped_with(sha256)
                       : shelf::load_book(key);
  TRY_LET(auto file, std::move(read));
  keep_in(files_, key, file);
  return file;
}

Result<BookSetPtr> Books::set_of(store::Snapshot& snapshot, const std::vector<std::string>& keys) {
  if (auto known = kept_in(sets_, keys)) return known;
  std::vector<BookFilePtr> files;
  for (const auto& key : keys) {
    TRY_LET(auto file, file_of(snapshot, key));
    files.push_back(std::move(file));
  }
  TRY_LET(auto set, join_books(std::move(files)));
  keep_in(sets_, keys, set);
  return set;
}

Result<BookSetPtr> Books::of(store::Snapshot& snapshot, const std::vector<std::string>& names,
                             Date day) {
  std::vector<std::string> keys;
  for (const auto& name : or_usual(names)) {
    TRY_LET(auto key, key_of(snapshot, name, day));
    keys.push_back(std::move(key));
  }
  return set_of(snapshot, keys);
}

Result<BookSetPtr> Books::with(store::Snapshot& snapshot, const std::vector<std::string>& names,
                               Date day, const BookFilePtr& candidate) {
  std::vector<BookFilePtr> files;
  for (const auto& name : or_usual(names)) {
    if (name == candidate->book.id) {
      files.push_back(candidate);
      continue;
    }
    TRY_LET(auto file, one(snapshot, name, day));
    files.push_back(std::move(file));
  }
  return join_books(std::move(files));
}

Result<BookSetPtr> Books::of_decision(store::Snapshot& snapshot, const Json& rulebooks) {
  std::vector<std::string> keys;
  for (const auto& one : rulebooks) keys.push_back(std::string(hash_mark) + text_at(one, "sha256"));
  return set_of(snapshot, keys);
}

Result<BookFilePtr> Books::one(store::Snapshot& snapshot, std::string_view name, Date day) {
  TRY_LET(const auto key, key_of(snapshot, name, day));
  return file_of(snapshot, key);
}

Result<BookFilePtr> Books::by_hash(store::Snapshot& snapshot, const std::string& sha256) {
  return file_of(snapshot, std::string(hash_mark) + sha256);
}

}  // namespace gg::clearance
