#pragma once

#include "base/descriptor.h"
#include "base/result.h"
#include "gate/walk.h"
#include "json/json.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gg::pipeline {

/// For whom files are registered. *value*
struct Job {
  std::string server;
  std::string use;
  std::string status;  ///< "temporary" or "final".
};

/// What stands in a folder, by path below it.
using Stamps = std::map<std::string, FileStamp>;

/// A file that was made and is to be registered.
struct Output {
  std::string server;
  std::string use;
  Json asset;  ///< One of `OutputsBody`.
};

/// What a run left that did not come to its end.
struct Begun {
  Job job;
  Stamps before;
};

/// A folder that tools write to, with what must not be lost beside their files: `.goodgate/` holds
/// what stood there when a run began, and what waits to be registered. Each is on disk before the
/// step that relies on it. One run at a time has the folder; the system takes it back when the
/// program dies. Errors of all members: Unavailable where it cannot be read or written.
class OutputFolder {
 public:
  static constexpr std::string_view state_folder = ".goodgate";

  /// Errors: NotFound where there is no folder, Conflict where another run has it.
  static Result<OutputFolder> open(const std::filesystem::path& root);

  [[nodiscard]] const std::filesystem::path& root() const { return root_; }

  /// Nothing where the last run came to its end. Errors: InvalidInput for what we did not write.
  [[nodiscard]] Result<std::optional<Begun>> begun() const;
  [[nodiscard]] Result<void> begin(const Job& job, const Stamps& before) const;
  [[nodiscard]] Result<void> end() const;

  /// What waits to be registered, oldest first.
  [[nodiscard]] Result<std::vector<Output>> waiting() const;
  [[nodiscard]] Result<void> add(const std::vector<Output>& outputs) const;
  /// `left` in place of all that waits.
  [[nodiscard]] Result<void> keep(const std::vector<Output>& left) const;

 private:
  OutputFolder(std::filesystem::path root, Descriptor lock)
      : root_(std::move(root)), lock_(std::move(lock)) {}
  [[nodiscard]] std::filesystem::path state(const char* name) const;

  std::filesystem::path root_;
  Descriptor lock_;
};

}  // namespace gg::pipeline
