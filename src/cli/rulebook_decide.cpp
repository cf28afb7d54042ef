#include "base/whole_file.h"
#include "cli/exit_code.h"
#include "cli/rulebook_commands.h"
#include "cli/today.h"
#include "rulebook/explain.h"
#include "shelf/shelf.h"

#include <cstdio>
#include <iostream>
#include <iterator>

namespace gg::cli {
namespace {

constexpr std::uintmax_t declaration_bytes_max = 1U << 20;

/// A declaration decided. Holds what the decision points into.
struct Decided {
  rulebook::Declaration declaration;
  rulebook::BookSet set;
  rulebook::Slots slots;
  rulebook::Decision decision;
};

Result<Decided> decided(const RulebookCommand& command) {
  TRY_LET(const auto text, read_input(command.input, declaration_bytes_max));
  TRY_LET(auto declaration, told(rulebook::parse_declaration(text, command.input)));
  TRY(set_day(declaration, command.as_of));
  TRY_LET(auto set, shelf::load_set(books_of(command, declaration)));
  TRY_LET(auto slots, told(rulebook::slots_of(set, declaration)));
  rulebook::Evaluator evaluator(set);
  auto decision = rulebook::decide(set, evaluator, slots);
  return Decided{std::move(declaration), std::move(set), std::move(slots), std::move(decision)};
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

}  // namespace

Result<std::string> read_input(const std::string& path, std::uintmax_t bytes_max) {
  if (path != "-") return read_existing(path, bytes_max);
  std::string text{std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
  if (text.size() > bytes_max)
    return fail(Error{ErrorKind::LimitExceeded,
                      "standard input: larger than " + std::to_string(bytes_max) + " bytes"});
  return text;
}

Result<void> set_day(rulebook::Declaration& declaration, const std::string& as_of) {
  if (!as_of.empty()) {
    declaration.as_of = Date::parse(as_of);
    if (!declaration.as_of)
      return fail(Error{ErrorKind::InvalidInput,
                        "--as-of: '" + as_of + "' is not a day; write it as 2026-11-01"});
  }
  if (!declaration.as_of) declaration.as_of = today();
  return {};
}

std::vector<std::string> books_of(const RulebookCommand& command,
                                  const rulebook::Declaration& declaration) {
  if (!command.books.empty()) return command.books;
  if (!declaration.rulebooks.empty()) return declaration.rulebooks;
  return {std::string(shelf::usual_book)};
}

int run_rulebook_decide(const RulebookCommand& command) {
  const auto found = decided(command);
  if (!found) return complain(found.error());
  if (command.json) {
    print(
        rulebook::record_of(found->set, found->slots, found->declaration, found->decision).dump() +
        "\n");
    return 0;
  }
  print(std::string(word_of(outcome_words, found->decision.outcome)) + "\n");
  return 0;
}

int run_rulebook_explain(const RulebookCommand& command) {
  const auto found = decided(command);
  if (!found) return complain(found.error());
  const auto ways = rulebook::ways_down(found->set, found->slots);
  if (command.json) {
    auto json = rulebook::record_of(found->set, found->slots, found->declaration, found->decision);
    json["what_would_change_it"] = rulebook::ways_json(found->set, found->slots, ways);
    print(json.dump(2) + "\n");
    return 0;
  }
  print(rulebook::explain(found->set, found->slots, found->declaration, found->decision, ways));
  return 0;
}

int run_rulebook_recompute(const RulebookCommand& command) {
  auto record = read_input(command.input, declaration_bytes_max);
  if (!record) return complain(record.error());
  while (record->ends_with('\n')) record->pop_back();
  std::vector<rulebook::BookFilePtr> books;
  auto names = command.books;
  if (names.empty()) names = shelf::shipped_names();
  for (const auto& name : names) {
    const auto book = shelf::load_book(name);
    if (!book) return complain(book.error());
    books.push_back(*book);
  }
  const auto again = rulebook::recompute(*record, books);
  if (!again) return complain(again.error());
  const bool same = *again == *record;
  if (command.json)
    print(std::string("{\"same\":") + (same ? "true" : "false") + ",\"record\":" + *again + "}\n");
  else
    print(same ? "the same decision, byte by byte\n" : "a different decision:\n" + *again + "\n");
  return static_cast<int>(same ? ExitCode::Pass : ExitCode::Fail);
}

}  // namespace gg::cli
