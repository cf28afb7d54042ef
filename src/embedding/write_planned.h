#pragma once

#include "embedding/places.h"
#include "embedding/plan.h"

#include <functional>
#include <stop_token>

namespace gg::embedding {

/// What goes along with the one pass over a file.
struct PassWatch {
  /// Called with every byte of the result that `WritePlan::excluded` does not name, in order, in
  /// runs of at most 128 KiB with their place in the result: for the hash that binds them. The
  /// bytes live until it returns.
  std::function<void(std::uint64_t offset, Bytes bytes)> bound = {};
  /// Called now and then with the bytes of the result that are done.
  std::function<void(std::uint64_t done_bytes)> progress = {};
  std::stop_token stop = {};
};

/// Reads the source once and writes the result once, with zeros where the store goes. What is
/// larger than 128 KiB is copied by another thread, which uses the source and the result until this
/// returns, while this one calls the watch: hashing costs no time but its own. In memory is at most
/// 2 MiB of windows. Without a `result` it is only read, for its hash.
/// Errors: Unavailable (read or write, or it was stopped: then the result is worthless).
Result<void> write_planned(const WritePlan& plan, SourceBytes& source, ResultBytes* result,
                           const PassWatch& watch = {});

/// Writes the store into the place that `write_planned` left for it, zeros behind it up to the
/// reserved size. JPEG and JPEG XL state the store's length themselves: there it must be exactly as
/// long as reserved. Errors: InvalidInput (longer than reserved, or not as long), Unavailable.
Result<void> put_store(const WritePlan& plan, ResultBytes& result, Bytes store);

}  // namespace gg::embedding
