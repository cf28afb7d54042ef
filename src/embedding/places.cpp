#include "embedding/places.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gg::embedding {
namespace {

/// Small files are left to `commit`; big ones go to the disk in pieces that it takes well.
constexpr std::uint64_t writeback_bytes = 8U << 20;

tl::unexpected<Error> trouble(const std::string& what) {
  return fail(Error{ErrorKind::Unavailable, what + ": " + std::strerror(errno)});
}

tl::unexpected<Error> shorter() {
  return fail(Error{ErrorKind::Unavailable, "the file has become shorter while it was read"});
}

/// True when both names lead to one file.
bool are_same(const std::filesystem::path& one, const std::filesystem::path& other) {
  std::error_code none;
  return std::filesystem::equivalent(one, other, none) && !none;
}

/// Renames, but replaces nothing. Some file systems cannot refuse in one step: there the name is
/// looked at first.
bool rename_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno != EINVAL && errno != ENOSYS) return false;
  std::error_code ignored;
  if (std::filesystem::exists(to, ignored)) {
    errno = EEXIST;
    return false;
  }
  return ::rename(from.c_str(), to.c_str()) == 0;
}

/// Which names a folder has is on disk when this returns.
Result<void> sync_folder(const std::filesystem::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened.is_open() || ::fsync(opened.number()) != 0) return trouble(folder.string());
  return {};
}

}  // namespace

Result<void> MemorySource::read(std::uint64_t offset, std::span<std::byte> into) {
  if (offset > bytes_.size() || into.size() > bytes_.size() - offset) return shorter();
  std::ranges::copy(bytes_.subspan(static_cast<std::size_t>(offset), into.size()), into.begin());
  return {};
}

Result<void> MemoryResult::write(std::uint64_t offset, Bytes bytes) {
  const auto first = static_cast<std::size_t>(offset);
  if (bytes_.size() < first + bytes.size()) bytes_.resize(first + bytes.size());
  std::ranges::copy(bytes, bytes_.begin() + static_cast<std::ptrdiff_t>(first));
  return {};
}

Result<void> FileSourceBytes::read(std::uint64_t offset, std::span<std::byte> into) {
  while (!into.empty()) {
    const auto count = ::pread(descriptor_, into.data(), into.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return trouble("the file cannot be read");
    if (count == 0) return shorter();
    offset += static_cast<std::uint64_t>(count);
    into = into.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

Result<NewFile> NewFile::create(const std::filesystem::path& target,
                                const std::filesystem::path& source, const TargetRules& rules) {
  std::error_code ignored;
  const bool is_there = std::filesystem::exists(target, ignored);
  const bool onto_source = is_there && are_same(target, source);
  if (onto_source && rules.onto_source == OntoSource::Refuse)
    return fail(Error{ErrorKind::Conflict,
                      target.string() + ": is the file that is read; name another target"});
  if (is_there && !onto_source && rules.existing == Existing::Refuse)
    return fail(Error{ErrorKind::Conflict, target.string() + ": is there already"});
  auto fresh = target.string() + ".XXXXXX";
  Descriptor file(::mkostemp(fresh.data(), O_CLOEXEC));
  if (!file.is_open()) return trouble(target.string());
  struct stat as_source{};
  const bool is_known = ::stat(source.c_str(), &as_source) == 0;
  const mode_t mode = is_known ? as_source.st_mode & 0777U : 0644U;
  NewFile made(std::move(file), fresh, target, onto_source ? Existing::Replace : rules.existing);
  (void)::fchmod(made.file_.number(), mode);  // not every file system has modes
  return made;
}

NewFile::~NewFile() {
  if (file_.is_open()) ::unlink(fresh_.c_str());
}

Result<void> NewFile::write(std::uint64_t offset, Bytes bytes) {
  const ByteRange whole{offset, offset + bytes.size()};
  while (!bytes.empty()) {
    const auto count =
        ::pwrite(file_.number(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return trouble(target_.string());
    offset += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
  begin_writeback(whole);
  return {};
}

/// A hint: what goes wrong here goes wrong in `commit` too.
void NewFile::begin_writeback(ByteRange written) {
  if (written.first != in_order_end_) return;
  in_order_end_ = written.end;
  const auto waiting = in_order_end_ - on_its_way_end_;
  if (waiting < writeback_bytes) return;
  (void)::sync_file_range(file_.number(), static_cast<off_t>(on_its_way_end_),
                          static_cast<off_t>(waiting), SYNC_FILE_RANGE_WRITE);
  on_its_way_end_ = in_order_end_;
}

Result<void> NewFile::commit(OnDisk on_disk) {
  const bool is_now = on_disk == OnDisk::Now;
  if (is_now && ::fsync(file_.number()) != 0) return trouble(target_.string());
  if (existing_ == Existing::Refuse) TRY(move_to_free_name(fresh_, target_));
  if (existing_ == Existing::Replace && ::rename(fresh_.c_str(), target_.c_str()) != 0)
    return trouble(target_.string());
  file_.reset();
  if (!is_now) return {};
  return sync_folder(target_.has_parent_path() ? target_.parent_path() : ".");
}

Result<void> move_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (rename_to_free_name(from, to)) return {};
  if (errno != EEXIST) return trouble(to.string());
  return fail(Error{ErrorKind::Conflict, to.string() + ": is there already"});
}

std::filesystem::path sidecar_of(const std::filesystem::path& asset) {
  auto path = asset;
  path += ".c2pa";
  return path;
}

Result<void> write_sidecar(const std::filesystem::path& asset, Bytes store, Existing existing) {
  TRY_LET(auto file, NewFile::create(sidecar_of(asset), asset, {.existing = existing}));
  TRY(file.write(0, store));
  return file.commit();
}

}  // namespace gg::embedding
