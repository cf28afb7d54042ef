#include "report/hashing.h"

namespace gg::report {

std::string bytes_of_digest(const Sha256& digest) {
  return {digest.bytes.begin(), digest.bytes.end()};
}

}  // namespace gg::report
