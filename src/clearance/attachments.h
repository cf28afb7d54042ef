#pragma once

#include "clearance/work.h"
#include "store/content.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

// Attachments: files that hang on something of the register. Whoever sees that sees them; their
// bytes are contents of the store (store/content.h).

/// What is asked before the bytes are taken. *value*
struct AttachAsk {
  std::string object;   ///< Id of a use, consent, licence, tool, delivery, asset or title.
  std::string name;     ///< As `file_name_of` gives it.
  std::string purpose;  ///< clip, terms, contract, release, evidence, other
  std::optional<std::int64_t> thread;   ///< A place in the thread of the object, from 0.
  std::vector<std::string> sealed_for;  ///< Ids of holders; empty: not sealed.
};

/// What came.
struct ArrivedContent {
  store::Content content;  ///< `id` 0: the same bytes are kept already.
  std::string remark;      ///< What is to be said of its name; empty: nothing.
  std::string about;       ///< Of sealed evidence: what it is, sealed.
};

/// Whether somebody may attach this, and that the ask makes sense. Errors: NotFound, Forbidden,
/// InvalidInput with a pointer to the parameter.
Result<void> check_attach(store::Snapshot& snapshot, const Actor& actor, const AttachAsk& ask);

/// Attaches what came. `more` goes into its document. Errors: those of `check_attach`, Conflict.
Result<store::Record> attach(Work& work, const AttachAsk& ask, const ArrivedContent& arrived,
                             const Json& more = Json::object());

/// An attachment of something that the actor sees. Errors: NotFound, Forbidden.
Result<store::Record> attachment_for(store::Snapshot& snapshot, const Actor& actor,
                                     std::string_view id);

/// What is attached to an object, the oldest first, whatever became of it.
Result<std::vector<store::Record>> attachments_on(store::Snapshot& snapshot,
                                                  std::string_view object);

/// Takes an attachment away: its entry stays, its content goes when nobody else has it. For whoever
/// attached it, coordinators and legal. Errors: Forbidden, Stale, Conflict where it is away already
/// or a legal hold stands.
Result<store::Record> remove_attachment(Work& work, std::string_view id, const std::string& reason,
                                        std::int64_t version);

/// Takes away what a person who is erased left on record, bytes and all, in this transaction: what
/// is attached to their consents, and sealed evidence that nobody else can open. Returns the ids.
Result<std::vector<std::string>> erase_attachments(Work& work, std::string_view person,
                                                   const std::string& ground);

/// The attachments of a person's consents: what `erase_attachments` will take.
Result<std::vector<store::Record>> attachments_of_person(store::Snapshot& snapshot,
                                                         std::string_view person);

/// The attachments that a reviewer sees on a use, as an approval lists them.
Result<Json> attachments_seen(store::Snapshot& snapshot, std::string_view use);

inline constexpr std::string_view attached_state = "attached";

inline bool is_sealed(const store::Record& attachment) { return attachment.doc.contains("sealed"); }

}  // namespace gg::clearance
