#include "clearance/deliveries.h"
#include "clearance/delivery_store.h"
#include "clearance/doc.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/delivered.h"
#include "desk/delivery_report.h"
#include "desk/endpoints.h"
#include "desk/query.h"

#include <algorithm>

namespace gg::desk {
namespace {

using store::Record;

/// A report of some fifteen thousand files.
constexpr std::uint64_t delivery_bytes_max = 16U << 20;

Result<clearance::Handed> handed_by(const http::Request& request) {
  auto body = parse_json(request.body, {.text_bytes_max = delivery_bytes_max, .depth_max = 32});
  if (!body) return fail(Error{ErrorKind::InvalidInput, "the body is not JSON"});
  TRY(clearance::check_may_deliver(caller_of(request).actor, *body));
  return clearance::read_handed(*std::move(body));
}

/// Reading a large report takes long: it is done beside the server's threads and the writer.
void hand_over(Context& context, const http::Request& request, http::Respond respond) {
  context.workers.run([&context, &request, respond = std::move(respond)]() mutable {
    auto handed = handed_by(request);
    if (!handed.has_value()) return respond(problem_for(handed.error(), request));
    const auto kept = std::make_shared<const clearance::Handed>(*std::move(handed));
    write(context, request, std::move(respond), 201,
          [kept](clearance::Work& work) { return clearance::take_delivery(work, *kept); });
  });
}

/// Which findings of a judgement are asked for.
class FindingFilter {
 public:
  explicit FindingFilter(const http::Request& request)
      : severities_(values_of(request, "severity")),
        rules_(values_of(request, "rule")),
        use_(parameter_of(request, "use")),
        file_(parameter_of(request, "file")),
        waived_(parameter_of(request, "waived")) {}

  [[nodiscard]] bool takes(const Json& finding) const {
    return is_one(severities_, text_member(finding, "severity")) &&
           is_one(rules_, text_member(finding, "rule")) &&
           (use_.empty() || use_ == text_member(finding, "use")) &&
           (file_.empty() || text_member(finding, "file").find(file_) != std::string_view::npos) &&
           (waived_.empty() || (waived_ == "yes") == finding.contains("waiver"));
  }

 private:
  static bool is_one(const std::vector<std::string>& of, std::string_view text) {
    return of.empty() || std::ranges::find(of, text) != of.end();
  }

  std::vector<std::string> severities_;
  std::vector<std::string> rules_;
  std::string use_;
  std::string file_;
  std::string waived_;
};

/// A cursor is the id of the last finding of the page before; ids are unique in a judgement.
http::Response findings_page(const http::Request& request, const Json& findings,
                             std::int64_t limit) {
  const FindingFilter filter(request);
  const auto after = parameter_of(request, "cursor");
  bool is_behind = after.empty();
  Json page{{"items", Json::array()}, {"next", nullptr}};
  for (const auto& finding : findings) {
    if (!is_behind) {
      is_behind = text_member(finding, "id") == after;
      continue;
    }
    if (!filter.takes(finding)) continue;
    if (std::ssize(page["items"]) == limit) {
      page["next"] = page["items"].back().at("id");
      break;
    }
    page["items"].push_back(finding);
  }
  return http::json(200, page);
}

Result<http::Response> read_findings(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto limit, limit_of(request));
  TRY_LET(const auto delivery, delivery_of(snapshot, request));
  TRY_LET(const auto judgement, judgement_of(snapshot, request, delivery));
  return findings_page(request, judgement.at("findings"), limit);
}

Result<http::Response> read_report_of(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto format, report_format(request));
  TRY_LET(const auto delivery, delivery_of(snapshot, request));
  TRY_LET(auto judgement, judgement_of(snapshot, request, delivery));
  TRY_LET(auto scan,
          clearance::find_scan(snapshot, clearance::text_at(delivery.doc.at("report"), "sha256")));
  return delivery_report(format, snapshot, {delivery.id, std::move(scan), std::move(judgement)});
}

Result<http::Response> read_scan(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto delivery, delivery_of(snapshot, request));
  TRY_LET(auto text,
          clearance::scan_text(snapshot, clearance::text_at(delivery.doc.at("report"), "sha256")));
  auto response = http::text(200, std::move(text));
  response.headers.set("Content-Type", "application/json");
  return response;
}

}  // namespace

void add_delivery_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/deliveries";
  router.post(
      place, "create_delivery",
      [&context](const http::Request& request, http::Respond respond) {
        hand_over(context, request, std::move(respond));
      },
      http::BodyRule::json(delivery_bytes_max));
  router.post(place + "/{id}/judge", "judge_delivery",
              acting(context, 200, Versioned::Yes, [](clearance::Work& work, const Asked& asked) {
                return clearance::judge_delivery(work, asked.id, asked.version);
              }));
  router.get(place + "/{id}/findings", "list_findings", reading_beside(context, read_findings));
  router.get(place + "/{id}/report", "get_delivery_report",
             reading_beside(context, read_report_of));
  router.get(place + "/{id}/scan", "get_delivery_scan", reading_beside(context, read_scan));
}

}  // namespace gg::desk
