#include "clearance/bulk.h"

#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "clearance/sight.h"
#include "clearance/use_acts.h"
#include "clearance/use_doc.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace gg::clearance {
namespace {

/// One object of a bulk act.
struct Item {
  std::string id;
  std::int64_t version = 0;
};

using ItemAct = Result<store::Record> (*)(Work&, const store::Record&, const Item&, const Json&);
using ItemDone = bool (*)(const store::Record&, const Json&);

struct BulkAct {
  std::string_view name;
  std::string_view shape;  ///< Of `body`; empty: takes none.
  ItemAct act;
  ItemDone is_done;  ///< Whether the object stands there already.
};

bool has_agreed(const store::Record& use, const Json& body) {
  const auto tracks = tracks_of(use);
  const auto found = std::ranges::find(tracks, text_at(body, "reviewer"), &Track::reviewer);
  return found != tracks.end() && found->state == TrackState::Agreed;
}

Result<store::Record> retire_one(Work& work, const store::Record& record, const Item& item,
                                 const Json& body) {
  const auto& row = noun(record.noun);
  if (row.shape.empty() || record.noun == "use")
    return fail(Error{ErrorKind::InvalidInput,
                      "a " + record.noun + " is not retired; withdraw or revoke it"});
  return retire(work, row, item.id, text_at(body, "reason"), item.version);
}

constexpr std::array bulk_acts = {
    BulkAct{"declare", "",
            [](Work& work, const store::Record&, const Item& item, const Json&) {
              return declare_use(work, item.id, item.version);
            },
            [](const store::Record& use, const Json&) { return use.state != "draft"; }},
    BulkAct{"agree", "Agreement",
            [](Work& work, const store::Record&, const Item& item, const Json& body) {
              return agree_to_use(work, item.id, body, item.version);
            },
            has_agreed},
    BulkAct{"decline", "Refusal",
            [](Work& work, const store::Record&, const Item& item, const Json& body) {
              return decline_use(work, item.id, body, item.version);
            },
            [](const store::Record& use, const Json&) { return use.state == "declined"; }},
    BulkAct{"start", "",
            [](Work& work, const store::Record&, const Item& item, const Json&) {
              return start_use(work, item.id, item.version);
            },
            [](const store::Record& use, const Json&) { return use.state == "active"; }},
    BulkAct{"close", "",
            [](Work& work, const store::Record&, const Item& item, const Json&) {
              return close_use(work, item.id, item.version);
            },
            [](const store::Record& use, const Json&) { return use.state == "closed"; }},
    BulkAct{"withdraw", "Reason",
            [](Work& work, const store::Record&, const Item& item, const Json& body) {
              return withdraw_use(work, item.id, text_at(body, "reason"), item.version);
            },
            [](const store::Record& use, const Json&) { return use.state == "withdrawn"; }},
    BulkAct{"retire", "Reason", retire_one,
            [](const store::Record& record, const Json&) { return record.state == "retired"; }},
};

Json describe(const store::Record& record, const char* result) {
  return {
      {"id", record.id}, {"result", result}, {"state", record.state}, {"version", record.version}};
}

Result<Json> act_on_one(Work& work, const BulkAct& act, const Item& item, const Json& body) {
  TRY_LET(const auto record, work.transaction.find(item.id));
  const bool is_right_noun = record && (act.name == "retire" || record->noun == "use");
  if (!is_right_noun)
    return fail(Error{ErrorKind::NotFound, "there is nothing here to " + std::string(act.name)});
  TRY(check_sight(work.actor, *record));
  if (act.is_done(*record, body)) return describe(*record, "no_op");
  TRY_LET(const auto changed, act.act(work, *record, item, body));
  return describe(changed, "applied");
}

}  // namespace

Result<Many> act_on_many(Work& work, const Json& body) {
  TRY(check_shape(body, "BulkBody"));
  const auto found = std::ranges::find(bulk_acts, text_at(body, "act"), &BulkAct::name);
  const auto given = body.value("body", Json::object());
  if (!found->shape.empty()) TRY(check_shape(given, found->shape));
  Json items = Json::array();
  std::map<std::string, int> counts{{"applied", 0}, {"no_op", 0}, {"refused", 0}};
  for (const auto& one : body.at("items")) {
    const Item item{text_at(one, "id"), one.at("version").get<std::int64_t>()};
    auto result = apart(work, [&] { return act_on_one(work, *found, item, given); });
    if (!result.has_value() && result.error().kind == ErrorKind::Unavailable)
      return fail(result.error());
    items.push_back(
        result.has_value()
            ? *std::move(result)
            : Json{{"id", item.id}, {"result", "refused"}, {"problem", result.error().message}});
    ++counts[items.back().at("result").get<std::string>()];
  }
  const bool is_trial = body.value("dry_run", false);
  Json answer{{"act", found->name}, {"dry_run", is_trial}};
  answer["counts"] = counts;
  answer["items"] = std::move(items);
  return Many{std::move(answer), !is_trial};
}

}  // namespace gg::clearance
