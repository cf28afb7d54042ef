#include "clearance/audience.h"

#include "base/sha256.h"
#include "base/text.h"
#include "clearance/cue_rows.h"
#include "clearance/doc.h"
#include "clearance/sight.h"
#include "ledger/canonical_json.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg::clearance {
namespace {

/// Words for an answer. *value*
struct Said {
  std::string_view answer;
  std::string_view words;
};

constexpr std::array elements = {
    Said{"background", "Backgrounds in some scenes"},
    Said{"document_or_prop", "Documents or props that are seen"},
    Said{"key_visual", "Key images"},
    Said{"main_character", "A main character"},
    Said{"central_setting", "A central setting"},
};
constexpr std::array kinds_of_output = {
    Said{"text", "Text"},
    Said{"picture", "Pictures"},
    Said{"video", "Moving pictures"},
    Said{"sound", "Sound"},
};
constexpr std::array effects = {
    Said{"generated", "made with generative AI"},
    Said{"alteration", "changed with generative AI"},
    Said{"enhancement", "restored or enhanced with generative AI"},
};

template <std::size_t N>
std::string_view words_for(const std::array<Said, N>& all, std::string_view answer,
                           std::string_view otherwise) {
  const auto found = std::ranges::find(all, answer, &Said::answer);
  return found == all.end() ? otherwise : found->words;
}

/// A sentence on a use from its answers alone: nothing that somebody wrote for the inside.
std::string sentence_of(const Json& facts) {
  const auto output = words_for(kinds_of_output, text_at(facts, "output_kind"), "Material");
  std::string text(words_for(elements, text_at(facts, "element"), output));
  const bool is_one =
      text.starts_with("A ") || text == "Text" || text == "Sound" || text == "Material";
  text += is_one ? " was " : " were ";
  text +=
      words_for(effects, text_at(facts, "factual_effect"), "made or changed with generative AI");
  if (text_at(facts, "talent_likeness") == "yes")
    text += ", and a real person's likeness or voice with it";
  return text + ".";
}

std::vector<std::string> notices_of(const Json& row) {
  std::vector<std::string> notices;
  for (const auto& one : row.at("disclosed"))
    if (text_at(one, "kind") == "notice" && !text_at(one, "text").empty())
      notices.push_back(text_at(one, "text"));
  return notices;
}

std::string lead_of(const std::string& name, std::string_view kind, bool has_any) {
  const std::string work = kind == "documentary" ? "documentary"
                           : kind == "news"      ? "programme"
                           : kind == "promo"     ? "film"
                                                 : "work";
  if (!has_any)
    return "The makers of " + name + " have recorded no generative AI in the finished " + work +
           ".";
  return "Parts of the finished " + work + " " + name +
         " were made or changed with generative AI. This is what they are.";
}

/// Adds a text once.
void add_once(Json& list, std::set<std::string>& seen, Json item, const std::string& text) {
  if (!text.empty() && seen.insert(text).second) list.push_back(std::move(item));
}

std::string_view source_type_of(std::string_view how) {
  if (how == "generated") return "https://schema.org/TrainedAlgorithmicMediaDigitalSource";
  return "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource";
}

}  // namespace

std::string how_it_was_made(const Json& facts) {
  const auto effect = text_at(facts, "factual_effect");
  if (effect == "enhancement") return "enhanced";
  if (effect == "alteration" || text_at(facts, "performance_altered") == "yes") return "altered";
  return "generated";
}

Json audience_statement(const store::Record& title, const Json& rows) {
  Json told = Json::array();
  Json credits = Json::array();
  std::set<std::string> seen;
  std::set<std::string> credited;
  for (const auto& row : rows) {
    const auto& facts = row.at("facts");
    const auto how = how_it_was_made(facts);
    auto notices = notices_of(row);
    if (notices.empty()) notices.push_back(sentence_of(facts));
    for (const auto& text : notices) add_once(told, seen, {{"text", text}, {"how", how}}, text);
    for (const auto& one : row.at("disclosed"))
      if (text_at(one, "kind") == "credit")
        add_once(credits, credited, text_at(one, "text"), text_at(one, "text"));
  }
  const auto name = text_at(title.doc, "name");
  const auto kind = text_at(title.doc, "kind");
  return {{"title_name", name},
          {"kind", kind},
          {"lead", lead_of(name, kind, !told.empty())},
          {"elements", std::move(told)},
          {"credits", std::move(credits)},
          {"closing",
           "Each of these uses was declared by the production and decided by the rules in force "
           "for it. The record of that can be verified by whoever is given it."}};
}

Result<std::string> statement_sha256(const Json& statement) {
  TRY_LET(const auto canonical, ledger::canonical_json(statement));
  return sha256_of(canonical).hex();
}

Json statement_json_ld(const Json& statement, const std::string& address) {
  Json parts = Json::array();
  for (const auto& element : statement.at("elements"))
    parts.push_back({{"@type", "CreativeWork"},
                     {"description", text_at(element, "text")},
                     {"digitalSourceType", source_type_of(text_at(element, "how"))}});
  Json ld{{"@context", "https://schema.org"},
          {"@type", text_at(statement, "kind") == "news" ? "CreativeWork" : "Movie"},
          {"name", text_at(statement, "title_name")},
          {"url", address},
          {"abstract", text_at(statement, "lead")}};
  if (!parts.empty()) ld["hasPart"] = std::move(parts);
  if (const auto credits = texts_at(statement, "credits"); !credits.empty())
    ld["creditText"] = joined(credits, "; ");
  if (statement.contains("released_at")) ld["sdDatePublished"] = statement.at("released_at");
  return ld;
}

Result<std::optional<store::Record>> release_in_force(store::Snapshot& snapshot,
                                                      std::string_view title) {
  TRY_LET(auto releases, snapshot.list({.noun = "release",
                                        .titles = {std::string(title)},
                                        .states = {std::string(noun("release").first_state)},
                                        .limit = 10}));
  if (releases.empty()) return std::optional<store::Record>();
  return std::optional(std::move(releases.back()));
}

Result<store::Record> release_statement(Work& work, std::string_view title_id, const Json& body) {
  TRY(check_shape(body, "ReleaseBody"));
  TRY_LET(const auto title, must_find(work.transaction, "title", title_id));
  TRY(authorise(work.actor, Right::AcceptDisclosure, {title.id, {}}));
  TRY_LET(const auto rows, cue_rows(work.transaction, system_actor(), title.id));
  auto statement = audience_statement(title, rows);
  TRY_LET(const auto sha256, statement_sha256(statement));
  if (sha256 != text_at(body, "sha256"))
    return fail(Error{ErrorKind::Stale,
                      "what would become public is no longer what you saw; look "
                      "at it again"});
  TRY_LET(const auto before, release_in_force(work.transaction, title.id));
  if (before) {
    auto ended = *before;
    ended.state = "replaced";
    ended.doc["ended_at"] = text_of(work.now);
    TRY(put(work, "release.replaced", std::move(ended)));
  }
  store::Record record{
      .id = new_id(work, noun("release").prefix),
      .noun = "release",
      .title = title.id,
      .company = {},
      .state = std::string(noun("release").first_state),
      .version = 0,
      .due = {},
      .created = {},
      .updated = {},
      .doc = {{"title", title.id},
              {"statement", std::move(statement)},
              {"sha256", sha256},
              {"released_at", text_of(work.now)},
              {"released_by", {{"id", work.actor.id}, {"name", work.actor.name}}}}};
  return put(work, "release.published", std::move(record), {.facts = {{"sha256", sha256}}});
}

Result<store::Record> end_release(Work& work, std::string_view id, const std::string& reason,
                                  std::int64_t version) {
  TRY_LET(auto release, must_find(work.transaction, "release", id));
  TRY(authorise(work.actor, Right::AcceptDisclosure, {release.title, {}}));
  TRY(check_version(release, version));
  if (release.state != noun("release").first_state)
    return fail(Error{ErrorKind::Conflict, release.id + " is " + release.state + " already"});
  release.state = "taken_back";
  release.doc["ended_at"] = text_of(work.now);
  release.doc["ended_why"] = reason;
  return put(work, "release.taken_back", std::move(release));
}

}  // namespace gg::clearance
