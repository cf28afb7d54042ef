#include "clearance/tool_terms.h"

#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "register/date.h"

#include <algorithm>

namespace gg::clearance {
namespace {

Result<std::string> day_in(const Json& said, const char* member) {
  auto day = text_at(said, member);
  if (day.empty() || Date::parse(day)) return day;
  return fail(Error{ErrorKind::InvalidInput,
                    "/" + std::string(member) + ": write a day that exists: 2026-10-01"});
}

}  // namespace

Result<TermsSaid> terms_said(const Json& said) {
  TermsSaid terms;
  TRY_LET(terms.date, day_in(said, "date"));
  TRY_LET(terms.recheck, day_in(said, "recheck"));
  if (terms.date.empty())
    return fail(Error{ErrorKind::InvalidInput, "/date: of which day are these terms?"});
  terms.url = text_at(said, "url");
  if (terms.url.size() > 2000)
    return fail(Error{ErrorKind::InvalidInput, "/url: it is longer than 2000 characters"});
  return terms;
}

Result<store::Record> store_terms(Work& work, const AttachAsk& ask, const ArrivedContent& arrived,
                                  const TermsSaid& said, std::int64_t version) {
  TRY_LET(const auto tool, must_find(work.transaction, "tool", ask.object));
  TRY(check_version(tool, version));
  Json terms{{"date", said.date}, {"sha256", arrived.content.sha256}};
  terms["recheck"] = said.recheck.empty() ? Json() : Json(said.recheck);
  if (!said.url.empty()) terms["url"] = said.url;
  TRY(attach(work, ask, arrived, {{"date", said.date}}));
  return amend(work, noun("tool"), ask.object, {{"terms", std::move(terms)}}, version);
}

Result<Json> stored_terms(store::Snapshot& snapshot, const store::Record& tool) {
  const auto in_force = text_at(tool.doc.value("terms", Json::object()), "sha256");
  TRY_LET(auto attached, attachments_on(snapshot, tool.id));
  std::erase_if(attached, [](const store::Record& one) {
    return text_at(one.doc, "purpose") != "terms" || one.state != attached_state;
  });
  std::ranges::sort(attached, [](const store::Record& left, const store::Record& right) {
    return text_at(left.doc, "date") != text_at(right.doc, "date")
               ? text_at(left.doc, "date") > text_at(right.doc, "date")
               : left.id > right.id;
  });
  Json items = Json::array();
  for (const auto& one : attached) {
    Json item{{"id", one.id}, {"version", one.version}, {"created", one.created}};
    for (const auto* member :
         {"date", "name", "media_type", "size_bytes", "sha256", "created_by", "remark"})
      if (const auto* value = find_member(one.doc, member)) item[member] = *value;
    item["in_force"] = text_at(one.doc, "sha256") == in_force;
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace gg::clearance
