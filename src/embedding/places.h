#pragma once

#include "base/descriptor.h"
#include "base/result.h"
#include "bytes/byte_range.h"
#include "bytes/fault.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace gg::embedding {

/// What a plan reads from. *single thread*
class SourceBytes {
 public:
  virtual ~SourceBytes() = default;
  /// Fills `into` with the bytes from `offset`. Errors: Unavailable, also where there are fewer.
  virtual Result<void> read(std::uint64_t offset, std::span<std::byte> into) = 0;
};

/// What a plan writes to. *single thread*
class ResultBytes {
 public:
  virtual ~ResultBytes() = default;
  /// Errors: Unavailable.
  virtual Result<void> write(std::uint64_t offset, Bytes bytes) = 0;
};

/// Bytes in memory, which must outlive this.
class MemorySource final : public SourceBytes {
 public:
  explicit MemorySource(Bytes bytes) : bytes_(bytes) {}
  Result<void> read(std::uint64_t offset, std::span<std::byte> into) override;

 private:
  Bytes bytes_;
};

/// A result in memory.
class MemoryResult final : public ResultBytes {
 public:
  Result<void> write(std::uint64_t offset, Bytes bytes) override;
  [[nodiscard]] const std::vector<std::byte>& bytes() const { return bytes_; }

 private:
  std::vector<std::byte> bytes_;
};

/// An open file. Does not own the descriptor.
class FileSourceBytes final : public SourceBytes {
 public:
  explicit FileSourceBytes(int descriptor) : descriptor_(descriptor) {}
  Result<void> read(std::uint64_t offset, std::span<std::byte> into) override;

 private:
  int descriptor_;
};

/// What to do where the target is there already.
enum class Existing : std::uint8_t { Refuse, Replace };
/// Whether the target may be the very file that is read.
enum class OntoSource : std::uint8_t { Refuse, Allow };

/// Whether a file has to be on disk when it is put in its place, or whoever put several there sees
/// to it.
enum class OnDisk : std::uint8_t { Now, Later };

struct TargetRules {
  Existing existing = Existing::Refuse;
  OntoSource onto_source = OntoSource::Refuse;
};

/// A new file that appears under its name when it is whole: written beside it first, and gone if
/// it is not committed. *single thread*
class NewFile final : public ResultBytes {
 public:
  /// Begins the file that will be `target`; `source` is the file it is made from.
  /// Errors: Conflict (there already, or the source itself), Unavailable.
  static Result<NewFile> create(const std::filesystem::path& target,
                                const std::filesystem::path& source, const TargetRules& rules = {});

  NewFile(NewFile&&) noexcept = default;
  NewFile& operator=(NewFile&&) = delete;
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile() override;

  /// What is written in order begins to go to the disk at once, so that `commit` finds it there.
  Result<void> write(std::uint64_t offset, Bytes bytes) override;

  /// Puts the file in its place, on disk when this returns unless `Later`. Errors: Conflict,
  /// Unavailable.
  Result<void> commit(OnDisk on_disk = OnDisk::Now);

 private:
  NewFile(Descriptor file, std::filesystem::path fresh, std::filesystem::path target,
          Existing existing)
      : file_(std::move(file)),
        fresh_(std::move(fresh)),
        target_(std::move(target)),
        existing_(existing) {}

  void begin_writeback(ByteRange written);

  Descriptor file_;
  std::filesystem::path fresh_;  ///< Where it stands until it is whole.
  std::filesystem::path target_;
  Existing existing_;
  std::uint64_t in_order_end_ = 0;    ///< Up to here it was written without a gap.
  std::uint64_t on_its_way_end_ = 0;  ///< Up to here the disk was told.
};

/// Renames a file, and replaces none. Errors: Conflict (there already), Unavailable.
Result<void> move_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to);

/// Where the store of a file stands that has no place for it inside: NAME.EXT.c2pa beside it.
/// Source: C2PA 2.2 sections 11.4 and 15.5.3.1.
std::filesystem::path sidecar_of(const std::filesystem::path& asset);

/// Writes that file, whole or not at all. Errors: Conflict (there already), Unavailable.
Result<void> write_sidecar(const std::filesystem::path& asset, Bytes store,
                           Existing existing = Existing::Refuse);

}  // namespace gg::embedding
