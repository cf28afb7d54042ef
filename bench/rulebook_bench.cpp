// Measures deciding: one decision with its explanation, a replay, what would change it, a proof. Prints one line a
// figure as "name<TAB>value<TAB>unit" for bench/rulebooks, which holds them against their limits. CPU time of this process.
//
// usage: rulebook_bench FOLDER     writes policies.cedar, requests.json and expected.json there, for the peer

#include "rulebook/changes.h"
#include "rulebook/decision.h"
#include "rulebook/explain.h"
#include "rulebook/replay.h"
#include "prover/prove.h"
#include "shelf/shelf.h"
#include "support/synthetic_book.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace gg {
namespace {

using rulebook::BookFilePtr;
using rulebook::BookSet;
using rulebook::Declaration;
using rulebook::Slots;

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// CPU seconds of `work`.
template <class F>
double timed(F&& work) {
  const auto begun = cpu_seconds();
  work();
  return cpu_seconds() - begun;
}

void print(const char* name, double value, const char* unit) {
  std::printf("%s\t%.6g\t%s\n", name, value, unit);
}

template <class T>
T must(Result<T> result) {
  if (result.has_value()) return *std::move(result);
  std::fprintf(stderr, "rulebook_bench: %s\n", result.error().message.c_str());
  std::exit(70);
}

/// Declarations with random answers, a few unsure and a few open: most questions have one.
std::vector<Declaration> declarations_of(const BookSet& set, std::size_t count) {
  test::Sequence sequence(7);
  std::vector<Declaration> declarations(count);
  for (auto& one : declarations) {
    one.id = "use";
    one.as_of = Date::parse("2026-11-01");
    one.title.kind = sequence.one_in(2) ? TitleKind::Documentary : TitleKind::Scripted;
    one.title.factual = one.title.kind == TitleKind::Documentary;
    one.title.territories = {Territory::parse("US").value(), Territory::parse("FR").value()};
    one.title.agreements = {"performers-2026", "writers"};
    one.title.roles = {Role::Deployer};
    one.title.photography = Date::parse("2026-09-01");
    one.title.release = Date::parse("2027-03-01");
    for (std::size_t index = 0; index < set.facts_count(); ++index) {
      const auto& fact = set.subjects()[index].fact;
      if (sequence.one_in(20)) continue;
      if (sequence.one_in(20)) {
        one.answers[fact.id] = "unsure";
      } else if (!fact.options.empty()) {
        one.answers[fact.id] = fact.options[sequence.below(fact.options.size())];
      } else {
        one.answers[fact.id] = rulebook::to_text(fact, fact.first);
      }
    }
  }
  return declarations;
}

std::vector<Slots> slots_of_all(const BookSet& set, const std::vector<Declaration>& declarations) {
  std::vector<Slots> all;
  for (const auto& one : declarations) all.push_back(*rulebook::slots_of(set, one));
  return all;
}

void measure_decisions(const BookSet& set) {
  const auto declarations = declarations_of(set, 2000);
  const auto slots = slots_of_all(set, declarations);
  rulebook::Evaluator evaluator(set);
  std::size_t letters = 0;
  double least = 1e9;
  for (int round = 0; round < 5; ++round)
    least = std::min(least, timed([&] {
              for (std::size_t index = 0; index < slots.size(); ++index) {
                const auto decision = rulebook::decide(set, evaluator, slots[index]);
                letters += rulebook::explain(set, slots[index], declarations[index], decision).size();
              }
            }));
  print("decision with explanation", least / 2000 * 1e6, "us");
  print("letters of an explanation", static_cast<double>(letters) / 10'000, "letters");
  least = 1e9;
  for (int round = 0; round < 5; ++round)
    least = std::min(least, timed([&] {
              for (int again = 0; again < 10; ++again)
                for (const auto& one : slots) letters += rulebook::decide(set, evaluator, one).fired.size();
            }));
  print("decisions with rows", 20'000 / least, "/s");
}

void measure_ways(const BookSet& set) {
  double worst = 0;
  double all = 0;
  const auto slots = slots_of_all(set, declarations_of(set, 200));
  for (const auto& one : slots) {
    const auto seconds = timed([&] { (void)rulebook::ways_down(set, one); });
    worst = std::max(worst, seconds);
    all += seconds;
  }
  print("what would change it, worst of 200", worst * 1e3, "ms");
  print("what would change it, mean", all / 200 * 1e3, "ms");
}

void measure_replay(const BookSet& set) {
  const auto declarations = declarations_of(set, 1000);
  std::string lines;
  rulebook::Evaluator evaluator(set);
  for (int times = 0; times < 100; ++times)
    for (const auto& one : declarations) {
      Json json = {{"id", one.id}, {"as_of", "2026-11-01"}, {"title", {{"kind", word_of(title_kind_words, *one.title.kind)}, {"territories", {"US", "FR"}}, {"agreements", {"performers-2026", "writers"}}, {"roles", {"deployer"}}, {"photography", "2026-09-01"}, {"release", "2027-03-01"}}}};
      auto& facts = json["facts"] = Json::object();
      for (const auto& [fact, answer] : one.answers) facts[fact] = answer;
      lines += json.dump() + "\n";
    }
  const auto slots = slots_of_all(set, declarations);
  std::size_t severe = 0;
  const auto deciding = timed([&] {
    for (int times = 0; times < 100; ++times)
      for (const auto& one : slots) severe += evaluator.outcome(one) >= Outcome::Approve;
  });
  print("replay of 100 000 declarations, deciding", deciding, "s");
  print("replay, megabytes of declarations", static_cast<double>(lines.size()) / 1e6, "MB");
  const auto whole = timed([&] { (void)must(rulebook::replay(lines, set, nullptr, rulebook::Tell::Changed)); });
  print("replay of 100 000 declarations, file and all", whole, "s");
}

void measure_proof() {
  Problems problems("synthetic");
  const auto file = rulebook::finish_book(test::SyntheticBook(300, 40, 1).make(), YamlNode{}, problems);
  if (!file) {
    std::fprintf(stderr, "%s\n", to_text(file.error()).c_str());
    std::exit(70);
  }
  const auto set = rulebook::BookSet::join({*file});
  const auto seconds = timed([&] { (void)prover::prove(*set, {}); });
  print("proof of 300 rows and 40 facts", seconds, "s");
}

/// One cell as Cedar; an answer that is not known is "unsure", which passes no test on options.
std::string cedar_cell(const rulebook::Book& book, const rulebook::Cell& cell);

std::string cedar_cells(const rulebook::Book& book, const rulebook::Cells& cells) {
  std::string text;
  for (const auto& cell : cells) text += (text.empty() ? "" : " && ") + cedar_cell(book, cell);
  return text.empty() ? "true" : text;
}

std::string cedar_cell(const rulebook::Book& book, const rulebook::Cell& cell) {
  const auto definition = std::ranges::find(book.definitions, cell.subject, &rulebook::Definition::id);
  if (definition != book.definitions.end()) {
    std::string any;
    for (const auto& cells : definition->any)
      any += (any.empty() ? "(" : " || (") + cedar_cells(book, cells) + ")";
    const bool yes = (cell.options.front() == "yes") == (cell.sense == rulebook::Sense::Is);
    return (yes ? "(" : "!(") + any + ")";
  }
  std::string any;
  for (const auto& option : cell.options)
    any += (any.empty() ? "" : " || ") + ("context." + cell.subject) + " == \"" + option + "\"";
  return (cell.sense == rulebook::Sense::Is ? "(" : "!(") + any + ")";
}

/// The studio's book as Cedar policies, one a row, and the same declarations as requests: what
/// applies to title and day is left out, so the peer has less to do.
void write_peer(const BookSet& set, const std::filesystem::path& folder) {
  const auto& book = set.books().front()->book;
  std::ofstream policies(folder / "policies.cedar");
  for (const auto& row : book.rows)
    policies << "@id(\"" << row.id << "\")\npermit(principal, action, resource) when { "
             << cedar_cells(book, row.when) << " };\n";
  std::ofstream requests(folder / "requests.json");
  Json list = Json::array();
  for (const auto& one : declarations_of(set, 500)) {
    Json context = Json::object();
    for (const auto& fact : book.facts) {
      const auto answer = one.answers.find(fact.id);
      context[fact.id] = answer == one.answers.end() ? "unsure" : answer->second;
    }
    list.push_back(std::move(context));
  }
  requests << list.dump() << "\n";
}

}  // namespace
}  // namespace gg

int main(int argc, char** argv) {
  using namespace gg;
  const auto studio = must(shelf::load_set({"studio-genai"}));
  const auto ten = must(shelf::load_set({"studio-genai", "archive-documentary", "archive-licences",
                                         "performers-2026", "writers", "eu-ai-act-50",
                                         "us-california", "us-new-york", "china-labelling",
                                         "awards-festivals"}));
  print("rows of the studio's book", static_cast<double>(studio.rows().size()), "rows");
  print("rows of ten books", static_cast<double>(ten.rows().size()), "rows");
  measure_decisions(studio);
  measure_ways(ten);
  measure_replay(ten);
  measure_proof();
  if (argc > 1) write_peer(studio, argv[1]);
  return 0;
}
