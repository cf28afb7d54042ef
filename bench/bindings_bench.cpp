// Measures making and checking the hard binding of one big film. Prints one line a figure as
// "name<TAB>value<TAB>unit" for bench/bindings, which holds them against their limits.
//
// usage: bindings_bench FILM [THREADS]     FILM is a QuickTime film with one big mdat box

#include "base/check.h"
#include "bindings/check.h"
#include "embedding/places.h"
#include "embedding/write_planned.h"
#include "files/open_file.h"
#include "signing/hard_binding.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace gg {
namespace {

constexpr std::uint64_t store_bytes = 100'000;

double process_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void row(const std::string& name, double value, const char* unit) {
  std::printf("%s\t%.4f\t%s\n", name.c_str(), value, unit);
}

/// What came of one measured piece of work.
class Stopwatch {
 public:
  void tell(const std::string& name, std::uint64_t bytes) const {
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun_;
    const auto cpu = process_seconds() - cpu_;
    const auto gigabytes = static_cast<double>(bytes) / 1e9;
    row(name + " cpu", cpu, "s");
    row(name + " wall", wall.count(), "s");
    row(name + " speed", gigabytes / cpu, "GB per CPU-s");
  }

 private:
  double cpu_ = process_seconds();
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

/// Writes the film with room for a store, and gives its assertion.
std::vector<std::byte> bind(const std::string& path, const std::string& result,
                            const signing::BindingOptions& options, const std::string& name) {
  const auto film = OpenFile::open(path, 1U << 20);
  GG_CHECK(film.has_value());
  const Stopwatch watch;
  const auto plan = embedding::plan_embedding(Format::QuickTime, film->reader(), store_bytes,
                                              signing::plan_options(options));
  GG_CHECK(plan.has_value());
  auto binding = signing::HardBinding::plan(*plan, bindings::Algorithm::Sha256, options);
  GG_CHECK(binding.has_value());
  auto file = embedding::NewFile::create(result, path);
  GG_CHECK(file.has_value());
  embedding::FileSourceBytes source(film->descriptor());
  GG_CHECK(
      embedding::write_planned(*plan, source, &*file, {.bound = [&](std::uint64_t at, Bytes bytes) {
        binding->add(at, bytes);
      }}).has_value());
  watch.tell(name, plan->result_bytes);
  GG_CHECK(file->commit().has_value());
  return binding->finish();
}

void check(const std::string& path, Bytes assertion, unsigned threads, const std::string& name) {
  const auto file = OpenFile::open(path, 1U << 20);
  GG_CHECK(file.has_value());
  const bindings::Asset asset{file->reader(), Format::QuickTime, {}};
  const Stopwatch watch;
  const auto outcome = bindings::check_hard_binding("c2pa.hash.bmff.v3", asset, assertion, {},
                                                    {.effort = {.threads = threads}});
  GG_CHECK(outcome.matches());
  watch.tell(name, file->reader().size());
}

int run(const char* path, unsigned threads) {
  const auto result = std::string(path) + ".signed";
  const auto whole = bind(path, result, {.trees_from_bytes = UINT64_MAX}, "whole, written");
  check(result, whole, 1, "whole");
  std::filesystem::remove(result);
  const auto tree = bind(path, result, {}, "tree, written");
  check(result, tree, 1, "tree, 1 thread");
  check(result, tree, threads, "tree");
  std::filesystem::remove(result);
  row("peak memory", peak_megabytes(), "MB");
  return 0;
}

}  // namespace
}  // namespace gg

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  return gg::run(argv[1], argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 2);
}
