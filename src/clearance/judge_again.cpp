#include "clearance/judge_again.h"

#include "base/sha256.h"
#include "clearance/delivery_store.h"
#include "clearance/doc.h"
#include "clearance/register_view.h"
#include "clearance/use_doc.h"
#include "gate/judgement.h"
#include "gate/reconcile.h"
#include "ledger/canonical_json.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace gg::clearance {
namespace {

constexpr std::int64_t deliveries_max = 100'000;

const std::vector<std::string>& judged_states() {
  static const std::vector<std::string> states = {"pass", "hold", "fail"};
  return states;
}

const GateBook& gate_book() {
  static const auto book = default_gate_book();
  return book;
}

/// Judges now, by what the register says; sets when it is to be done again.
Result<CheckReport> judge_now(Work& work, store::Record& delivery, ScanReport scan) {
  TRY_LET(const auto title, must_find(work.transaction, "title", delivery.title));
  TRY_LET(const auto file, register_of(work.transaction, work.world, title));
  const auto day = day_of(work.now);
  const auto next = next_change(file, day);
  delivery.due = next ? next->text() + "T00:00:00.000Z" : std::string();
  return check(std::move(scan), file, day, gate_book());
}

std::vector<std::string> uses_in(const CheckReport& report) {
  std::set<std::string> uses;
  for (const auto& file : report.files) uses.insert(file.uses.begin(), file.uses.end());
  return {uses.begin(), uses.end()};
}

Json counts_of(const CheckReport& report) {
  std::array<std::uint64_t, 3> of{};
  std::uint64_t waived = 0;
  for (const auto& finding : report.findings)
    ++(finding.waiver ? waived : of.at(static_cast<std::size_t>(finding.severity)));
  return {{"fail", of[2]}, {"hold", of[1]}, {"note", of[0]}, {"waived", waived}};
}

/// Writes a judgement into the record of its delivery: the newest in full, all in a list.
Result<void> set_judgement(Work& work, store::Record& delivery, const CheckReport& report,
                           const Json& judgement, const Json& because) {
  TRY_LET(const auto findings, ledger::canonical_json(judgement.at("findings")));
  auto& doc = delivery.doc;
  const auto number = doc.value("judgement", std::int64_t{0}) + 1;
  doc["judgement"] = number;
  doc["verdict"] = judgement.at("verdict");
  doc["judged_at"] = text_of(work.now);
  doc["as_of"] = report.as_of;
  doc["counts"] = counts_of(report);
  doc["gate_book"] = report.severities_source;
  doc["rulebooks"] = judgement.at("rulebooks");
  doc["findings_sha256"] = sha256_of(findings).hex();
  doc["uses"] = uses_in(report);
  Json line{{"number", number}};
  for (const auto* key : {"judged_at", "verdict", "counts", "findings_sha256"})
    line[key] = doc.at(key);
  if (!because.empty()) line["because"] = because;
  doc["judgements"].push_back(std::move(line));
  delivery.state = text_at(doc, "verdict");
  return {};
}

Telling telling_of_verdict(const store::Record& delivery, std::string_view before,
                           const Json& because) {
  const auto& doc = delivery.doc;
  Telling telling{.facts = {{"verdict", doc.at("verdict")},
                            {"counts", doc.at("counts")},
                            {"report_sha256", doc.at("report").at("sha256")},
                            {"findings_sha256", doc.at("findings_sha256")},
                            {"gate_book", doc.at("gate_book")}},
                  .rulebooks = doc.at("rulebooks")};
  if (!before.empty()) telling.facts["verdict_before"] = before;
  if (!because.empty()) telling.facts["because"] = because;
  return telling;
}

/// Who delivered, and the contacts, hear of a verdict that is new.
Result<void> add_informed(Work& work, const store::Record& delivery, Telling& telling) {
  TRY_LET(telling.inform, people_with_role(work.transaction, DeskRole::Contact, delivery.title));
  const auto by = text_at(delivery.doc, "created_by");
  if (!by.empty() && std::ranges::find(telling.inform, by) == telling.inform.end())
    telling.inform.push_back(by);
  std::erase(telling.inform, work.actor.id);
  return {};
}

bool lists(const Json& doc, const std::vector<std::string>& uses) {
  const auto in = texts_at(doc, "uses");
  return std::ranges::any_of(
      uses, [&in](const std::string& use) { return std::ranges::find(in, use) != in.end(); });
}

/// The uses that rely on a consent or a licence.
Result<std::vector<std::string>> uses_relying_on(store::Snapshot& snapshot,
                                                 const std::string& target) {
  std::vector<std::string> uses;
  TRY_LET(const auto links, snapshot.links_to(target));
  for (const auto& link : links)
    if (link.source.starts_with("use_")) uses.push_back(link.source);
  return uses;
}

struct Affected {
  store::Record delivery;
  Json because;
};

/// The deliveries that a touch concerns, those of one title.
Result<void> add_affected(Work& work, const Touch& touch,
                          const std::vector<store::Record>& deliveries,
                          std::vector<Affected>& affected) {
  TRY_LET(auto uses, uses_relying_on(work.transaction, touch.object));
  uses.insert(uses.end(), touch.uses.begin(), touch.uses.end());
  std::vector<std::string> holding;
  if (!touch.sha256.empty()) {
    TRY_LET(holding, deliveries_with(work.transaction, touch.sha256));
  }
  for (const auto& delivery : deliveries) {
    const bool has_file = std::ranges::find(holding, delivery.id) != holding.end();
    if (!touch.any && !has_file && !lists(delivery.doc, uses)) continue;
    const bool is_known = std::ranges::any_of(
        affected, [&](const Affected& one) { return one.delivery.id == delivery.id; });
    if (!is_known) affected.push_back({delivery, {{"act", touch.act}, {"object", touch.object}}});
  }
  return {};
}

/// Puts a judgement on record, and tells whom a new verdict concerns.
Result<store::Record> put_judgement(Work& work, store::Record delivery, const CheckReport& report,
                                    const Json& judgement, const Json& because) {
  const bool is_new = delivery.version == 0;
  const auto before = is_new ? std::string() : delivery.state;
  TRY(set_judgement(work, delivery, report, judgement, because));
  auto telling = telling_of_verdict(delivery, before, because);
  if (delivery.state != before) TRY(add_informed(work, delivery, telling));
  const auto number = delivery.doc.at("judgement").get<std::int64_t>();
  TRY_LET(auto kept, put(work, is_new ? "delivery.judged" : "delivery.judged_again",
                         std::move(delivery), std::move(telling)));
  TRY(keep_judgement(work.transaction, kept.id, number, judgement));
  return kept;
}

Result<store::Record> judge_if_changed(Work& work, store::Record delivery, const Json& because) {
  TRY_LET(auto scan, find_scan(work.transaction, text_at(delivery.doc.at("report"), "sha256")));
  auto judged = delivery;
  TRY_LET(const auto report, judge_now(work, judged, std::move(scan)));
  const auto judgement = judgement_of(report);
  TRY_LET(const auto findings, ledger::canonical_json(judgement.at("findings")));
  const bool is_same = sha256_of(findings).hex() == text_at(delivery.doc, "findings_sha256") &&
                       uses_in(report) == texts_at(delivery.doc, "uses") &&
                       judged.due == delivery.due;
  if (is_same) return delivery;
  return put_judgement(work, std::move(judged), report, judgement, because);
}

}  // namespace

void note_touch(Work& work, std::string_view act, const store::Record& record) {
  const auto& noun = record.noun;
  Touch touch{.title = record.title, .act = std::string(act), .object = record.id};
  if (noun == "use") {
    if (state_of(record) == UseState::Draft) return;
    touch.uses = {record.id};
    // A use declared later may cover, by name, what was delivered before.
    touch.any =
        (act == "use.declared" || act == "use.amended") && !texts_at(record.doc, "covers").empty();
  } else if (noun == "consent" || noun == "licence") {
    touch.uses = texts_at(record.doc, "uses");
  } else if (noun == "approval" || noun == "disclosure" || noun == "asset") {
    touch.uses = {text_at(record.doc, "use")};
    touch.sha256 = noun == "asset" ? text_at(record.doc, "sha256") : std::string();
  } else if (noun == "waiver" || noun == "title") {
    touch.any = true;
  } else {
    return;
  }
  work.touched.push_back(std::move(touch));
}

Result<void> judge_touched(Work& work) {
  const auto touched = std::exchange(work.touched, {});
  std::set<std::string> titles;
  for (const auto& touch : touched) titles.insert(touch.title);
  for (const auto& title : titles) {
    TRY_LET(const auto deliveries, work.transaction.list({.noun = "delivery",
                                                          .titles = {title},
                                                          .states = judged_states(),
                                                          .limit = deliveries_max}));
    if (deliveries.empty()) continue;
    std::vector<Affected> affected;
    for (const auto& touch : touched)
      if (touch.title == title) TRY(add_affected(work, touch, deliveries, affected));
    for (auto& one : affected) TRY(judge_if_changed(work, std::move(one.delivery), one.because));
  }
  return {};
}

Result<store::Record> judge_due(Work& work, store::Record delivery) {
  if (std::ranges::find(judged_states(), delivery.state) == judged_states().end()) return delivery;
  return judge_if_changed(work, std::move(delivery), {{"act", "day.passed"}});
}

Result<store::Record> judge_and_put(Work& work, store::Record delivery, ScanReport scan,
                                    const Json& because) {
  TRY_LET(const auto report, judge_now(work, delivery, std::move(scan)));
  return put_judgement(work, std::move(delivery), report, judgement_of(report), because);
}

}  // namespace gg::clearance
