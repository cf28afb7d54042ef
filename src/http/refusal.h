#pragma once

#include "base/result.h"
#include "http/fields.h"

#include <string>

namespace gg::http {

/// A request that is not served, with the status that says so (RFC 9110 section 15).
struct Refusal {
  int status;
  std::string detail;                ///< For people: what is wrong, where, and what to do.
  std::string type = "about:blank";  ///< A URI that names the kind of problem.
  Headers headers = {};              ///< More fields of the answer.
};

/// A value read from a request, or the reason why the request is refused.
template <class T>
using Refused = Result<T, Refusal>;

inline auto refuse(int status, std::string detail) {
  return fail(Refusal{status, std::move(detail)});
}

}  // namespace gg::http
