#pragma once

#include "base/sha256.h"
#include "http/request.h"
#include "register/moment.h"
#include "secrets/one_time_code.h"
#include "secrets/secret_bytes.h"
#include "store/transaction.h"

#include <optional>
#include <string>
#include <string_view>

namespace gg::desk {

/// A request that shows a signed link in place of a session or token. *value*
struct LinkHolder {
  store::Record link;
};

/// Finds the link that a request shows as bearer. Errors: Forbidden for none, for one that is
/// unknown, was taken back or has run out.
Result<LinkHolder> find_link_holder(store::Snapshot& snapshot, const http::Request& request,
                                    Moment now);

/// The link of a request that was admitted.
const store::Record& link_of(const http::Request& request);

/// Keeps the hash of a link.
Result<void> keep_link(store::Transaction& transaction, const Sha256& hash, std::string_view link);

/// Keeps a code for a purpose in place of the one before.
Result<void> keep_code(store::Transaction& transaction, std::string_view purpose,
                       const secrets::OneTimeCode& code, Moment expires);

/// Counts an attempt at the code of a purpose and says what came of it. An accepted one is gone.
/// The count stays only if the transaction does: a wrong code must not fail its act.
Result<secrets::CodeVerdict> try_code(store::Transaction& transaction, const secrets::Key& pepper,
                                      std::string_view purpose, std::string_view text, Moment now);

/// Why a code was not accepted, for people.
std::string why_refused(secrets::CodeVerdict verdict);

/// "t…@studio.example"
std::string hint_of(const std::string& address);

}  // namespace gg::desk
