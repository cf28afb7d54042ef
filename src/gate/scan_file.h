#pragma once

#include "bytes/budget.h"
#include "gate/credential_terms.h"
#include "gate/file_report.h"
#include "gate/walk.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace gg {

/// What one worker thread reuses from file to file. *single thread*
class Workspace {
 public:
  Workspace();
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;
  ~Workspace();

  /// A file up to this size is read whole and walked in memory; a bigger one is walked through a
  /// `FileSource` and hashed in a stream, with the same result.
  static constexpr std::size_t whole_file_bytes_max = 4U << 20;
  /// 64 KiB stays in the first caches: measured 88 to 90 % of `openssl speed sha256`, where 1 MiB
  /// gave 80 %.
  static constexpr std::size_t hash_step_bytes = 64U << 10;

  /// Where the bytes of big files are counted while they are read.
  void count_into(std::atomic<std::uint64_t>* counter) { counter_ = counter; }
  void count(std::uint64_t bytes) {
    if (counter_ == nullptr) return;
    counter_->fetch_add(bytes);
    counted_ += bytes;
  }
  /// What was counted since this was asked last.
  std::uint64_t take_counted() { return std::exchange(counted_, 0); }

  struct Digester;
  [[nodiscard]] Digester& digester() { return *digester_; }
  [[nodiscard]] std::vector<std::byte>& buffer() { return buffer_; }

 private:
  std::unique_ptr<Digester> digester_;
  std::vector<std::byte> buffer_;
  std::atomic<std::uint64_t>* counter_ = nullptr;
  std::uint64_t counted_ = 0;
};

/// A file to scan, and what of the delivery belongs to it. *value, of views*
struct FileToScan {
  const ListedFile& file;
  const ListedFile* sidecar = nullptr;  ///< The .c2pa file beside it, where there is one.
  const ListedFile* owner = nullptr;    ///< It is such a sidecar: of this file.
};

/// How files are scanned. *value, of views*
struct FileScan {
  const ScanLimits& limits;
  const CredentialTerms* credentials = nullptr;  ///< Null: they are listed, not validated.
};

/// Reads one file: digest, format, parts, credentials, evidence. Every failure is in the report
/// (evidence of kind `unreadable`, with why and where); nothing is returned only when `stop` was
/// asked for half-way.
std::optional<FileReport> scan_file(const FileToScan& file, const FileScan& terms,
                                    Workspace& workspace, const std::stop_token& stop);

}  // namespace gg
