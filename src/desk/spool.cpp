#include "desk/spool.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg::desk {
namespace {

constexpr std::string_view mismatching_offset =
    "https://iana.org/assignments/http-problem-types#mismatching-upload-offset";

std::string why_of(int error) { return std::generic_category().message(error); }

bool is_full(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

constexpr const char* disk_is_full =
    "there is no room left for uploads on this server; what was received is kept: go on when its "
    "keeper has made room";

}  // namespace

http::Refusal wrong_offset(std::uint64_t right, std::string detail) {
  return {.status = 409,
          .detail = std::move(detail),
          .type = std::string(mismatching_offset),
          .headers = {{"Upload-Offset", std::to_string(right)}}};
}

http::Refused<std::uint64_t> SpoolFile::take_turn(std::uint64_t offset) {
  const std::scoped_lock lock(mutex_);
  if (offset == written_) return ++turn_;
  return fail(wrong_offset(written_, "Upload-Offset: " + std::to_string(written_) +
                                         " bytes are here; go on from there"));
}

http::Refused<void> SpoolFile::write(std::uint64_t turn, std::string_view bytes) {
  const std::scoped_lock lock(mutex_);
  if (turn != turn_)
    return fail(wrong_offset(written_, "another request goes on with this upload"));
  if (bytes.size() > size_ - written_)
    return http::refuse(413, "the upload was announced with " + std::to_string(size_) + " bytes");
  while (!bytes.empty()) {
    const auto done =
        ::pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(written_));
    if (done < 0 && errno == EINTR) continue;
    if (done < 0 && is_full(errno)) return http::refuse(507, disk_is_full);
    if (done <= 0)
      return http::refuse(503, "the upload cannot be written: " + why_of(done < 0 ? errno : EIO));
    written_ += static_cast<std::uint64_t>(done);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return {};
}

Result<std::uint64_t> SpoolFile::sync() {
  std::uint64_t written = 0;
  {
    const std::scoped_lock lock(mutex_);
    if (synced_ == written_) return synced_;
    written = written_;
  }
  if (::fdatasync(file_.number()) != 0)
    return fail(Error{ErrorKind::Unavailable, "the upload cannot be kept: " + why_of(errno)});
  const std::scoped_lock lock(mutex_);
  synced_ = std::max(synced_, written);
  return synced_;
}

std::uint64_t SpoolFile::unsynced_bytes() const {
  const std::scoped_lock lock(mutex_);
  return written_ - synced_;
}

http::Refused<void> Spool::check_space(std::uint64_t more) const {
  std::error_code error;
  const auto& at = std::filesystem::exists(folder_, error) ? folder_ : folder_.parent_path();
  const auto space = std::filesystem::space(at.empty() ? "." : at, error);
  if (error || (space.available >= free_bytes_min_ && space.available - free_bytes_min_ >= more))
    return {};
  return http::refuse(507, disk_is_full);
}

Result<std::shared_ptr<SpoolFile>> Spool::open(const std::string& id, std::uint64_t size,
                                               std::uint64_t received) {
  const std::scoped_lock lock(mutex_);
  if (auto file = open_[id].lock()) return file;
  std::erase_if(open_, [](const auto& one) { return one.second.expired(); });
  if (::mkdir(folder_.c_str(), 0700) != 0 && errno != EEXIST)
    return fail(Error{ErrorKind::Unavailable, "the folder of uploads: " + why_of(errno)});
  Descriptor descriptor(
      ::open(path_of(id).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!descriptor.is_open())
    return fail(Error{ErrorKind::Unavailable, "the upload cannot be written: " + why_of(errno)});
  auto file = std::make_shared<SpoolFile>(std::move(descriptor), size, received);
  open_[id] = file;
  return file;
}

std::shared_ptr<SpoolFile> Spool::find(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = open_.find(id);
  return found == open_.end() ? nullptr : found->second.lock();
}

void Spool::remove(std::string_view id) const {
  std::error_code ignored;
  std::filesystem::remove(path_of(id), ignored);
}

Result<void> Spool::sweep(
    const std::function<Result<bool>(const std::string& id)>& is_needed) const {
  std::error_code error;
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, error))
    if (auto name = entry.path().filename().string(); name.starts_with("upl_"))
      names.push_back(std::move(name));
  for (const auto& name : names) {
    TRY_LET(const bool is_wanted, is_needed(name));
    if (!is_wanted) remove(name);
  }
  return {};
}

}  // namespace gg::desk
