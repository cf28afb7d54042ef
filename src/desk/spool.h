#pragma once

#include "base/descriptor.h"
#include "base/result.h"
#include "http/refusal.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace gg::desk {

/// Uploads follow draft-ietf-httpbis-resumable-upload (-08 and later) in all but how they are
/// announced: by a JSON document.
inline constexpr std::string_view partial_upload = "application/partial-upload";

/// One file that comes in, shared by all requests that send parts of it. *thread-safe*
class SpoolFile {
 public:
  /// `received` bytes of `size` are there.
  SpoolFile(Descriptor file, std::uint64_t size, std::uint64_t received)
      : file_(std::move(file)), size_(size), written_(received), synced_(received) {}

  /// Makes the caller the one who writes from `offset` on; who did before writes no more. Refused
  /// with 409 and the right offset.
  http::Refused<std::uint64_t> take_turn(std::uint64_t offset);

  /// Writes the next bytes, for who has the turn. Refused with 409 for who has not, 413 behind the
  /// end, 507 where the disk is full: what was written before stays.
  http::Refused<void> write(std::uint64_t turn, std::string_view bytes);

  /// Puts all that was written on disk: the bytes that are there for certain. Errors: Unavailable.
  Result<std::uint64_t> sync();

  /// What was written and not yet put on disk.
  [[nodiscard]] std::uint64_t unsynced_bytes() const;

 private:
  const Descriptor file_;
  const std::uint64_t size_;
  mutable std::mutex mutex_;
  std::uint64_t written_;  ///< Behind `mutex_`, as the two below.
  std::uint64_t synced_;
  std::uint64_t turn_ = 0;
};

/// The folder where uploads lie, each under its id, readable by its owner alone. *thread-safe*
class Spool {
 public:
  /// `free_bytes_min`: what stays free on its disk. The folder is made with the first file.
  Spool(std::filesystem::path folder, std::uint64_t free_bytes_min)
      : folder_(std::move(folder)), free_bytes_min_(free_bytes_min) {}

  /// Whether `more` bytes find room. Refused with 507.
  [[nodiscard]] http::Refused<void> check_space(std::uint64_t more) const;

  /// The file of an upload, to write to: the one that others write to, if there is one. Errors:
  /// Unavailable.
  Result<std::shared_ptr<SpoolFile>> open(const std::string& id, std::uint64_t size,
                                          std::uint64_t received);
  /// The file, if somebody writes to it now.
  [[nodiscard]] std::shared_ptr<SpoolFile> find(const std::string& id) const;

  /// Where the bytes of an id lie.
  [[nodiscard]] std::filesystem::path path_of(std::string_view id) const { return folder_ / id; }
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  void remove(std::string_view id) const;

  /// Removes every upload's file that nobody needs.
  Result<void> sweep(const std::function<Result<bool>(const std::string& id)>& is_needed) const;

 private:
  const std::filesystem::path folder_;
  const std::uint64_t free_bytes_min_;
  mutable std::mutex mutex_;
  std::map<std::string, std::weak_ptr<SpoolFile>> open_;  ///< Behind `mutex_`.
};

/// The refusal that says how far an upload is.
http::Refusal wrong_offset(std::uint64_t right, std::string detail);

}  // namespace gg::desk
