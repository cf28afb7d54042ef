#include "credentials/member.h"

#include "credentials/deltas.h"

#include <algorithm>
#include <set>
#include <string_view>

namespace gg::credentials {

CredentialReport report_of_member(const CredentialReport& report,
                                  const std::optional<bindings::Problem>& problem) {
  auto own = report;
  if (!report.binding) return own;
  const std::string_view uri = report.binding_uri;
  const auto label = uri.substr(uri.rfind('/') + 1);
  const auto& code = code_of_binding(label, report.binding->verdict);
  std::erase_if(own.active, [&](const Status& status) {
    return status.url == report.binding_uri && status.is(code);
  });
  const auto verdict = problem ? problem->verdict : bindings::Verdict::Match;
  own.active.push_back({&code_of_binding(label, verdict), report.binding_uri,
                        problem ? problem->what : "the file is what was signed"});
  own.state = judge(own.active, own.deltas);
  return own;
}

std::optional<bindings::Problem> common_problem(const bindings::Outcome& outcome) {
  std::set<std::string_view> places;
  for (const auto& member : outcome.members)
    if (member.problem) places.insert(member.problem->where);
  const auto found = std::ranges::find_if(outcome.problems, [&](const bindings::Problem& problem) {
    return !places.contains(problem.where);
  });
  return found == outcome.problems.end() ? std::nullopt : std::optional(*found);
}

}  // namespace gg::credentials
