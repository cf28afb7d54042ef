#pragma once

#include "bytes/byte_range.h"
#include "bytes/reader.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace gg::bindings {

/// The hash algorithms that C2PA allows. None is deprecated. Source: C2PA 2.2 section 13.1.
enum class Algorithm : std::uint8_t { Sha256, Sha384, Sha512 };

/// By C2PA's identifier: "sha256", "sha384", "sha512"; nothing for any other text.
std::optional<Algorithm> parse_algorithm(std::string_view name);
std::string_view name_of(Algorithm algorithm);

/// A digest of 32, 48 or 64 bytes. *value*
struct HashValue {
  std::array<std::byte, 64> bytes{};
  std::size_t size_bytes = 0;

  [[nodiscard]] Bytes view() const { return Bytes(bytes).first(size_bytes); }
  [[nodiscard]] bool is(Bytes other) const;
};

/// One digest in the making. *single thread*
class Hasher {
 public:
  explicit Hasher(Algorithm algorithm);
  Hasher(const Hasher&) = delete;
  Hasher& operator=(const Hasher&) = delete;
  ~Hasher();

  void add(Bytes bytes);
  /// Eight bytes, the most significant first.
  void add_be64(std::uint64_t value);
  /// The digest of what was added; begins anew.
  HashValue finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What a digest takes in next: bytes of the file, and before them, where `lead` is set, that
/// number as eight bytes (the offset of a root box, C2PA 2.2 section 18.6.2).
struct Piece {
  ByteRange range;
  std::optional<std::uint64_t> lead = {};
};

/// How a check goes about its work. *value*
struct Effort {
  std::stop_token stop = {};
  /// How many threads may work on digests that do not depend on each other.
  unsigned threads = 1;
  /// Counts the bytes that were hashed, when it is given.
  std::atomic<std::uint64_t>* progress = nullptr;
};

/// One digest over pieces of a file.
struct HashJob {
  Algorithm algorithm = Algorithm::Sha256;
  std::vector<Piece> pieces;
};

/// The digest of pieces of a file, in their order. Reads a window at a time: constant memory for
/// any size. Faults: truncated (a piece beyond the end), read_failed, stopped.
Parsed<HashValue> hash_pieces(Reader file, const HashJob& job, const Effort& effort);

/// The digest of each job, in their order, on as many threads as `effort` allows. The result is the
/// same for any number. Faults: those of the first job that failed.
Parsed<std::vector<HashValue>> hash_jobs(Reader file, std::span<const HashJob> jobs,
                                         const Effort& effort);

/// The same for jobs of several files: `files[i]` is that of `jobs[i]`, and each has its own
/// result.
std::vector<Parsed<HashValue>> hash_each(std::span<const Reader> files,
                                         std::span<const HashJob> jobs, const Effort& effort);

/// The digest of bytes in memory, one part after the other.
HashValue hash_of(Algorithm algorithm, std::span<const Bytes> parts);

}  // namespace gg::bindings
