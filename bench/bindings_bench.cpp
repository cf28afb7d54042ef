// Measures checking the hard binding of one big film. Prints one line a figure as
// "name<TAB>value<TAB>unit" for bench/bindings, which holds them against their limits.
//
// usage: bindings_bench FILM [THREADS]     FILM is a QuickTime film with one big mdat box

#include "base/check.h"
#include "bindings/check.h"
#include "files/open_file.h"
#include "formats/bmff/box.h"
#include "support/cbor_writer.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include <sys/resource.h>

namespace gg {
namespace {

using test::CborWriter;

constexpr std::uint64_t block_bytes = 1U << 20;

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

/// The hashes of blocks of the media behind the first 16 bytes of their box.
std::vector<bindings::HashValue> leaves_of(const OpenFile& file) {
  auto in = file.reader();
  while (true) {
    const auto box = bmff::next_box(in, bmff::Level::Top);
    GG_CHECK(box.has_value());
    if (bmff::to_text(box->type) != "mdat") continue;
    std::vector<bindings::HashJob> jobs;
    const auto end = box->offset + box->size_bytes;
    for (auto first = box->offset + 16; first < end; first += block_bytes)
      jobs.push_back(
          {bindings::Algorithm::Sha256, {{{first, std::min(first + block_bytes, end)}}}});
    return *bindings::hash_jobs(file.reader(), jobs, {.threads = 2});
  }
}

/// An assertion over the whole film, or with a leaf row over blocks of its media. Its hash of the
/// whole is not that of the film: the check has the same work and ends in a mismatch.
std::string assertion_for(const std::vector<bindings::HashValue>& leaves) {
  CborWriter writer;
  writer.map(leaves.empty() ? 3 : 4).text("alg").text("sha256").text("hash");
  writer.bytes(std::string(32, 'h')).text("exclusions").array(leaves.empty() ? 1 : 2);
  writer.map(1).text("xpath").text("/ftyp");
  if (leaves.empty()) return writer.written();
  writer.map(2).text("xpath").text("/mdat").text("subset").array(1).map(2).text("offset");
  writer.number(16).text("length").number(0);
  writer.text("merkle").array(1).map(5).text("uniqueId").number(0).text("localId").number(0);
  writer.text("count").number(leaves.size()).text("fixedBlockSize").number(block_bytes);
  writer.text("hashes").array(leaves.size());
  for (const auto& leaf : leaves) writer.bytes(leaf.view());
  return writer.written();
}

void measure(const std::string& name, const OpenFile& file, const std::string& assertion,
             unsigned threads) {
  const bindings::Asset asset{file.reader(), Format::QuickTime, {}};
  std::atomic<std::uint64_t> hashed{0};
  const auto cpu = process_seconds();
  const auto begun = std::chrono::steady_clock::now();
  const auto outcome =
      bindings::check_hard_binding("c2pa.hash.bmff.v3", asset, std::as_bytes(std::span(assertion)),
                                   {}, {.effort = {.threads = threads, .progress = &hashed}});
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
  GG_CHECK(outcome.verdict == bindings::Verdict::Mismatch);
  const auto gigabytes = static_cast<double>(hashed.load()) / 1e9;
  row(name + " bytes", gigabytes, "GB");
  row(name + " cpu", process_seconds() - cpu, "s");
  row(name + " wall", wall.count(), "s");
  row(name + " speed", gigabytes / (process_seconds() - cpu), "GB per CPU-s");
}

int run(const char* path, unsigned threads) {
  const auto file = OpenFile::open(path, 1U << 20);
  GG_CHECK(file.has_value());
  measure("whole", *file, assertion_for({}), 1);
  row("whole peak memory", peak_megabytes(), "MB");
  const auto leaves = leaves_of(*file);
  measure("tree, 1 thread", *file, assertion_for(leaves), 1);
  measure("tree", *file, assertion_for(leaves), threads);
  row("peak memory", peak_megabytes(), "MB");
  return 0;
}

}  // namespace
}  // namespace gg

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  return gg::run(argv[1], argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 2);
}
