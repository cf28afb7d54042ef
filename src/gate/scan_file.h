#pragma once

#include "bytes/budget.h"
#include "gate/file_report.h"
#include "gate/walk.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <stop_token>
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

  struct Digester;
  [[nodiscard]] Digester& digester() { return *digester_; }
  [[nodiscard]] std::vector<std::byte>& buffer() { return buffer_; }

 private:
  std::unique_ptr<Digester> digester_;
  std::vector<std::byte> buffer_;
};

/// Reads one file: digest, format, parts, evidence. Every failure is in the report (evidence of
/// kind `unreadable`, with why and where); nothing is returned only when `stop` was asked for
/// half-way.
std::optional<FileReport> scan_file(const ListedFile& file, const ScanLimits& limits,
                                    Workspace& workspace, const std::stop_token& stop);

}  // namespace gg
