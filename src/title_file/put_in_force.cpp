#include "shelf/shelf.h"
#include "title_file/title_file.h"

#include <algorithm>

namespace gg {
namespace {

using rulebook::BookSet;

/// The node of a key of entry `index` of a list, or as near to it as the file goes.
const YamlNode& node_at(const YamlNode& root, std::string_view list, std::size_t index,
                        std::string_view key) {
  const auto* items = root.find(list);
  if (items == nullptr || items->items.size() <= index) return root;
  const auto* value = items->items[index].find(key);
  return value == nullptr ? items->items[index] : *value;
}

/// Holds answers against the questions of the books in force.
class Answered {
 public:
  Answered(const BookSet& set, Problems& problems) : set_(set), problems_(problems) {
    for (std::size_t index = 0; index < set.facts_count(); ++index)
      names_.push_back(set.subjects()[index].fact.id);
  }

  void check(const YamlNode* facts, const std::string& place) {
    if (facts == nullptr) return;
    for (const auto& [id, answer] : facts->members) {
      const auto subject = set_.find(id);
      if (!subject || *subject >= set_.facts_count())
        tell(answer, place + "." + id,
             in_quotes(id) + " is no question of the rulebooks in force; ", id);
      else if (const auto& fact = set_.subjects()[*subject].fact;
               answer.text != rulebook::unsure_word && !rulebook::parse_value(fact, answer.text))
        problems_.add(answer.line, answer.column, place + "." + id,
                      in_quotes(answer.text) + " is not an answer; write " +
                          rulebook::answers_in_words(fact));
    }
  }

 private:
  void tell(const YamlNode& at, std::string place, std::string text, std::string_view typed) {
    const auto meant = nearest(typed, names_);
    text += meant.empty() ? "goodgate rulebook check shows a book's questions"
                          : "did you mean " + in_quotes(meant) + "?";
    problems_.add(at.line, at.column, std::move(place), std::move(text));
  }

  const BookSet& set_;
  Problems& problems_;
  std::vector<std::string_view> names_;
};

void check_list(const YamlNode& root, std::string_view list, Answered& answered) {
  const auto* entries = root.find(list);
  if (entries == nullptr) return;
  for (std::size_t index = 0; index < entries->items.size(); ++index)
    answered.check(entries->items[index].find("facts"),
                   std::string(list) + "[" + std::to_string(index) + "].facts");
}

void check_duties(const YamlNode& root, const TitleFile& title, Problems& problems) {
  for (std::size_t index = 0; index < title.duties.size(); ++index) {
    const auto& id = title.duties[index].duty;
    if (id.empty() || title.books->duty(id) != nullptr) continue;
    const auto& at = node_at(root, "duties", index, "duty");
    problems.add(at.line, at.column, "duties[" + std::to_string(index) + "].duty",
                 in_quotes(id) +
                     " is no duty of the rulebooks in force; goodgate rulebook explain "
                     "names those of a use");
  }
}

}  // namespace

void put_in_force(const YamlNode& root, const std::filesystem::path& folder, TitleFile& title,
                  Problems& problems) {
  auto names = title.rulebooks;
  if (names.empty()) names.emplace_back(shelf::usual_book);
  auto set = shelf::load_set(names, folder);
  if (!set) {
    const auto* at = root.find("rulebooks");
    problems.add(at == nullptr ? 0 : at->line, at == nullptr ? 0 : at->column, "rulebooks",
                 set.error().message);
    return;
  }
  title.books = std::make_shared<const BookSet>(*std::move(set));
  Answered answered(*title.books, problems);
  if (const auto* head = root.find("title")) answered.check(head->find("facts"), "title.facts");
  check_list(root, "tools", answered);
  check_list(root, "uses", answered);
  check_duties(root, title, problems);
}

}  // namespace gg
