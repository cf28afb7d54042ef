#include "clearance/deliveries.h"

#include "base/sha256.h"
#include "clearance/delivery_store.h"
#include "clearance/doc.h"
#include "clearance/judge_again.h"
#include "clearance/nouns.h"
#include "gate/read_report.h"
#include "ledger/canonical_json.h"

#include <algorithm>

namespace gg::clearance {
namespace {

/// The company a delivery comes from: as stated, or that of who is bound to one.
std::string company_of(const Actor& actor, const Json& body) {
  auto company = text_at(body, "company");
  if (!company.empty()) return company;
  const bool is_bound = std::ranges::any_of(
      actor.grants, [](const Grant& grant) { return is_bound_to_company(grant.role); });
  return is_bound ? actor.company : std::string();
}

Json summary_of(const Handed& handed) {
  Json summary{{"sha256", handed.sha256},
               {"files", handed.scan.files.size()},
               {"size_bytes", handed.scan.size_bytes},
               {"partial", handed.scan.partial}};
  if (!handed.generator.empty()) summary["generator"] = handed.generator;
  return summary;
}

/// The delivery that one of this title and company comes in place of. Errors: InvalidInput,
/// Conflict for one that was replaced.
Result<store::Record> older_delivery(store::Snapshot& snapshot, const std::string& id,
                                     const std::string& title, const std::string& company) {
  TRY_LET(auto older, snapshot.find(id));
  if (!older || older->noun != "delivery")
    return fail(Error{ErrorKind::InvalidInput, "/replaces: there is no delivery " + id});
  if (older->title != title || older->company != company)
    return fail(
        Error{ErrorKind::InvalidInput, "/replaces: it is of another title or another company"});
  if (older->state == "replaced")
    return fail(Error{ErrorKind::Conflict,
                      id + " was replaced already by " + text_at(older->doc, "replaced_by")});
  return *std::move(older);
}

/// The delivery before this one is not judged any more; what it was judged stays.
Result<void> replace(Work& work, const store::Record& newer) {
  const auto id = text_at(newer.doc, "replaces");
  if (id.empty()) return {};
  TRY_LET(auto older, older_delivery(work.transaction, id, newer.title, newer.company));
  older.state = "replaced";
  older.due.clear();
  older.doc["replaced_by"] = newer.id;
  TRY(put(work, "delivery.replaced", std::move(older), {.facts = {{"by", newer.id}}}));
  return {};
}

}  // namespace

Result<void> check_may_deliver(const Actor& actor, const Json& body) {
  const auto title = text_at(body, "title");
  const auto company = company_of(actor, body);
  return authorise(actor, Right::JudgeDelivery, {title, company});
}

Result<void> check_may_replace(store::Snapshot& snapshot, const Actor& actor, const Json& body) {
  const auto id = text_at(body, "replaces");
  if (id.empty()) return {};
  TRY(older_delivery(snapshot, id, text_at(body, "title"), company_of(actor, body)));
  return {};
}

Result<Handed> read_handed(Json body) {
  TRY(check_body(noun("delivery"), body));
  TRY_LET(auto scan, read_report(body.at("report"), "/report"));
  const auto report = std::move(body["report"]);
  body.erase("report");
  TRY_LET(auto handed, handed_scan(std::move(body), report, std::move(scan)));
  handed.source = "report";
  return handed;
}

Result<Handed> handed_scan(Json body, const Json& report, ScanReport scan) {
  Handed handed{.body = std::move(body),
                .source = "upload",
                .report = {},
                .sha256 = {},
                .generator = {},
                .scan = std::move(scan)};
  TRY_LET(handed.report, ledger::canonical_json(report));
  handed.sha256 = sha256_of(handed.report).hex();
  if (const auto* generator = find_member(report, "generator")) handed.generator = *generator;
  return handed;
}

Result<store::Record> take_delivery(Work& work, const Handed& handed) {
  store::Record delivery{.id = new_id(work, noun("delivery").prefix),
                         .noun = "delivery",
                         .title = text_at(handed.body, "title"),
                         .company = company_of(work.actor, handed.body),
                         .state = {},
                         .version = 0,
                         .due = {},
                         .created = {},
                         .updated = {},
                         .doc = handed.body};
  TRY(check_may_deliver(work.actor, handed.body));
  TRY_LET(const auto title, work.transaction.find(delivery.title));
  if (!title || title->noun != "title")
    return fail(Error{ErrorKind::InvalidInput, "/title: there is no title " + delivery.title});
  if (!delivery.company.empty()) delivery.doc["company"] = delivery.company;
  delivery.doc["created_by"] = work.actor.id;
  delivery.doc["source"] = handed.source;
  delivery.doc["report"] = summary_of(handed);
  TRY(keep_scan(work.transaction, handed.sha256, handed.report));
  TRY_LET(auto taken, judge_and_put(work, std::move(delivery), handed.scan, Json::object()));
  TRY(keep_files(work.transaction, taken.id, handed.scan));
  TRY(replace(work, taken));
  return taken;
}

Result<store::Record> judge_delivery(Work& work, std::string_view id, std::int64_t version) {
  TRY_LET(auto delivery, must_find(work.transaction, "delivery", id));
  TRY(authorise(work.actor, Right::JudgeDelivery, {delivery.title, delivery.company}));
  TRY(check_version(delivery, version));
  if (delivery.state == "replaced")
    return fail(Error{ErrorKind::Conflict, delivery.id + " was replaced by " +
                                               text_at(delivery.doc, "replaced_by") +
                                               ", which is the one to judge"});
  TRY_LET(auto scan, find_scan(work.transaction, text_at(delivery.doc.at("report"), "sha256")));
  return judge_and_put(work, std::move(delivery), std::move(scan),
                       {{"act", "asked"}, {"object", work.actor.id}});
}

}  // namespace gg::clearance
