#include "clearance/entry_search.h"

#include "store/fold.h"

#include <algorithm>
#include <sstream>

namespace gg::clearance {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(store::folded(text));
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

bool has_words(const store::StoredEntry& entry, const Names& names,
               const std::vector<std::string>& words) {
  auto act = entry.act;
  std::ranges::replace_if(act, [](char letter) { return letter == '.' || letter == '_'; }, ' ');
  const auto name = names.find(entry.object);
  const auto text = store::folded(entry.act + "\n" + act + "\n" + entry.object + "\n" +
                                  (name == names.end() ? std::string() : name->second));
  return std::ranges::all_of(
      words, [&](const auto& word) { return text.find(word) != std::string::npos; });
}

std::int64_t behind(const store::StoredEntry& entry, bool newest_first) {
  return entry.position + (newest_first ? -1 : 1);
}

}  // namespace

Result<FoundEntries> find_entries(store::Snapshot& snapshot, const EntrySearch& search) {
  const auto words = words_of(search.words);
  const auto wanted = static_cast<std::size_t>(search.entries.limit);
  FoundEntries found;
  auto query = search.entries;
  std::int64_t looked_at = 0;
  for (bool has_more = true; has_more && found.entries.size() < wanted;) {
    TRY_LET(auto page, snapshot.entries(query));
    TRY_LET(auto names, names_in(snapshot, page));
    found.names.merge(names);
    for (auto& entry : page) {
      if (found.entries.size() == wanted) break;
      query.from = behind(entry, query.newest_first);
      if (has_words(entry, found.names, words)) found.entries.push_back(std::move(entry));
    }
    looked_at += std::ssize(page);
    has_more = std::ssize(page) == query.limit && looked_at < entries_searched_max;
  }
  query.limit = 1;
  TRY_LET(const auto following, snapshot.entries(query));
  if (!following.empty()) found.next = query.from;
  return found;
}

}  // namespace gg::clearance
