// Mutants of signed files, put through all that `goodgate credentials verify` and `scan` run: none
// may crash, hang or take too much memory, and one that is believed must say what its seed's signer
// signed. Every mutant has a number that makes it again.
//
//   make mutants
//   mutate_credentials --count 500000 ../shared/corpora/credentials tests/fixtures/signed
//   mutate_credentials --one 4711 --keep mutant.bin ../shared/corpora/credentials
//   tests/fixtures/signed
//
// (with the same folders, in the same order, holding the same files). Exit codes: 0 all is well, 1
// not.

#include "cli/trust_choice.h"
#include "crew.h"
#include "mutant.h"
#include "seed_files.h"
#include "trial.h"
#include "unsigned_words.h"

#include <cstdio>
#include <fstream>
#include <thread>

#include <CLI/CLI.hpp>

// Of AddressSanitizer's builds: a quarantine that does not hide how much a mutant takes.
extern "C" const char* __asan_default_options();
extern "C" const char* __asan_default_options() {
  return "hard_rss_limit_mb=1024:max_allocation_size_mb=256:quarantine_size_mb=16";
}

namespace {

using namespace gg;
using namespace gg::mutants;
using CredentialState = credentials::State;

struct Order {
  std::vector<std::string> folders;
  std::uint64_t size_bytes_max = 1U << 20;
  CrewTerms crew{.count = 10'000};
  std::optional<std::uint64_t> one;
  std::string keep;
  cli::TrustChoice trust{.at = "2026-11-23T12:00:00Z"};
};

std::string states_text(const Trial& trial) {
  std::string text;
  for (const auto& [state, count] : trial.seed_states())
    text += ", " + std::to_string(count) + " " + std::string(to_text(state));
  return text;
}

void print_noted(const char* title, const std::map<std::string, Noted>& noted) {
  if (noted.empty()) return;
  std::printf("%s\n", title);
  for (const auto& [what, each] : noted)
    std::printf("  %8lu  %s (first: %lu)\n", each.count, what.c_str(), each.number);
}

void print_numbers(const char* title, const std::vector<std::uint64_t>& numbers) {
  if (numbers.empty()) return;
  std::printf("%s", title);
  for (std::size_t index = 0; index < std::min<std::size_t>(numbers.size(), 200); ++index)
    std::printf(" %lu", numbers[index]);
  std::printf("\n");
}

/// Prints what came of it. True where all is well.
bool print_tally(const Tally& tally) {
  std::printf(
      "%lu mutants in %.0f s (%.0f CPU-s): %.0f mutants/s, %.2f CPU-ms each\n", tally.done,
      tally.wall_seconds, tally.cpu_seconds, static_cast<double>(tally.done) / tally.wall_seconds,
      1000 * tally.cpu_seconds / static_cast<double>(std::max<std::uint64_t>(tally.done, 1)));
  for (const auto state : {CredentialState::Trusted, CredentialState::Valid,
                           CredentialState::Invalid, CredentialState::NotStated})
    std::printf("  %8lu  %s\n", tally.states[static_cast<std::size_t>(state)],
                std::string(to_text(state)).c_str());
  std::printf("  slowest: %lu, %.0f CPU-ms; most memory: %lu, %lu MiB\n", tally.slowest,
              tally.slowest_ms, tally.biggest, tally.biggest_mib);
  std::printf("believed with the signed words of a seed, and told just alike: %lu\n",
              tally.same_as_seed);
  std::map<std::string, Noted> fitting;
  std::map<std::string, Noted> holes;
  for (const auto& [what, noted] : tally.unsigned_differences)
    (may_differ(what) ? fitting : holes).emplace(what, noted);
  print_noted("told otherwise, where the words are not signed (unsigned_words.cpp):", fitting);
  print_noted("HOLES: told otherwise, though no signed word changed:", holes);
  print_noted("CONTRADICTIONS:", tally.contradictions);
  print_numbers("UNEXPLAINED, believed with the signed words of no seed:", tally.unexplained);
  for (const auto& death : tally.deaths) std::printf("DIED at %s\n", death.c_str());
  return holes.empty() && tally.contradictions.empty() && tally.unexplained.empty() &&
         tally.deaths.empty();
}

/// Makes one mutant again and tells all of it.
bool run_one(const Order& order, const MutantMaker& maker, Trial& trial) {
  const auto mutant = maker.make(*order.one);
  std::printf("%lu: %s: %s\n", *order.one, mutant.seed->name.c_str(), mutant.what.c_str());
  if (!order.keep.empty()) {
    std::ofstream(order.keep, std::ios::binary) << mutant.file;
    if (mutant.sidecar) std::ofstream(order.keep + ".c2pa", std::ios::binary) << *mutant.sidecar;
  }
  const auto verdict = trial.run(mutant);
  std::printf("  %s, signed as %s\n", std::string(to_text(verdict.state)).c_str(),
              verdict.signed_as.empty() ? "no seed" : verdict.signed_as.c_str());
  for (const auto& each : verdict.differs) std::printf("  differs: %s\n", each.c_str());
  for (const auto& each : verdict.contradictions) std::printf("  contradicts: %s\n", each.c_str());
  return verdict.contradictions.empty();
}

int complain(const Error& error) {
  std::fprintf(stderr, "mutate_credentials: %s\n", error.message.c_str());
  return 65;
}

int run(const Order& order) {
  const auto terms = cli::terms_of(order.trust);
  if (!terms) return complain(terms.error());
  const auto seeds = load_seeds(order.folders, order.size_bytes_max);
  if (!seeds) return complain(seeds.error());
  const MutantMaker maker(*seeds);
  Trial trial(*terms, *seeds);
  std::printf("%zu seeds%s\n", seeds->size(), states_text(trial).c_str());
  for (const auto& trouble : trial.seed_troubles()) std::printf("SEED %s\n", trouble.c_str());
  const bool is_well =
      order.one ? run_one(order, maker, trial) : print_tally(run_crew(maker, trial, order.crew));
  return is_well && trial.seed_troubles().empty() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Order order;
  order.crew.workers = std::max(1U, std::thread::hardware_concurrency());
  CLI::App app("Puts mutants of signed files through validation and scan");
  app.add_option("folders", order.folders, "Folders of files to make mutants of")->required();
  app.add_option("--count", order.crew.count, "How many mutants")->capture_default_str();
  app.add_option("--first", order.crew.first, "The number of the first")->capture_default_str();
  app.add_option("--one", order.one, "Only the mutant of this number, and all of it");
  app.add_option("--keep", order.keep, "With --one: write it to this file");
  app.add_option("--workers", order.crew.workers, "Processes")->capture_default_str();
  app.add_option("--size-max", order.size_bytes_max, "Leave out bigger files, in bytes")
      ->capture_default_str();
  app.add_option("--cpu-seconds", order.crew.cpu_seconds_max, "What one mutant may take")
      ->capture_default_str();
  app.add_option("--memory", order.crew.memory_mib_max, "What a worker may take, in MiB")
      ->capture_default_str();
  cli::add_trust_choice(app, order.trust);
  CLI11_PARSE(app, argc, argv);
  return run(order);
}
