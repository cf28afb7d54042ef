#include "clearance/receipt.h"

#include "base/base64.h"
#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/prove_entry.h"
#include "clearance/seal_ledger.h"
#include "clearance/work.h"

#include <algorithm>
#include <array>

namespace gg::clearance {
namespace {

constexpr int receipt_version = 1;
constexpr std::array acts_of_answering = {std::string_view("consent.given"),
                                          std::string_view("consent.refused"),
                                          std::string_view("consent.withdrawn")};

bool is_answer(const store::StoredEntry& entry) {
  return std::ranges::find(acts_of_answering, entry.act) != acts_of_answering.end();
}

Result<Json> evidence_of(store::Snapshot& snapshot, const ledger::SigningKey& key,
                         const store::StoredEntry& entry) {
  TRY_LET(const auto proved, prove_entry(snapshot, entry.tree, entry.position));
  TRY_LET(const auto own, key.renamed(origin_of(key, entry.tree)));
  TRY_LET(const auto pem, own.verifier().pem());
  return Json{{"tree", entry.tree},
              {"position", entry.position},
              {"proof", proved.proof},
              {"record", proved.record},
              {"salt", base64_of(proved.salt)},
              {"key", own.verifier().text()},
              {"pem", pem}};
}

std::string in_words(const Json& receipt) {
  const auto& consent = receipt.at("consent");
  std::string text = "Receipt\n\n";
  const auto line = [&text](std::string_view what, const std::string& value) {
    if (!value.empty()) text += std::string(what) + ": " + value + "\n";
  };
  line("Title", text_at(receipt.at("title"), "name"));
  line("Of", text_at(receipt.at("person"), "name"));
  line("Answer", text_at(receipt, "answer"));
  line("When", text_at(receipt, "time"));
  line("Good until", text_at(consent, "expires"));
  if (const auto* scope = find_member(consent, "scope"))
    for (const auto& [key, values] : scope->items())
      line("Limited to " + key, joined(texts_at(*scope, key), ", "));
  text += "\n" + text_at(consent, "text") + "\n\n";
  line("In the ledger", text_at(receipt.at("ledger"), "tree") + ", entry " +
                            std::to_string(receipt.at("ledger").at("position").get<int>()));
  return text +
         "The file that comes with this holds the entry, its proof and the key to check them with; "
         "nobody has to be asked or believed for it.\n";
}

}  // namespace

Result<Json> receipt_of(store::Snapshot& snapshot, const ledger::SigningKey& key,
                        const store::Record& consent) {
  TRY_LET(const auto entries, snapshot.entries_of(consent.id));
  const auto answer = std::find_if(entries.rbegin(), entries.rend(), is_answer);
  if (answer == entries.rend())
    return fail(Error{ErrorKind::NotFound, consent.id + " was not answered yet"});
  TRY_LET(const auto title, must_find(snapshot, "title", consent.title));
  TRY_LET(const auto person, must_find(snapshot, "person", text_at(consent.doc, "person")));
  Json shown{{"id", consent.id}, {"version", consent.version}, {"state", consent.state}};
  for (const auto* member :
       {"text", "scope", "expires", "uses", "given_at", "refused_at", "withdrawn_at"})
    if (const auto* value = find_member(consent.doc, member)) shown[member] = *value;
  Json receipt{{"goodgate_receipt", receipt_version},
               {"answer", answer->act.substr(answer->act.find('.') + 1)},
               {"time", answer->time},
               {"title", {{"id", title.id}, {"name", text_at(title.doc, "name")}}},
               {"person", {{"id", person.id}, {"name", text_at(person.doc, "name")}}},
               {"consent", std::move(shown)}};
  TRY_LET(receipt["ledger"], evidence_of(snapshot, key, *answer));
  receipt["text"] = in_words(receipt);
  return receipt;
}

}  // namespace gg::clearance
