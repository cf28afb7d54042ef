#pragma once

#include "clearance/work.h"
#include "outgoing/webhook.h"
#include "secrets/secret_bytes.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::post {

// Endpoints that are told what happens. All of it is for who keeps the settings; each act is in the
// ledger. Errors of all: Forbidden, NotFound.

/// A new endpoint with a secret of its own, which is shown this once. Errors: InvalidInput for an
/// address that cannot be one.
Result<store::Record> create_webhook(clearance::Work& work, const Json& body,
                                     const secrets::Key& key, const outgoing::WebhookSecret& secret,
                                     const std::vector<std::string>& trusted_hosts);

/// Another secret in place of the one before, with which messages are signed too for a day.
Result<store::Record> renew_secret(clearance::Work& work, std::string_view id,
                                   const secrets::Key& key, const outgoing::WebhookSecret& secret);

/// Switches an endpoint on again that was switched off; what waited for it goes out.
Result<store::Record> enable_webhook(clearance::Work& work, std::string_view id,
                                     std::int64_t version);

/// Switches an endpoint off for now: it is not told what happens meanwhile, and what waited for it
/// waits on. Errors: also Stale, Conflict where it is not active.
Result<store::Record> pause_webhook(clearance::Work& work, std::string_view id,
                                    const std::string& reason, std::int64_t version);

/// Sends an endpoint a message that says nothing. Errors: Conflict where it is not active.
Result<store::Record> ping_webhook(clearance::Work& work, std::string_view id);

/// With what an endpoint is signed to now. Errors: those of `secrets::unwrap_secret`.
Result<outgoing::WebhookSigners> signers_of(store::Snapshot& snapshot, std::string_view id,
                                            const secrets::Key& key, std::string_view now);

/// How often an endpoint has failed in a row.
Result<std::int64_t> failures_of(store::Snapshot& snapshot, std::string_view id);

/// An endpoint took a message, or did not and is left alone until `next`.
Result<void> note_endpoint(store::Transaction& transaction, std::string_view id,
                           std::int64_t failures, const std::string& next);

/// Switches an endpoint off that has failed too often or wants no more, and tells who keeps the
/// settings.
Result<store::Record> disable_webhook(clearance::Work& work, std::string_view id,
                                      const std::string& why);

}  // namespace gg::post
