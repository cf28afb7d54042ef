#include "documents/title_report.h"

#include "clearance/cue_rows.h"
#include "clearance/doc.h"
#include "clearance/sight.h"
#include "clearance/work.h"
#include "documents/report_answers.h"
#include "documents/words.h"

#include <algorithm>
#include <set>

namespace gg::documents {
namespace {

using clearance::text_at;
using clearance::texts_at;

/// A question and how it is answered: by what the rulebooks asked, or by a look at the register.
struct Ask {
  const char* question;
  std::vector<std::pair<const char*, const char*>> facts;  ///< What it is called, and its id.
  std::string (*look)(const TitleMaterial&) = nullptr;
};

struct Reader {
  const char* id;
  const char* name;
  const char* guide;
  std::vector<Ask> asks;
  std::vector<const char*> not_answered;
};

Reader insurer() {
  return {"insurer",
          "Errors-and-omissions insurer",
          "The front page takes five minutes, all of it twenty.",
          {{"What in the finished work is made with generative AI?", {}, elements_in_final},
           {"Which tools, on what terms?", {}, terms_of_tools},
           {"Is each use approved, and does the approval hold?", {}, approvals_in_force},
           {"Are works of others put in, referred to or recreated?",
            {{"Works of others", "third_party_ip"}, {"Rights cleared", "rights_cleared"}},
            licences_on_file},
           {"Are real people made or changed, and did they agree?",
            {{"Likeness or voice", "talent_likeness"}, {"People who died", "deceased_person"}},
            consents_on_file},
           {"Was a model trained on chosen people, works or footage?",
            {{"Trained", "model_trained"}, {"Rights cleared", "training_rights_cleared"}}},
           {"Could it harm anybody's reputation?", {{"Reputation", "reputation_risk"}}},
           {"What is open?", {}, what_is_open},
           {"What did the check of the delivery say?", {}, verdicts}},
          {"Whether the work infringes: it says what was declared, licensed and agreed to.",
           "What a tool was trained on beyond what its maker states."}};
}

Reader festival() {
  return {
      "festival",
      "Festival or award",
      "The front page takes five minutes; the elements are listed behind it.",
      {{"Is every credited role acted by a person who agreed?",
        {{"Acted by people", "acting_by_human"},
         {"Performance changed", "performance_altered"},
         {"Replica", "digital_replica"}},
        consents_on_file},
       {"Is the script written by people?",
        {{"By people", "script_by_human"}, {"Writing worked on", "writing_material"}}},
       {"Does generative AI drive images or a lead performance?",
        {{"Images", "ai_drives_image"}, {"Lead performance", "ai_lead_performance"}}},
       {"What is in the finished work?", {}, elements_in_final},
       {"Did a person shape the final version?", {{"Human input", "human_input"}}},
       {"How is the audience told?", {{"Plan", "disclosure_plan"}}, what_is_told},
       {"Can this be verified?", {}, how_to_verify}},
      {"Whether a performance or a script counts as human under the rules of the award: that is "
       "for the award to say."}};
}

Reader broadcaster() {
  return {"broadcaster",
          "Broadcaster or commissioner",
          "The front page takes five minutes; compliance reads all of it in fifteen.",
          {{"What in the programme is made with generative AI?", {}, elements_in_final},
           {"Could an audience take it for something real?",
            {{"Could mislead", "could_mislead"}, {"Looks authentic", "looks_authentic"}}},
           {"What happens to real material?",
            {{"Effect", "factual_effect"},
             {"Meaning changed", "meaning_changed"},
             {"Source protected", "source_protected"}}},
           {"Is it news or research of facts?",
            {{"News", "news_content"}, {"Research", "factual_research"}}},
           {"Are the facts checked?", {{"Checked", "fact_checked"}}},
           {"How is the audience told?", {{"Plan", "disclosure_plan"}}, what_is_told},
           {"Who decided, and does it hold?", {{"Human input", "human_input"}}, approvals_in_force},
           {"Which tools, on what terms?", {}, terms_of_tools},
           {"What did the check of the delivery say?", {}, verdicts},
           {"What is open?", {}, what_is_open}},
          {"Material that nobody declared and no scan found."}};
}

Reader regulator() {
  return {
      "regulator",
      "Regulator",
      "The front page answers by the duty; what it stands on follows, with places in the ledger.",
      {{"Which elements resemble existing people, objects, places or events and look authentic?",
        {{"Resembles", "resembles_existing"}, {"Looks authentic", "looks_authentic"}}},
       {"Is the work evidently artistic, creative, satirical or fictional?",
        {{"Evidently artistic", "evidently_artistic"}}},
       {"How and where are people told?", {{"Plan", "disclosure_plan"}}, what_is_told},
       {"Are files marked so that machines can read it?",
        {{"Marks lost on the way", "marks_lost"}},
        marks_in_files},
       {"Is text published on matters of public interest?",
        {{"Text", "public_interest_text"},
         {"Editorial responsibility", "editorial_responsibility"}}},
       {"Did the people shown agree? (That does not take the place of telling.)",
        {{"Likeness or voice", "talent_likeness"}},
        consents_on_file},
       {"What is open?", {}, what_is_open},
       {"Can this be verified?", {}, how_to_verify}},
      {"Whether a duty applies in law: the rulebooks state rules with their sources, not legal "
       "conclusions."}};
}

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all = {insurer(), festival(), broadcaster(), regulator()};
  return all;
}

std::string answer_to(const Ask& ask, const TitleMaterial& material) {
  std::string text;
  if (ask.look != nullptr) text = ask.look(material);
  for (const auto& [name, fact] : ask.facts) {
    if (material.rows.empty() && ask.look != nullptr) continue;
    if (!text.empty()) text += '\n';
    text += (ask.facts.size() > 1 || ask.look != nullptr ? std::string(name) + ": " : "") +
            answers_to(material.rows, fact);
  }
  return text;
}

Result<std::vector<store::Record>> seen_on(store::Snapshot& snapshot, const clearance::Actor& actor,
                                           const char* noun, const std::string& title) {
  store::Query query{.noun = noun, .titles = {title}, .limit = 10'000};
  TRY(clearance::narrow_to_sight(actor, query));
  return snapshot.list(query);
}

Result<void> add_tools(store::Snapshot& snapshot, TitleMaterial& material) {
  std::set<std::string> seen;
  for (const auto& row : material.rows)
    for (const auto& tool : row.at("tools"))
      if (seen.insert(text_at(tool, "id")).second) {
        TRY_LET(auto record, clearance::must_find(snapshot, "tool", text_at(tool, "id")));
        material.tools.push_back(std::move(record));
      }
  return {};
}

void add_approvals(std::vector<paper::Block>& blocks, const TitleMaterial& material) {
  if (material.approvals.empty()) return;
  paper::Table table{.caption = "Approvals",
                     .columns = {{"Use", 3},
                                 {"Approved", 1.6},
                                 {"Through", 1.6},
                                 {"State", 1.1},
                                 {"Seal", 3, true}},
                     .rows = {}};
  for (const auto& approval : material.approvals)
    table.rows.push_back({text_at(approval.doc, "summary"),
                          day_in_words(text_at(approval.doc, "approved_at")),
                          day_in_words(text_at(approval.doc, "expires")), in_words(approval.state),
                          text_at(approval.doc, "seal")});
  blocks.emplace_back(paper::Heading{"Approvals"});
  blocks.emplace_back(std::move(table));
}

void add_licences(std::vector<paper::Block>& blocks, const TitleMaterial& material) {
  if (material.licences.empty()) return;
  paper::Table table{
      .caption = "Licences",
      .columns = {{"Work", 3}, {"Holder", 2}, {"Change by AI", 1.6}, {"Through", 1.6}},
      .rows = {}};
  for (const auto& licence : material.licences)
    table.rows.push_back({text_at(licence.doc, "work"), text_at(licence.doc, "holder"),
                          in_words(text_at(licence.doc, "ai_alteration")),
                          day_in_words(text_at(licence.doc, "expires"))});
  blocks.emplace_back(paper::Heading{"Licences"});
  blocks.emplace_back(std::move(table));
}

}  // namespace

Result<TitleMaterial> title_material(store::Snapshot& snapshot, const clearance::Actor& actor,
                                     std::string_view title) {
  TitleMaterial material;
  TRY_LET(material.title, clearance::must_find(snapshot, "title", title));
  TRY(clearance::check_sight(actor, material.title));
  const auto& id = material.title.id;
  TRY_LET(material.rows, clearance::cue_rows(snapshot, actor, id));
  TRY_LET(material.names, names_for(snapshot, material.rows));
  TRY_LET(material.checkpoint, checkpoint_line(snapshot, id));
  TRY_LET(material.approvals, seen_on(snapshot, actor, "approval", id));
  TRY_LET(material.consents, seen_on(snapshot, actor, "consent", id));
  TRY_LET(material.licences, seen_on(snapshot, actor, "licence", id));
  TRY_LET(material.deliveries, seen_on(snapshot, actor, "delivery", id));
  TRY_LET(material.waivers, seen_on(snapshot, actor, "waiver", id));
  TRY(add_tools(snapshot, material));
  return material;
}

Result<TitleReport> report_for(std::string_view reader, const TitleMaterial& material) {
  const auto found = std::ranges::find(readers(), reader,
                                       [](const Reader& one) { return std::string_view(one.id); });
  if (found == readers().end())
    return fail(Error{ErrorKind::NotFound,
                      "there is no such report; write insurer, festival, "
                      "broadcaster or regulator"});
  TitleReport report{.reader = found->id,
                     .name = found->name,
                     .guide = found->guide,
                     .front = {},
                     .not_answered = {found->not_answered.begin(), found->not_answered.end()}};
  for (const auto& ask : found->asks)
    report.front.push_back({ask.question, answer_to(ask, material)});
  return report;
}

paper::Document report_pages(const TitleReport& report, const TitleMaterial& material) {
  paper::Document document{.kind = "Generative AI report: " + report.name,
                           .title = text_at(material.title.doc, "name"),
                           .subtitle = report.guide,
                           .author = {},
                           .created = material.title.updated,
                           .footer = {material.checkpoint},
                           .blocks = {}};
  auto& blocks = document.blocks;
  paper::Table front{.caption = "Questions and answers",
                     .columns = {{"Question", 2}, {"Answer by the register", 3.4}},
                     .rows = {}};
  for (const auto& one : report.front) front.rows.push_back({one.question, one.answer});
  blocks.emplace_back(std::move(front));
  std::string limits;
  for (const auto& one : report.not_answered) limits += (limits.empty() ? "" : "\n") + one;
  blocks.emplace_back(paper::Note{paper::Tone::Plain, "What this report does not say", limits});
  if (!material.rows.empty()) {
    blocks.emplace_back(paper::NewPage{});
    blocks.emplace_back(paper::Heading{"Elements in the final"});
    blocks.emplace_back(rows_for_report(material.rows, material.names));
  }
  add_approvals(blocks, material);
  add_licences(blocks, material);
  return document;
}

std::vector<Table> report_tables(const TitleReport& report, const TitleMaterial& material) {
  Table front{.file = {}, .sheet = "Front", .rows = {{1, {"question", "answer"}}}};
  for (const auto& one : report.front)
    front.rows.push_back({front.rows.size() + 1, {one.question, one.answer}});
  return {std::move(front), clearance::cue_table(material.rows)};
}

}  // namespace gg::documents
