#pragma once

#include "base/digest.h"

#include <memory>
#include <string_view>

namespace gg {

/// SHA-256 (FIPS 180-4) of bytes that are in memory.
Sha256 sha256_of(std::string_view bytes);

/// The same of bytes that come one part after another. *single thread*
class Sha256Stream {
 public:
  Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;
  ~Sha256Stream();
  void add(std::string_view bytes);
  /// Of all that was added. Nothing may be added after it.
  Sha256 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gg
