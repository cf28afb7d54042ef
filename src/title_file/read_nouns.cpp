#include "title_file/read_nouns.h"

#include <array>

namespace gg::title_file {
namespace {

constexpr std::array severity_words = {
    Word<int>{"note", 0},
    Word<int>{"hold", 1},
    Word<int>{"fail", 2},
};

/// Answers as they are written; the rulebooks in force say later what they may be.
Answers read_facts(Form& form) {
  Answers facts;
  const auto* node = form.any("facts");
  if (node == nullptr) return facts;
  if (node->kind != YamlNode::Kind::Map) form.refuse("facts", "must hold answers (fact: answer)");
  for (const auto& [fact, answer] : node->members) {
    if (answer.kind == YamlNode::Kind::Scalar)
      facts.emplace(fact, answer.text);
    else
      form.problems().add(answer.line, answer.column, form.place() + ".facts." + fact,
                          "must be one answer, not a list and not keys");
  }
  return facts;
}

std::vector<DutyKind> read_duties(Form& form) {
  std::vector<DutyKind> out;
  for (const auto& text : form.texts("disclose")) {
    if (const auto kind = value_of(duty_words, text))
      out.push_back(*kind);
    else
      form.refuse_word(*form.any("disclose"), "disclose", text, {"a duty", texts_of(duty_words)});
  }
  return out;
}

void check_order(Form& form, const std::optional<Date>& first, std::string_view end_key,
                 const std::optional<Date>& end) {
  if (first && end && *end < *first)
    form.refuse(end_key, end->text() + " lies before the date it begins with, " + first->text());
}

}  // namespace

Title read_title_head(Form form) {
  Title title;
  title.id = form.id("id");
  title.name = form.text("name", Need::Required);
  title.kind = form.word("kind", title_kind_words, "a kind of title", Need::Required)
                   .value_or(TitleKind::Scripted);
  title.factual = form.yes_no("factual").value_or(factual_by_kind(title.kind));
  title.territories = form.territories("territories").value_or(std::vector<Territory>{});
  if (form.any("agreements") != nullptr) title.agreements = form.texts("agreements");
  if (form.any("roles") != nullptr) title.roles = form.words("roles", role_words, "a role");
  title.media = read_media(form);
  title.photography = form.date("photography");
  title.release = form.date("release");
  title.facts = read_facts(form);
  form.close();
  return title;
}

Tool read_tool(Form form) {
  Tool tool;
  tool.id = form.id("id");
  tool.product = form.text("product", Need::Required);
  tool.also = form.texts("also");
  tool.version = form.text("version");
  tool.tier = form.text("tier");
  tool.facts = read_facts(form);
  if (auto terms = form.form("terms")) {
    tool.terms.date = terms->date("date", Need::Required);
    tool.terms.sha256 = terms->sha256("sha256");
    tool.terms.url = terms->text("url");
    terms->close();
  }
  form.close();
  return tool;
}

Use read_use(Form form) {
  Use use;
  use.id = form.id("id");
  use.summary = form.text("summary", Need::Required);
  use.partner = form.text("partner");
  use.tools = form.texts("tools");
  use.facts = read_facts(form);
  use.outcome = form.word("outcome", outcome_words, "an outcome");
  use.covers = form.patterns("covers");
  use.people = form.texts("people");
  use.consents = form.texts("consents");
  use.licences = form.texts("licences");
  use.disclose = read_duties(form);
  use.notified = form.date("notified");
  if (auto stopped = form.form("stopped")) {
    use.stopped = stopped->date("date", Need::Required);
    use.stopped_why = stopped->text("why");
    stopped->close();
  }
  form.close();
  return use;
}

Approval read_approval(Form form) {
  Approval approval;
  approval.id = form.id("id");
  approval.use = form.text("use", Need::Required);
  approval.by = read_signer(form);
  const auto date = form.date("date", Need::Required);
  approval.date = date.value_or(Date{});
  approval.scope = read_scope(form);
  approval.expires = form.date("expires");
  check_order(form, date, "expires", approval.expires);
  if (auto voided = form.form("voided")) {
    approval.voided = voided->date("date", Need::Required);
    approval.voided_why = voided->text("why");
    voided->close();
  }
  for (auto& inner : form.forms("conditions")) {
    Condition condition;
    condition.text = inner.text("text", Need::Required);
    condition.owner = inner.text("owner");
    condition.due = inner.date("due");
    condition.met = inner.date("met");
    inner.close();
    approval.conditions.push_back(std::move(condition));
  }
  form.close();
  return approval;
}

Consent read_consent(Form form) {
  Consent consent;
  consent.id = form.id("id");
  consent.person = form.text("person", Need::Required);
  consent.uses = form.texts("uses");
  const auto given = form.date("given", Need::Required);
  consent.given = given.value_or(Date{});
  consent.scope = read_scope(form);
  consent.expires = form.date("expires");
  consent.withdrawn = form.date("withdrawn");
  check_order(form, given, "expires", consent.expires);
  check_order(form, given, "withdrawn", consent.withdrawn);
  form.close();
  return consent;
}

Licence read_licence(Form form) {
  Licence licence;
  licence.id = form.id("id");
  licence.work = form.text("work", Need::Required);
  licence.holder = form.text("holder");
  licence.ai_alteration = form.word("ai_alteration", ai_alteration_words,
                                    "an answer to whether AI may alter the work", Need::Required)
                              .value_or(AiAlteration::Forbidden);
  licence.expires = form.date("expires");
  if (auto review = form.form("review")) {
    licence.review = Review{review->text("by", Need::Required),
                            review->date("date", Need::Required).value_or(Date{})};
    review->close();
  }
  form.close();
  return licence;
}

Asset read_asset(Form form) {
  Asset asset;
  asset.sha256 = form.sha256("sha256", Need::Required).value_or(Sha256{});
  asset.file = form.text("file");
  asset.kind = form.word("kind", asset_kind_words, "a kind of asset").value_or(asset.kind);
  asset.status = form.word("status", asset_status_words, "a status", Need::Required)
                     .value_or(AssetStatus::Temporary);
  asset.use =
      form.text("use", asset.kind == AssetKind::Generated ? Need::Required : Need::Optional);
  asset.generated = form.date("generated");
  asset.had_credential = form.yes_no("had_credential").value_or(false);
  form.close();
  return asset;
}

Disclosure read_disclosure(Form form) {
  Disclosure disclosure;
  disclosure.kind =
      form.word("kind", duty_words, "a duty", Need::Required).value_or(DutyKind::Credit);
  disclosure.use = form.text("use", Need::Required);
  disclosure.file = form.text("file");
  disclosure.text = form.text("text", Need::Required);
  form.close();
  return disclosure;
}

DutyDone read_duty_done(Form form) {
  DutyDone done;
  done.use = form.text("use", Need::Required);
  done.duty = form.text("duty", Need::Required);
  done.date = form.date("date", Need::Required).value_or(Date{});
  done.by = read_signer(form);
  done.text = form.text("text");
  form.close();
  return done;
}

Waiver read_waiver(Form form) {
  Waiver waiver;
  waiver.finding = form.text("finding");
  waiver.rule = form.text("rule");
  waiver.file = form.text("file");
  if (waiver.finding.empty() == waiver.rule.empty())
    form.refuse("finding", "write either finding (the id a report shows) or rule and file");
  waiver.by = read_signer(form);
  waiver.reason = form.text("reason", Need::Required);
  waiver.date = form.date("date");
  waiver.expires = form.date("expires", Need::Required);
  check_order(form, waiver.date, "expires", waiver.expires);
  form.close();
  return waiver;
}

SeverityChange read_severity_change(Form form) {
  SeverityChange change;
  change.rule = form.text("rule", Need::Required);
  form.word("severity", severity_words, "a severity", Need::Required);
  change.severity = form.text("severity");
  change.reason = form.text("reason", Need::Required);
  change.by = read_signer(form);
  form.close();
  return change;
}

}  // namespace gg::title_file
