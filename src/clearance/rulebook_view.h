#pragma once

#include "clearance/work.h"
#include "rulebook/read_book.h"

#include <optional>
#include <string_view>

namespace gg::clearance {

/// One version of a rulebook: the studio's own, with its record, or a shipped one.
struct SeenBook {
  std::optional<store::Record> record;
  rulebook::BookFilePtr file;
};

/// By the id of a record, or by a name with its version ("studio-genai@2025-11-11"). Errors:
/// NotFound, Forbidden.
Result<SeenBook> see_book(store::Snapshot& snapshot, World& world, const Actor& actor,
                          std::string_view id);

/// Every rulebook there is: {book, name, in_force, proposed, versions, titles}. Titles are those
/// the actor sees.
Result<Json> all_rulebooks(store::Snapshot& snapshot, World& world, const Actor& actor);

/// A version in short: {id, book, book_version, name, state, sha256, counts} and, of the studio's
/// own, what its record says.
Json version_json(const SeenBook& seen);

/// The whole table for reading: sources, questions, definitions, rows with their conditions by
/// what they ask about, the default, reviewers, duties, promises.
Json table_json(const rulebook::BookFile& file);

/// Its worked examples, each run now: {run, failed, items: [{name, given, expect, passed, outcome,
/// text, explanation}]}.
Result<Json> cases_json(const SeenBook& seen);

/// How two versions read differently: for rows, questions, definitions, reviewers, duties and
/// promises {added, removed, changed: [{id, fields, before, after}]}.
Json difference_json(const rulebook::BookFile& before, const rulebook::BookFile& after);

/// What the uses that the actor sees would be decided by `seen` in place of the version in force,
/// on titles that take the one in force: {uses, stricter, milder, approvals, items}. Each use as
/// it was declared, on the day the version would hold from.
Result<Json> replay_json(store::Snapshot& snapshot, World& world, const Actor& actor,
                         const SeenBook& seen);

/// Answers tried on one version alone; `RulebookTrial`. {outcome, record, explanation}. Errors:
/// InvalidInput.
Result<Json> try_book(store::Snapshot& snapshot, const Actor& actor, const SeenBook& seen,
                      const Json& trial, Moment now);

}  // namespace gg::clearance
