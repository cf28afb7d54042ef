#pragma once

#include "clearance/attachments.h"

#include <string>

namespace gg::clearance {

/// What is said of the terms that a stored document is. *value*
struct TermsSaid {
  std::string date;     ///< Of the terms: "2026-10-01".
  std::string recheck;  ///< When they are to be read again; empty: not said.
  std::string url;      ///< Where they were read; empty: where those before were.
};

/// Errors: InvalidInput with a pointer.
Result<TermsSaid> terms_said(const Json& said);

/// Stores a tool's terms as a document: what hash and date of its snapshot are from now on. The
/// documents before stay. Uses that rely on the tool stop where the terms are others (cascade).
/// Returns the tool. Errors: those of `attach` and `amend`.
Result<store::Record> store_terms(Work& work, const AttachAsk& ask, const ArrivedContent& arrived,
                                  const TermsSaid& said, std::int64_t version);

/// The stored documents of a tool's terms, the newest first, each with whether it is in force.
Result<Json> stored_terms(store::Snapshot& snapshot, const store::Record& tool);

}  // namespace gg::clearance
