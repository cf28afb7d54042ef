#include "base/base64.h"
#include "base/sha256.h"
#include "base/text.h"
#include "clearance/doc.h"
#include "documents/printed_approval.h"
#include "documents/words.h"
#include "ledger/proof.h"

namespace gg::documents {
namespace {

using clearance::text_at;
using clearance::texts_at;
using paper::Block;

/// A list of objects as a table; nothing where there is none.
void add_table(std::vector<Block>& blocks, const std::string& heading, const Json* list,
               std::vector<paper::Column> columns, const std::vector<const char*>& places) {
  if (list == nullptr || !list->is_array() || list->empty()) return;
  paper::Table table{.caption = heading, .columns = std::move(columns), .rows = {}};
  for (const auto& item : *list) {
    auto& row = table.rows.emplace_back();
    for (const auto* place : places) {
      const Json::json_pointer pointer(place);
      row.push_back(item.contains(pointer) ? scalar_text(item.at(pointer)) : "");
    }
  }
  blocks.emplace_back(paper::Heading{heading});
  blocks.emplace_back(without_empty_columns(std::move(table)));
}

std::string signers_of(const Json& approval) {
  std::string text;
  if (const auto* signers = find_member(approval, "signers"))
    for (const auto& signer : *signers)
      text += (text.empty() ? "" : "\n") + text_at(signer, "name") + ", " +
              in_words(text_at(signer, "capacity"));
  return text;
}

std::string reach_of(const Json& approval) {
  const auto from = text_at(approval, "approved_at").substr(0, 10);
  const auto until = text_at(approval, "expires");
  return "From " + day_in_words(from) +
         (until.empty() ? ", with no end stated; a change of the facts ends it"
                        : " through " + day_in_words(until));
}

void add_standing(std::vector<Block>& blocks, const PrintedApproval& printed) {
  if (printed.state == "in_force") return;
  blocks.emplace_back(
      paper::Note{paper::Tone::Stop, "This approval does not hold: " + in_words(printed.state),
                  (printed.ended_at.empty() ? std::string()
                                            : "Since " + moment_in_words(printed.ended_at) + ". ") +
                      printed.ended_why});
}

void add_front(std::vector<Block>& blocks, const Json& approval) {
  blocks.emplace_back(paper::Facts{{{"Title", text_at(approval, "title_name")},
                                    {"Approved", moment_in_words(text_at(approval, "approved_at"))},
                                    {"Signed by", signers_of(approval)},
                                    {"Holds", reach_of(approval)},
                                    {"Approval", text_at(approval, "id"), true},
                                    {"Use",
                                     text_at(approval, "use") + ", version " +
                                         scalar_text(approval.value("use_version", Json())),
                                     true}}});
}

void add_facts(std::vector<Block>& blocks, const Json& approval) {
  blocks.emplace_back(paper::Heading{"What was declared"});
  if (const auto intent = text_at(approval, "intent"); !intent.empty())
    blocks.emplace_back(paper::Facts{{{"Intent", intent}}});
  paper::Table table{
      .caption = "What was declared", .columns = {{"Question", 3}, {"Answer", 2}}, .rows = {}};
  if (const auto* facts = find_member(approval, "facts"); facts != nullptr && facts->is_object())
    for (const auto& [question, answer] : facts->items())
      table.rows.push_back({in_words(question), in_words(scalar_text(answer))});
  blocks.emplace_back(std::move(table));
}

void add_scope(std::vector<Block>& blocks, const Json& approval) {
  const auto* scope = find_member(approval, "scope");
  if (scope == nullptr || !scope->is_object()) return;
  paper::Facts facts;
  for (const auto& [key, value] : scope->items()) {
    if (value.is_array())
      facts.rows.push_back({in_words(key), joined(texts_at(*scope, key), ", ")});
    else if (key == "title")
      facts.rows.push_back({"Title", scalar_text(value), true});
    else
      facts.rows.push_back({in_words(key), day_in_words(scalar_text(value))});
  }
  blocks.emplace_back(paper::Heading{"Scope"});
  blocks.emplace_back(std::move(facts));
}

void add_relied_on(std::vector<Block>& blocks, const Json& approval) {
  paper::Facts facts;
  for (const auto* key : {"people", "consents", "licences"})
    if (const auto ids = texts_at(approval, key); !ids.empty())
      facts.rows.push_back({in_words(key), joined(ids, "\n"), true});
  if (facts.rows.empty()) return;
  blocks.emplace_back(paper::Heading{"Records it relies on"});
  blocks.emplace_back(std::move(facts));
}

void add_lists(std::vector<Block>& blocks, const Json& approval) {
  add_table(blocks, "Conditions", find_member(approval, "conditions"),
            {{"Condition", 5}, {"Owner", 2}, {"Due", 1.5}}, {"/text", "/owner", "/due"});
  add_table(
      blocks, "Tools and their terms", find_member(approval, "tools"),
      {{"Product", 2.2},
       {"Version", 1},
       {"Plan", 1.3},
       {"Terms of", 1.4},
       {"Address of the terms", 2.6},
       {"SHA-256 of the terms", 3, true}},
      {"/product", "/product_version", "/tier", "/terms/date", "/terms/url", "/terms/sha256"});
  add_table(blocks, "Assets seen", find_member(approval, "assets"),
            {{"File", 3}, {"Status", 1.2}, {"SHA-256", 4, true}}, {"/file", "/status", "/sha256"});
  add_scope(blocks, approval);
  add_relied_on(blocks, approval);
  add_table(blocks, "Rulebooks it was decided by", find_member(approval, "rulebooks"),
            {{"Rulebook", 2}, {"Version", 1.2}, {"SHA-256", 5, true}},
            {"/id", "/version", "/sha256"});
}

void add_signatures(std::vector<Block>& blocks, const Json& approval) {
  blocks.emplace_back(paper::Heading{"Signed"});
  paper::Table table{
      .caption = "Signed",
      .columns = {{"Name", 2}, {"Capacity", 1.5}, {"Signed at", 3}, {"In place of", 1.8}},
      .rows = {}};
  if (const auto* signers = find_member(approval, "signers"))
    for (const auto& signer : *signers) {
      const auto* absent = find_member(signer, "for");
      table.rows.push_back({text_at(signer, "name"), in_words(text_at(signer, "capacity")),
                            moment_in_words(text_at(signer, "at")),
                            absent == nullptr ? "" : text_at(*absent, "name")});
    }
  blocks.emplace_back(without_empty_columns(std::move(table)));
}

Result<void> add_proof(paper::Document& document, const PrintedApproval& printed,
                       const std::string& seal) {
  TRY_LET(const auto proof, ledger::parse_proof(printed.proof));
  const auto& head = proof.checkpoint.checkpoint;
  const auto root = base64_of(ledger::bytes_of(head.head.root));
  const auto size = std::to_string(head.head.size);
  auto& blocks = document.blocks;
  blocks.emplace_back(paper::Heading{"Seal, and place in the ledger"});
  blocks.emplace_back(paper::Facts{{{"Seal", seal, true},
                                    {"Ledger", head.origin, true},
                                    {"Entry", std::to_string(proof.index) + " of " + size, true},
                                    {"Checkpoint", size + " entries, root " + root, true},
                                    {"Key", printed.key, true}}});
  blocks.emplace_back(
      paper::Code{printed.address.empty() ? "urn:sha256:" + seal : printed.address + "#" + seal,
                  "The seal is SHA-256 of the file approval.json that this document carries. "
                  "The command\n    goodgate approval verify FILE --key KEY\nchecks offline that "
                  "the seal, these "
                  "pages and the entry in the ledger belong together. Whether the approval still "
                  "holds today only the desk can say" +
                      (printed.address.empty() ? "." : ": " + printed.address)});
  blocks.emplace_back(
      paper::Paragraph{"What this shows: that this text was signed at the desk and logged, and was "
                       "not changed since. "
                       "What it does not show: that what was declared is true.",
                       paper::Look::Small});
  document.footer = {"Seal " + seal,
                     "Checkpoint of " + head.origin + ", " + size + " entries, root " + root};
  return {};
}

Result<paper::Document> pages_of(const PrintedApproval& printed, const Json& approval) {
  paper::Document document{.kind = "Written approval",
                           .title = text_at(approval, "summary"),
                           .subtitle = {},
                           .author = {},
                           .created = text_at(approval, "approved_at"),
                           .footer = {},
                           .blocks = {}};
  auto& blocks = document.blocks;
  add_standing(blocks, printed);
  add_front(blocks, approval);
  blocks.emplace_back(paper::Heading{"The text as signed"});
  blocks.emplace_back(paper::Paragraph{std::string(trimmed(text_at(approval, "text")))});
  add_facts(blocks, approval);
  add_lists(blocks, approval);
  add_signatures(blocks, approval);
  TRY(add_proof(document, printed, sha256_of(printed.sealed).hex()));
  document.author = printed.key.substr(0, printed.key.find('/'));
  return document;
}

}  // namespace

Result<paper::Document> approval_pages(const PrintedApproval& printed) {
  const auto approval = parse_json(printed.sealed);
  if (!approval || !approval->is_object())
    return fail(Error{ErrorKind::InvalidInput, "what was sealed is not JSON"});
  for (const auto* key : {"signers", "tools", "assets", "conditions", "rulebooks"})
    if (const auto* list = find_member(*approval, key); list != nullptr && !list->is_array())
      return fail(Error{ErrorKind::InvalidInput, "/" + std::string(key) + ": this is no list"});
  return pages_of(printed, *approval);
}

}  // namespace gg::documents
