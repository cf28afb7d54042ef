#include "http/problem.h"

#include "json/json.h"

#include <microhttpd.h>

namespace gg::http {
namespace {

int status_of(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::InvalidInput:
      return 400;
    case ErrorKind::NotFound:
      return 404;
    case ErrorKind::Conflict:
      return 409;
    case ErrorKind::Forbidden:
      return 403;
    case ErrorKind::Stale:
      return 412;
    case ErrorKind::LimitExceeded:
      return 413;
    case ErrorKind::Unavailable:
      return 503;
    case ErrorKind::Internal:
      return 500;
  }
  return 500;
}

Json to_json(const std::vector<ProblemPlace>& places) {
  auto list = Json::array();
  for (const auto& place : places)
    list.push_back({{"detail", place.detail}, {"pointer", place.pointer}});
  return list;
}

}  // namespace

std::string status_phrase(int status) {
  return MHD_get_reason_phrase_for(static_cast<unsigned>(status));
}

Response problem(const Problem& problem) {
  Json document{{"type", problem.type},
                {"title", problem.title.empty() ? status_phrase(problem.status) : problem.title},
                {"status", problem.status}};
  if (!problem.detail.empty()) document["detail"] = problem.detail;
  if (!problem.instance.empty()) document["instance"] = problem.instance;
  if (!problem.errors.empty()) document["errors"] = to_json(problem.errors);
  auto response = json(problem.status, document);
  response.headers.set("Content-Type", "application/problem+json");
  response.headers.set("Cache-Control", "no-store");
  return response;
}

Response problem(const Refusal& refusal) {
  auto response =
      problem(Problem{.status = refusal.status, .type = refusal.type, .detail = refusal.detail});
  for (const auto& [name, value] : refusal.headers) response.headers.set(name, value);
  return response;
}

Problem problem_of(const Error& error) {
  if (error.kind == ErrorKind::Internal)
    return {.status = 500, .detail = "an error inside the server; its log has the request's id"};
  return {.status = status_of(error.kind), .detail = error.message};
}

}  // namespace gg::http
