#pragma once

#include "clearance/work.h"
#include "rulebook/read_book.h"

#include <string>
#include <string_view>

namespace gg::clearance {

/// A version of a rulebook as somebody handed it in, read and its cases run. *value*
struct HandedBook {
  rulebook::BookFilePtr file;  ///< With all its cases.
  std::string name;            ///< Of the file it came in.
  std::string form;            ///< "yaml", "xlsx", "csv".
  std::size_t failed = 0;      ///< Cases that do not come out as they expect.
};

/// Reads a `RulebookBody`: a file in base 64 in the form its name says, and files of more cases.
/// Takes long for a large book. Errors: InvalidInput with one line a problem, each with the place
/// in the body, then sheet and cell or line and column ("/content: sheet rows, cell F7: …").
Result<HandedBook> read_handed_book(const Json& body);

/// A new version, as a draft whose checks wait. Errors: Forbidden; Conflict where the version is
/// there already, of the studio or shipped.
Result<store::Record> add_rulebook(Work& work, const HandedBook& handed);

/// Another text in place of a draft's, which is checked anew. Errors: Conflict from `proposed` on.
Result<store::Record> replace_rulebook(Work& work, std::string_view id, const HandedBook& handed,
                                       std::int64_t version);

/// Has the checks of a draft made again: after a proof ran out of time, or another version came
/// into force.
Result<store::Record> check_rulebook(Work& work, std::string_view id, std::int64_t version);

/// Puts a checked version up for publication from a day on; `RulebookProposal`. Errors: Conflict
/// where it is not checked against the version in force then, or contradicts another rulebook of a
/// title.
Result<store::Record> propose_rulebook(Work& work, std::string_view id, const Json& proposal,
                                       std::int64_t version);

/// The second person's word: from its first day on titles that name the rulebook decide by this
/// version. Errors: Forbidden for the one who proposed it; as `propose_rulebook`.
Result<store::Record> publish_rulebook(Work& work, std::string_view id, std::int64_t version);

/// Takes a proposal back (the version is checked again), the wish to retire it, or a draft for
/// good.
Result<store::Record> withdraw_rulebook(Work& work, std::string_view id, const std::string& reason,
                                        std::int64_t version);

/// Takes a published version out of force, when two people say so: the first asks, another
/// confirms. The version before it holds again. Errors: Forbidden for the one who asked; Conflict
/// where titles name this very version, or would be left without one.
Result<store::Record> retire_rulebook(Work& work, std::string_view id, const std::string& reason,
                                      std::int64_t version);

/// The first day of a published version has come: what stands on the rulebook is judged again.
Result<store::Record> come_into_force(Work& work, std::string_view id);

}  // namespace gg::clearance
