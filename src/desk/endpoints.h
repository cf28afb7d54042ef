#pragma once

#include "desk/context.h"

namespace gg::desk {

// Each adds the routes of one part of the API. `prefix` is "/api/v1".

void add_session_routes(http::Router& router, Context& context, const std::string& prefix);
void add_noun_routes(http::Router& router, Context& context, const std::string& prefix);
void add_question_routes(http::Router& router, Context& context, const std::string& prefix);
void add_use_routes(http::Router& router, Context& context, const std::string& prefix);
void add_rulebook_routes(http::Router& router, Context& context, const std::string& prefix);
void add_delivery_routes(http::Router& router, Context& context, const std::string& prefix);
void add_attachment_routes(http::Router& router, Context& context, const std::string& prefix);
void add_sealed_routes(http::Router& router, Context& context, const std::string& prefix);
void add_terms_routes(http::Router& router, Context& context, const std::string& prefix);
void add_upload_routes(http::Router& router, Context& context, const std::string& prefix);
void add_job_routes(http::Router& router, Context& context, const std::string& prefix);
void add_delivered_file_routes(http::Router& router, Context& context, const std::string& prefix);
void add_ledger_routes(http::Router& router, Context& context, const std::string& prefix);
void add_evidence_routes(http::Router& router, Context& context, const std::string& prefix);
void add_person_routes(http::Router& router, Context& context, const std::string& prefix);
void add_witness_routes(http::Router& router, Context& context, const std::string& prefix);
void add_table_routes(http::Router& router, Context& context, const std::string& prefix);
void add_overview_routes(http::Router& router, Context& context, const std::string& prefix);
void add_event_routes(http::Router& router, Context& context, const std::string& prefix);
void add_account_routes(http::Router& router, Context& context, const std::string& prefix);
void add_device_routes(http::Router& router, Context& context, const std::string& prefix);
void add_oidc_routes(http::Router& router, Context& context, const std::string& prefix);
void add_document_routes(http::Router& router, Context& context, const std::string& prefix);
void add_disclosure_routes(http::Router& router, Context& context, const std::string& prefix);
void add_link_routes(http::Router& router, Context& context, const std::string& prefix);
void add_role_link_routes(http::Router& router, Context& context, const std::string& prefix);
void add_post_routes(http::Router& router, Context& context, const std::string& prefix);

/// The entries of one object as the API shows them.
Json history_page(const std::vector<store::StoredEntry>& entries);

/// Why a use waits for this person, in words; empty where it does not.
std::string why_waiting(const clearance::Actor& actor, const store::Record& use);

/// Why a consent that is asked waits for this person, who may answer it, in words.
std::string why_asked(const clearance::Actor& actor, const store::Record& consent);

/// Operations that anybody may ask for without being signed in.
bool is_public(std::string_view operation);

/// Operations for who shows a signed link in place of a session or token.
bool takes_link(std::string_view operation);

}  // namespace gg::desk
