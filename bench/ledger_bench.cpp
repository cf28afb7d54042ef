// Measures verifying a ledger of a million entries against hashing alone. Prints one line a figure
// as "name<TAB>value<TAB>unit" for bench/ledger, which holds them against their limits.
//
// usage: ledger_bench [FILE]     writes all stored bytes to FILE, for `openssl dgst`

#include "base/check.h"
#include "ledger/verify.h"
#include "support/memory_source.h"
#include "support/sample_log.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/evp.h>

namespace gg {
namespace {

constexpr std::size_t entries = 1'000'000;
constexpr std::size_t record_bytes = 300;
constexpr int runs = 3;

struct Seconds {
  double cpu = 1e9;
  double wall = 1e9;
};

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

/// CPU seconds of the whole process and wall seconds of `work`, the least of several runs each.
template <class F>
Seconds timed(F&& work) {
  Seconds least;
  for (int run = 0; run < runs; ++run) {
    const auto cpu = cpu_seconds();
    const auto wall = std::chrono::steady_clock::now();
    work();
    least.cpu = std::min(least.cpu, cpu_seconds() - cpu);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - wall;
    least.wall = std::min(least.wall, took.count());
  }
  return least;
}

void print(const std::string& name, const Seconds& seconds) {
  std::printf("%s, CPU\t%.6g\ts\n%s, wall\t%.6g\ts\n", name.c_str(), seconds.cpu, name.c_str(),
              seconds.wall);
}

void verify(const test::SampleLog& log, unsigned threads) {
  test::MemorySource source(log);
  const auto report = ledger::verify_ledger(source, {.trust = log.trust(), .threads = threads});
  GG_CHECK(report.has_value() && report->is_good() && report->entries == entries);
}

/// One EVP context with SHA-256 fetched once: the fastest that EVP offers.
class Evp {
 public:
  void add(std::string_view bytes) {
    GG_CHECK(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
  }
  void finish() {
    std::array<unsigned char, 32> digest{};
    GG_CHECK(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    GG_CHECK(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1);
  }

 private:
  static EVP_MD_CTX* make() {
    auto* context = EVP_MD_CTX_new();
    GG_CHECK(EVP_DigestInit_ex2(context, EVP_sha256(), nullptr) == 1);
    return context;
  }
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_{make(), EVP_MD_CTX_free};
};

/// The messages that verifying hashes: salt and record, commitment, two hashes of a node.
void hash_messages(const test::SampleLog& log) {
  const std::string node(65, 'n');
  const std::string prefix(1, '\0');
  Evp evp;
  for (const auto& row : log.rows) {
    evp.add(row.salt);
    evp.add(row.record);
    evp.finish();
    evp.add(prefix);
    evp.add(row.commitment);
    evp.finish();
    evp.add(node);
    evp.finish();
  }
}

template <class F>
void for_stored_bytes(const test::SampleLog& log, F&& use) {
  for (const auto& row : log.rows)
    for (const auto* field : {&row.record, &row.salt, &row.commitment, &row.leaf}) use(*field);
  for (const auto& [tile, bytes] : log.tiles) use(bytes);
}

void run(const char* file) {
  test::SampleLog log(entries, record_bytes);
  log.checkpoint();
  std::string stored;
  for_stored_bytes(log, [&stored](const std::string& bytes) { stored += bytes; });
  std::printf("stored bytes\t%zu\tbytes\n", stored.size());
  if (file != nullptr) std::ofstream(file, std::ios::binary) << stored;
  print("verify, 1 thread", timed([&] { verify(log, 1); }));
  print("verify, 2 threads", timed([&] { verify(log, 2); }));
  print("EVP, the same messages", timed([&] { hash_messages(log); }));
  print("EVP, the stored bytes as one", timed([&] {
          Evp evp;
          evp.add(stored);
          evp.finish();
        }));
}

}  // namespace
}  // namespace gg

int main(int argc, char** argv) {
  gg::run(argc > 1 ? argv[1] : nullptr);
  return 0;
}
