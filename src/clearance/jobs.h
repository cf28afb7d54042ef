#pragma once

#include "clearance/work.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// Work that takes long, done for somebody beside the requests: scanning what they uploaded.
/// A job outlives the server: one that was interrupted is taken up again. *value*
struct Job {
  std::string id;
  std::string kind;  ///< "scan".
  std::string person;
  TokenScope scope;  ///< Of the token it was asked for with: it does no more than that.
  std::string title;
  std::string state;    ///< "waiting", "running", "done", "failed" or "cancelled".
  Json request;         ///< What was asked, of the shape `DeliveryScanBody`.
  std::string result;   ///< Id of what came of it, once it is done.
  std::string problem;  ///< Why it failed, in lines as an error has them.
  std::int64_t attempts = 0;
  std::string created;
  std::string started;
  std::string ended;

  [[nodiscard]] bool is_over() const { return state != "waiting" && state != "running"; }
};

/// Asks for a delivery to be made of uploads, by a body of the shape `DeliveryScanBody`. With a
/// key, the same request sent twice is one job. Errors: InvalidInput with each place, Forbidden,
/// Conflict for an upload that another job works on and for a delivery that was replaced already.
Result<Job> begin_scan(Work& work, const Json& body, const std::string& key);

/// Errors: NotFound for one that is somebody else's, too.
Result<Job> find_job(store::Snapshot& snapshot, const Actor& actor, std::string_view id);

/// Those of one person, the newest first, before `before` (empty: from the newest on).
Result<std::vector<Job>> list_jobs(store::Snapshot& snapshot, const Actor& actor,
                                   std::string_view before, std::int64_t limit);

/// Ends a job that is not over; its uploads are there for another. Errors: NotFound, Conflict for
/// one that is over.
Result<Job> cancel_job(Work& work, std::string_view id);

/// Whether a job waits.
Result<bool> has_waiting_job(store::Snapshot& snapshot);

/// Takes the oldest job that waits; nothing where none does.
Result<std::optional<Job>> take_job(store::Transaction& transaction, Moment now);

/// Lets a job that was taken wait again: the server is stopping.
Result<void> put_job_back(store::Transaction& transaction, std::string_view id);

/// Ends a job that cannot be done; its uploads are there for another.
Result<void> fail_job(store::Transaction& transaction, std::string_view id,
                      const std::string& problem, Moment now);

/// Marks a job as done. Errors: Conflict for one that was cancelled meanwhile.
Result<void> finish_job(store::Transaction& transaction, std::string_view id,
                        const std::string& result, Moment now);

/// At the start of a server: what ran when the last one ended waits again, unless it has taken the
/// server down each time.
Result<void> recover_jobs(store::Transaction& transaction, Moment now);

/// A job as the API shows it, without its progress.
Json to_json(const Job& job);

}  // namespace gg::clearance
