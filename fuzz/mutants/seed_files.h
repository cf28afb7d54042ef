#pragma once

#include "base/result.h"
#include "bytes/byte_range.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace gg::mutants {

/// A number in a file that says how long something is: a box, a chunk, a segment.
struct LengthField {
  std::uint64_t offset = 0;
  unsigned size_bytes = 4;
  bool is_little_endian = false;
  ByteRange covers;  ///< What gets longer when it does, from its first byte on.
};

/// Bytes to be mutated, and what is worth aiming at. *value*
struct SeedBytes {
  std::string bytes;
  std::vector<ByteRange> store;  ///< Where manifest stores stand, with what frames them.
  std::vector<LengthField> lengths;
};

/// A file that mutants are made of, with the .c2pa file beside it where there is one. *value*
struct SeedFile {
  std::string name;  ///< Below the folder that it was found in.
  std::filesystem::path folder;
  SeedBytes file;
  std::optional<SeedBytes> sidecar;
  /// How many mutants it gets, compared with others: small files with credentials most.
  std::uint64_t weight = 1;
};

/// Files below `folders`, sorted by path within each. Those of more than `size_bytes_max`, and
/// empty ones, are left out. Errors: NotFound, also where there is no file at all; Unavailable.
Result<std::vector<SeedFile>> load_seeds(const std::vector<std::string>& folders,
                                         std::uint64_t size_bytes_max);

}  // namespace gg::mutants
