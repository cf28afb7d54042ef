#pragma once

#include "clearance/work.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// A file on its way in. *value*
struct Upload {
  std::string id;
  std::string person;  ///< Whose it is: nobody else sees it.
  std::string title;
  std::string
      name;  ///< Path in the delivery: "reel 1/pier.mov". Data, never a path of this machine.
  std::int64_t size_bytes = 0;
  std::int64_t received_bytes = 0;  ///< On disk for certain.
  std::string sha256;               ///< As declared; empty: not.
  std::string mark;                 ///< The client's own, by which it knows its file again.
  std::string job;                  ///< What uses it; empty: nothing yet.
  std::string created;
  std::string expires;

  [[nodiscard]] bool is_complete() const { return received_bytes == size_bytes; }
};

/// How much may come in. *value*
struct UploadLimits {
  std::int64_t file_bytes_max = 500'000'000'000;
  std::int64_t person_bytes_max = 2'000'000'000'000;  ///< Of one person, together.
  std::chrono::hours lifetime{7 * 24};                ///< Since its last byte.
};

/// Whether a name can be that of a file in a delivery: UTF-8, '/' between, no empty, "." or ".."
/// part, no backslash and no control character.
bool is_delivery_path(std::string_view name);

/// Announces a file, of the shape `UploadBody`. Errors: InvalidInput, Forbidden, LimitExceeded.
Result<Upload> begin_upload(Work& work, const Json& body, const UploadLimits& limits);

/// Errors: NotFound for one that is somebody else's, too.
Result<Upload> find_upload(store::Snapshot& snapshot, const Actor& actor, std::string_view id);

/// Those of one person, the oldest first, behind `after`.
Result<std::vector<Upload>> list_uploads(store::Snapshot& snapshot, const Actor& actor,
                                         std::string_view title, std::string_view after,
                                         std::int64_t limit);

/// The files that a job works on, by name.
Result<std::vector<Upload>> uploads_of_job(store::Snapshot& snapshot, std::string_view job);

/// Notes that its first `received` bytes are on disk, and gives it more time.
Result<void> note_received(store::Transaction& transaction, std::string_view id,
                           std::int64_t received, Moment now, const UploadLimits& limits);

/// Forgets a file. Errors: NotFound, Conflict while a job works on it.
Result<void> drop_upload(store::Transaction& transaction, const Actor& actor, std::string_view id);

/// Forgets the files whose time is over, and what was kept to look at longer than it should be.
Result<void> expire_uploads(store::Transaction& transaction, Moment now);

/// Whether the bytes of this name in the folder of uploads belong to something.
Result<bool> is_content_needed(store::Snapshot& snapshot, std::string_view id);

/// An upload as the API shows it.
Json to_json(const Upload& upload);

}  // namespace gg::clearance
