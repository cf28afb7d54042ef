#pragma once

#include "clearance/actor.h"
#include "clearance/books.h"
#include "clearance/noun.h"
#include "register/moment.h"
#include "store/transaction.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// What the core takes from the world outside, so that tests can give it something else.
struct World {
  std::function<Moment()> now;
  std::function<void(std::span<std::byte>)> fill_random;  ///< From a cryptographic source.
  Books books;
};

/// Something that a delivery may have been judged by, and that changed. *value*
struct Touch {
  std::string title;
  std::string act;
  std::string object;             ///< Id of what changed.
  std::vector<std::string> uses;  ///< Deliveries with one of these are judged again,
  std::string sha256;             ///< those with a file of this content,
  bool any = false;               ///< or all of the title.
};

/// One act in the making: who, when, on what. Every use case takes one; all it changes is on disk
/// with its entries in the ledger, or none of it.
struct Work {
  store::Transaction& transaction;
  const Actor& actor;
  Moment now;
  World& world;
  std::vector<Touch> touched = {};  ///< What `put` changed; looked at when the act is done.
};

/// "use_01JD…": sortable by time, 80 random bits (ULID).
std::string new_id(Work& work, std::string_view prefix);

/// The record `id` of a noun. Errors: NotFound.
Result<store::Record> must_find(store::Snapshot& snapshot, std::string_view noun,
                                std::string_view id);

/// Refuses to change an object that is not as the caller saw it. `version` 0 asks for nothing.
/// Errors: Stale.
Result<void> check_version(const store::Record& record, std::int64_t version);

/// What else stands in the entry of an act.
struct Telling {
  Json facts = Json::object();      ///< What the reader of the ledger needs; no personal data.
  Json rulebooks = Json::array();   ///< Of the decision: id, version, SHA-256.
  std::vector<std::string> inform;  ///< People who get mail about it.
};

/// Puts a record on disk: new (`version` 0) or its next version, with its links, its entry in the
/// ledger of its title, the event that tells others, and mail to whom it may concern. The only way
/// to change the register. `act` is what happened: "use.declared".
/// Errors: InvalidInput for a reference to nothing, Conflict, Unavailable.
Result<store::Record> put(Work& work, std::string_view act, store::Record record,
                          Telling telling = {});

}  // namespace gg::clearance
