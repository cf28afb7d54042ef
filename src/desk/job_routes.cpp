#include "clearance/doc.h"
#include "clearance/jobs.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/job_runner.h"
#include "desk/query.h"
#include "desk/valued.h"

namespace gg::desk {
namespace {

using clearance::Job;
using clearance::Work;

/// Uploads of a delivery of some ten thousand files.
constexpr std::uint64_t scan_body_bytes_max = 1U << 20;

http::Response shown_job(const Context& context, const Job& job, int status) {
  auto response = http::json(status, context.jobs.shown(job));
  if (status == 202) response.headers.set("Location", "/api/v1/jobs/" + job.id);
  return response;
}

void begin_scan_job(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_of(request);
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const std::string key(request.headers.find("Idempotency-Key").value_or(""));
  write_valued<Job>(
      context, request, std::move(respond),
      [body = *std::move(body), key](Work& work) { return clearance::begin_scan(work, body, key); },
      [&context](const Job& job) {
        context.jobs.wake();
        return shown_job(context, job, 202);
      });
}

void cancel_job_of_caller(Context& context, const http::Request& request, http::Respond respond) {
  const std::string id(request.parameter("id"));
  write_valued<Job>(
      context, request, std::move(respond),
      [id](Work& work) { return clearance::cancel_job(work, id); },
      [&context](const Job& job) {
        context.jobs.cancel(job.id);
        return shown_job(context, job, 200);
      });
}

Result<http::Response> read_jobs(Context& context, store::Snapshot& snapshot,
                                 const http::Request& request) {
  TRY_LET(const auto limit, limit_of(request));
  TRY_LET(const auto jobs, clearance::list_jobs(snapshot, caller_of(request).actor,
                                                parameter_of(request, "cursor"), limit + 1));
  Json page{{"items", Json::array()}, {"next", nullptr}};
  for (const auto& job : jobs) {
    if (std::ssize(page["items"]) == limit) {
      page["next"] = page["items"].back().at("id");
      break;
    }
    page["items"].push_back(context.jobs.shown(job));
  }
  return http::json(200, page);
}

}  // namespace

void add_job_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(
      prefix + "/deliveries/scan", "scan_delivery",
      [&context](const http::Request& request, http::Respond respond) {
        begin_scan_job(context, request, std::move(respond));
      },
      http::BodyRule::json(scan_body_bytes_max));
  const auto place = prefix + "/jobs";
  router.get(
      place, "list_jobs", [&context](const http::Request& request, const http::Respond& respond) {
        read(context, request, respond,
             [&](store::Snapshot& snapshot) { return read_jobs(context, snapshot, request); });
      });
  router.get(
      place + "/{id}", "get_job",
      [&context](const http::Request& request, const http::Respond& respond) {
        read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
          TRY_LET(const auto job,
                  clearance::find_job(snapshot, caller_of(request).actor, request.parameter("id")));
          return shown_job(context, job, 200);
        });
      });
  router.post(place + "/{id}/cancel", "cancel_job",
              [&context](const http::Request& request, http::Respond respond) {
                cancel_job_of_caller(context, request, std::move(respond));
              });
}

}  // namespace gg::desk
