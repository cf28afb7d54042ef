#pragma once

#include "clearance/work.h"
#include "title_file/title_file.h"

#include <optional>

namespace gg::clearance {

/// All that the register says of a title, as the gate judges by it: what a title.yaml would have to
/// say. Drafts, consents that were not given and what is out of use are left out; a use that was
/// stopped says so; the contact's word on a use stands as an approval of it; consents and assets
/// have their places in the ledger. An answer that the rulebooks in force cannot read counts as not
/// given, which never asks less. Errors: NotFound for a rulebook, Unavailable.
Result<TitleFile> register_of(store::Snapshot& snapshot, World& world, const store::Record& title);

/// The first day after `day` on which a judgement may come out differently though nobody does
/// anything: something expires, falls due or is released. Nothing where there is none.
std::optional<Date> next_change(const TitleFile& title, Date day);

}  // namespace gg::clearance
