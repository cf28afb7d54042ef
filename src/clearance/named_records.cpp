#include "clearance/named_records.h"

#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/sight.h"

#include <algorithm>
#include <set>

namespace gg::clearance {
namespace {

constexpr std::int64_t named_max = 100'000;

bool looks_like_id(const std::string& text) {
  return text.size() == 30 && text[3] == '_' && std::ranges::all_of(text.substr(4), [](char one) {
           return (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z');
         });
}

std::set<std::string> names_in(const store::Record& record) {
  std::set<std::string> names;
  for (const char* key : {"name", "email", "product", "work", "summary"})
    if (auto name = text_at(record.doc, key); !name.empty()) names.insert(ascii_lower(name));
  if (const auto version = text_at(record.doc, "product_version"); !version.empty())
    names.insert(ascii_lower(text_at(record.doc, "product") + " " + version));
  return names;
}

}  // namespace

Result<const NamedRecords::Ids*> NamedRecords::names_of(std::string_view noun) {
  const auto [place, is_new] = nouns_.try_emplace(std::string(noun));
  if (!is_new) return &place->second;
  store::Query query{.noun = std::string(noun), .limit = named_max};
  TRY(narrow_to_sight(work_.actor, query));
  TRY_LET(const auto records, work_.transaction.list(query));
  for (const auto& record : records) {
    if (record.state == "retired") continue;
    for (const auto& name : names_in(record)) place->second[name].push_back(record.id);
  }
  return &place->second;
}

Result<std::string> NamedRecords::id_of(std::string_view noun, const std::string& text) {
  if (looks_like_id(text)) return text;
  TRY_LET(const auto* names, names_of(noun));
  const auto found = names->find(ascii_lower(trimmed(text)));
  const auto what = std::string(noun);
  if (found == names->end())
    return fail(Error{ErrorKind::InvalidInput,
                      "there is no " + what + " of this name; write its id, or add it first"});
  if (found->second.size() == 1) return found->second.front();
  return fail(Error{
      ErrorKind::InvalidInput,
      "more than one " + what + " has this name; write an id: " + joined(found->second, " or ")});
}

}  // namespace gg::clearance
