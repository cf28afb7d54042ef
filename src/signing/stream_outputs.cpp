#include "signing/stream_outputs.h"

#include "base/descriptor.h"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

namespace gg::signing {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> refuse_target(ErrorKind kind, const fs::path& path, const std::string& why) {
  return fail(Error{kind, path.string() + ": " + why});
}

bool are_same(const fs::path& one, const fs::path& other) {
  std::error_code none;
  return fs::equivalent(one, other, none) && !none;
}

}  // namespace

Result<StreamOutputs> StreamOutputs::create(const fs::path& folder, std::vector<Target> targets,
                                            embedding::Existing existing) {
  StreamOutputs outputs(folder, std::move(targets), existing);
  TRY(outputs.check_places());
  TRY(outputs.make_folders());
  return outputs;
}

StreamOutputs::StreamOutputs(StreamOutputs&& other) noexcept
    : folder_(std::move(other.folder_)),
      targets_(std::move(other.targets_)),
      existing_(other.existing_),
      fresh_folder_(std::exchange(other.fresh_folder_, {})),
      made_folders_(std::exchange(other.made_folders_, {})),
      open_(std::move(other.open_)),
      is_committed_(other.is_committed_) {}

StreamOutputs::~StreamOutputs() {
  open_.reset();
  std::error_code ignored;
  if (!fresh_folder_.empty()) fs::remove_all(fresh_folder_, ignored);
  if (is_committed_) return;
  for (auto made = made_folders_.rbegin(); made != made_folders_.rend(); ++made)
    ::rmdir(made->c_str());  // what somebody else put something into stays
}

Result<void> StreamOutputs::check_places() const {
  for (std::size_t index = 0; index < targets_.size(); ++index) {
    std::error_code ignored;
    if (are_same(place(index), targets_[index].source))
      return refuse_target(ErrorKind::Conflict, place(index),
                           "is a file that is read; name another folder");
    if (existing_ == embedding::Existing::Refuse && fs::exists(place(index), ignored))
      return refuse_target(ErrorKind::Conflict, place(index), "is there already");
  }
  return {};
}

/// With the folders above it; remembers those that were not there.
Result<void> StreamOutputs::make_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return {};
  TRY(make_folder(folder.parent_path()));
  if (!fs::create_directory(folder, error) && error)
    return refuse_target(ErrorKind::Unavailable, folder, error.message());
  made_folders_.push_back(folder);
  return {};
}

Result<void> StreamOutputs::make_folders() {
  TRY(make_folder(folder_));
  auto name = (folder_ / ".signing-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    return refuse_target(ErrorKind::Unavailable, folder_, std::strerror(errno));
  fresh_folder_ = name;
  for (std::size_t index = 0; index < targets_.size(); ++index) {
    TRY(make_folder(place(index).parent_path()));
    std::error_code error;
    fs::create_directories(fresh(index).parent_path(), error);
    if (error)
      return refuse_target(ErrorKind::Unavailable, fresh(index).parent_path(), error.message());
  }
  return {};
}

Result<embedding::ResultBytes*> StreamOutputs::open(std::size_t index) {
  TRY_LET(auto file, embedding::NewFile::create(fresh(index), targets_[index].source));
  open_ = std::make_unique<embedding::NewFile>(std::move(file));
  return open_.get();
}

Result<void> StreamOutputs::close() {
  TRY(open_->commit(embedding::OnDisk::Later));
  open_.reset();
  return {};
}

Result<void> StreamOutputs::move_in(std::size_t index) {
  if (existing_ == embedding::Existing::Replace &&
      ::rename(place(index).c_str(), old(index).c_str()) != 0 && errno != ENOENT)
    return refuse_target(ErrorKind::Unavailable, place(index), std::strerror(errno));
  auto moved = embedding::move_to_free_name(fresh(index), place(index));
  if (moved.has_value()) return {};
  (void)::rename(old(index).c_str(), place(index).c_str());
  return moved;
}

void StreamOutputs::move_out(std::size_t index) {
  (void)::rename(place(index).c_str(), fresh(index).c_str());
  (void)::rename(old(index).c_str(), place(index).c_str());
}

/// One call for all files, however many: each by itself would wait for the disk twice.
Result<void> StreamOutputs::sync() const {
  const Descriptor opened(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.is_open() && ::syncfs(opened.number()) == 0) return {};
  return refuse_target(ErrorKind::Unavailable, folder_, std::strerror(errno));
}

Result<void> StreamOutputs::commit() {
  TRY(sync());
  for (std::size_t index = targets_.size(); index-- > 0;) {
    auto moved = move_in(index);
    if (moved.has_value()) continue;
    for (std::size_t each = index + 1; each < targets_.size(); ++each) move_out(each);
    return moved;
  }
  is_committed_ = true;
  return sync();
}

}  // namespace gg::signing
