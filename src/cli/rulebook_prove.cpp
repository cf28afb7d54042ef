#include "cli/exit_code.h"
#include "cli/rulebook_commands.h"
#include "cli/rulebook_text.h"
#include "helpers/ask_prover.h"
#include "shelf/shelf.h"

#include <chrono>
#include <cstdio>

namespace gg::cli {
namespace {

Result<Json> canonical_texts(const std::vector<std::string>& names) {
  Json texts = Json::array();
  for (const auto& name : names) {
    TRY_LET(const auto book, shelf::load_book(name));
    texts.push_back(rulebook::write_book(book->book));
  }
  return texts;
}

std::chrono::milliseconds timeout_of(const RulebookCommand& command) {
  return std::chrono::seconds(command.timeout_s);
}

Result<Json> proofs_of(const RulebookCommand& command) {
  const auto names = books_named(command);
  if (names.empty())
    return fail(Error{ErrorKind::InvalidInput, "name books to prove, or write --shipped"});
  TRY_LET(auto books, canonical_texts(names));
  return helpers::ask_prover({{"task", "prove"}, {"books", std::move(books)}}, timeout_of(command));
}

Result<Json> difference_of(const RulebookCommand& command) {
  TRY_LET(auto before, canonical_texts({command.against}));
  TRY_LET(auto after, canonical_texts({command.input}));
  return helpers::ask_prover(
      {{"task", "compare"}, {"before", std::move(before)}, {"after", std::move(after)}},
      timeout_of(command));
}

void say(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

bool all_hold(const Json& proofs) {
  for (const auto& proof : proofs)
    if (!proof.at("holds").get<bool>()) return false;
  return true;
}

}  // namespace

int run_rulebook_prove(const RulebookCommand& command) {
  const auto answer = proofs_of(command);
  if (!answer) return complain(answer.error());
  const auto& proofs = answer->at("proofs");
  if (command.json)
    say(answer->dump(2) + "\n");
  else
    for (const auto& proof : proofs) say(proof_text(proof));
  return static_cast<int>(all_hold(proofs) ? ExitCode::Pass : ExitCode::Fail);
}

int run_rulebook_diff(const RulebookCommand& command) {
  const auto answer = difference_of(command);
  if (!answer) return complain(answer.error());
  const auto& difference = answer->at("difference");
  say(command.json ? difference.dump(2) + "\n" : difference_text(difference));
  return static_cast<int>(difference.at("same").get<bool>() ? ExitCode::Pass : ExitCode::Fail);
}

}  // namespace gg::cli
