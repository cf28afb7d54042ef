#pragma once

#include "base/result.h"
#include "http/refusal.h"
#include "http/response.h"

#include <string>
#include <vector>

namespace gg::http {

/// One place in a request body that is wrong.
struct ProblemPlace {
  std::string pointer;  ///< JSON Pointer (RFC 6901), as a fragment: "#/facts/third_party_ip".
  std::string detail;
};

/// An error as answered: application/problem+json (RFC 9457). *value*
struct Problem {
  int status = 500;
  std::string type = "about:blank";  ///< A URI that names the kind of problem.
  std::string title;                 ///< Empty: the status's own phrase.
  std::string detail;
  std::string instance;  ///< A URI of this occurrence.
  std::vector<ProblemPlace> errors;
};

Response problem(const Problem& problem);
Response problem(const Refusal& refusal);

/// The one place where a kind of error becomes a status. The message of an `Internal` error is not
/// shown: log it.
Problem problem_of(const Error& error);

/// "Not Found" for 404 (RFC 9110 section 15).
std::string status_phrase(int status);

}  // namespace gg::http
