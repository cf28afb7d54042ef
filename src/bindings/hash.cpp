#include "bindings/hash.h"

#include "base/check.h"
#include "base/freed_by.h"
#include "bindings/faults.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include <openssl/evp.h>

namespace gg::bindings {
namespace {

/// A window stays in the first caches of a core: bigger ones are slower, smaller ones ask the
/// kernel too often.
constexpr std::size_t window_bytes = 128U << 10;
constexpr unsigned threads_max = 64;

const char* openssl_name(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::Sha256:
      return "SHA256";
    case Algorithm::Sha384:
      return "SHA384";
    case Algorithm::Sha512:
      return "SHA512";
  }
  return "SHA256";
}

using MessageDigest = std::unique_ptr<EVP_MD, FreedBy<EVP_MD_free>>;

/// Fetched once a process: fetching is slower than hashing a small file. Never freed.
const EVP_MD* method_of(Algorithm algorithm) {
  static const MessageDigest sha256(
      EVP_MD_fetch(nullptr, openssl_name(Algorithm::Sha256), nullptr));
  static const MessageDigest sha384(
      EVP_MD_fetch(nullptr, openssl_name(Algorithm::Sha384), nullptr));
  static const MessageDigest sha512(
      EVP_MD_fetch(nullptr, openssl_name(Algorithm::Sha512), nullptr));
  switch (algorithm) {
    case Algorithm::Sha256:
      return sha256.get();
    case Algorithm::Sha384:
      return sha384.get();
    case Algorithm::Sha512:
      return sha512.get();
  }
  return sha256.get();
}

/// As much of the longest piece as goes into one window: most files' metadata is small.
std::size_t window_bytes_for(std::span<const HashJob> jobs) {
  std::uint64_t longest = 0;
  for (const auto& job : jobs)
    for (const auto& piece : job.pieces)
      if (!piece.range.is_empty()) longest = std::max(longest, piece.range.size());
  return static_cast<std::size_t>(std::min<std::uint64_t>(window_bytes, longest));
}

/// Takes in one piece, a window at a time.
Parsed<void> add_piece(Reader file, const Piece& piece, const Effort& effort,
                       std::span<std::byte> window, Hasher& hasher) {
  if (piece.lead) hasher.add_be64(*piece.lead);
  if (piece.range.is_empty()) return {};
  TRY_LET(auto in, file.slice(piece.range.first, piece.range.size()));
  while (!in.at_end()) {
    if (effort.stop.stop_requested()) return in.error(faults::stopped);
    TRY_LET(const auto view, in.take_window(window));
    hasher.add(view);
    if (effort.progress != nullptr)
      effort.progress->fetch_add(view.size(), std::memory_order_relaxed);
  }
  return {};
}

Parsed<HashValue> run_job(Reader file, const HashJob& job, const Effort& effort,
                          std::span<std::byte> window) {
  Hasher hasher(job.algorithm);
  for (const auto& piece : job.pieces) TRY(add_piece(file, piece, effort, window, hasher));
  return hasher.finish();
}

/// Jobs are taken in turn; each has its own slot, so that the order of threads cannot be seen.
template <class FileOf>
std::vector<Parsed<HashValue>> run_jobs(FileOf file_of, std::span<const HashJob> jobs,
                                        const Effort& effort) {
  std::vector<Parsed<HashValue>> results(jobs.size());
  const auto window_size = window_bytes_for(jobs);
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    std::vector<std::byte> window(window_size);
    for (auto index = next++; index < jobs.size(); index = next++)
      results[index] = run_job(file_of(index), jobs[index], effort, window);
  };
  const auto threads = std::min<std::size_t>({effort.threads, jobs.size(), threads_max});
  std::vector<std::jthread> others;
  for (std::size_t index = 1; index < threads; ++index) others.emplace_back(work);
  work();
  others.clear();  // waits for them
  return results;
}

}  // namespace

std::optional<Algorithm> parse_algorithm(std::string_view name) {
  if (name == "sha256") return Algorithm::Sha256;
  if (name == "sha384") return Algorithm::Sha384;
  if (name == "sha512") return Algorithm::Sha512;
  return std::nullopt;
}

std::string_view name_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::Sha256:
      return "sha256";
    case Algorithm::Sha384:
      return "sha384";
    case Algorithm::Sha512:
      return "sha512";
  }
  return "sha256";
}

bool HashValue::is(Bytes other) const { return std::ranges::equal(view(), other); }

struct Hasher::State {
  const EVP_MD* method;
  std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>> context{EVP_MD_CTX_new()};
};

Hasher::Hasher(Algorithm algorithm) : state_(std::make_unique<State>(State{method_of(algorithm)})) {
  GG_CHECK(EVP_DigestInit_ex2(state_->context.get(), state_->method, nullptr) == 1);
}

Hasher::~Hasher() = default;

void Hasher::add(Bytes bytes) {
  GG_CHECK(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

void Hasher::add_be64(std::uint64_t value) {
  std::array<std::byte, 8> bytes{};
  for (std::size_t index = 0; index < 8; ++index)
    bytes[index] = static_cast<std::byte>(value >> (56 - 8 * index) & 0xFFU);
  add(bytes);
}

HashValue Hasher::finish() {
  HashValue value;
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  GG_CHECK(EVP_DigestFinal_ex(state_->context.get(), digest.data(), &size) == 1);
  GG_CHECK(size <= value.bytes.size());
  value.size_bytes = size;
  std::ranges::transform(std::span(digest).first(size), value.bytes.begin(),
                         [](unsigned char byte) { return std::byte{byte}; });
  GG_CHECK(EVP_DigestInit_ex2(state_->context.get(), state_->method, nullptr) == 1);
  return value;
}

Parsed<HashValue> hash_pieces(Reader file, const HashJob& job, const Effort& effort) {
  std::vector<std::byte> window(window_bytes_for({&job, 1}));
  return run_job(file, job, effort, window);
}

std::vector<Parsed<HashValue>> hash_each(std::span<const Reader> files,
                                         std::span<const HashJob> jobs, const Effort& effort) {
  GG_CHECK(files.size() == jobs.size());
  return run_jobs([&](std::size_t index) { return files[index]; }, jobs, effort);
}

Parsed<std::vector<HashValue>> hash_jobs(Reader file, std::span<const HashJob> jobs,
                                         const Effort& effort) {
  const auto results = run_jobs([&](std::size_t) { return file; }, jobs, effort);
  std::vector<HashValue> values;
  values.reserve(results.size());
  for (const auto& result : results) {
    if (!result.has_value()) return fail(result.error());
    values.push_back(*result);
  }
  return values;
}

HashValue hash_of(Algorithm algorithm, std::span<const Bytes> parts) {
  Hasher hasher(algorithm);
  for (const auto part : parts) hasher.add(part);
  return hasher.finish();
}

}  // namespace gg::bindings
