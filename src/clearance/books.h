#pragma once

#include "base/guarded.h"
#include "base/result.h"
#include "json/json.h"
#include "register/date.h"
#include "rulebook/book_set.h"
#include "store/transaction.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

using BookSetPtr = std::shared_ptr<const rulebook::BookSet>;

/// The rulebooks titles name: those the studio published, and those that come with the program. A
/// name alone ("studio-genai") stands for the version in force on a day: the studio's own where one
/// is published, else the newest shipped one. A name with a version ("studio-genai@2025-11-11")
/// stands for that one. What a text says is read once and kept by its hash; which version is in
/// force is asked of the register each time. *thread-safe*
class Books {
 public:
  /// The set of these names; the studio guidance where there is none. Errors: NotFound with the
  /// names there are, InvalidInput where books contradict each other.
  Result<BookSetPtr> of(store::Snapshot& snapshot, const std::vector<std::string>& names, Date day);

  /// The same with `candidate` in place of the version in force of the rulebook it is a version of.
  Result<BookSetPtr> with(store::Snapshot& snapshot, const std::vector<std::string>& names,
                          Date day, const rulebook::BookFilePtr& candidate);

  /// The very versions a decision was made by: the member `rulebooks` of its record. Errors:
  /// NotFound where one of them is not here.
  Result<BookSetPtr> of_decision(store::Snapshot& snapshot, const Json& rulebooks);

  /// The version a name stands for. Errors: as `of`.
  Result<rulebook::BookFilePtr> one(store::Snapshot& snapshot, std::string_view name, Date day);

  /// The version with this hash, shipped or the studio's own, published or not. Errors: NotFound.
  Result<rulebook::BookFilePtr> by_hash(store::Snapshot& snapshot, const std::string& sha256);

 private:
  Result<std::string> key_of(store::Snapshot& snapshot, std::string_view name, Date day);
  Result<rulebook::BookFilePtr> file_of(store::Snapshot& snapshot, const std::string& key);
  Result<BookSetPtr> set_of(store::Snapshot& snapshot, const std::vector<std::string>& keys);

  /// Keys are hashes ("sha256:…") or names of shipped books.
  Guarded<std::map<std::string, rulebook::BookFilePtr>> files_;
  Guarded<std::map<std::vector<std::string>, BookSetPtr>> sets_;
};

/// The id in a name of a rulebook: what stands before "@".
std::string_view book_of_name(std::string_view name);

/// The names a title gives; the studio guidance where it gives none.
std::vector<std::string> books_named_by(const Json& title);

}  // namespace gg::clearance
