#pragma once

#include "pipeline/find_outputs.h"
#include "pipeline/output_folder.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace gg::pipeline {

/// What a run or a watch found so far. *value*
struct Noted {
  std::size_t files = 0;          ///< Put into the journal.
  std::vector<std::string> open;  ///< Still being written.
  std::vector<std::string> empty;
  std::vector<std::string> failed;
};

/// A folder between the beginning of a run and its end: what appears in it goes into its journal.
/// Dying at any point loses nothing: the next one that has the folder finds it. The folder outlives
/// it. *single thread*
class Watched {
 public:
  /// Begins: what stands there now was not made by this run. Errors: Conflict where an earlier run
  /// did not end (`recover` ends it), those of the folder.
  static Result<Watched> begin(const OutputFolder& folder, Job job, const WalkOptions& walk,
                               std::chrono::milliseconds settle);

  /// Goes on where a run that died stopped. Nothing where none did.
  static Result<std::optional<Watched>> recover(const OutputFolder& folder,
                                                const WalkOptions& walk);

  /// Looks once, and puts what is complete into the journal.
  Result<void> look();

  /// Looks until nothing is being written, or `patience` is over.
  Result<void> look_until_complete(std::chrono::milliseconds patience);

  /// Ends the run, unless a file is still being written: then `recover` goes on with it.
  Result<void> end();

  [[nodiscard]] const Noted& noted() const { return noted_; }

 private:
  Watched(const OutputFolder& folder, Begun begun, const WalkOptions& walk,
          std::chrono::milliseconds settle);

  const OutputFolder* folder_;
  Begun begun_;
  OutputFinder finder_;
  Noted noted_;
};

}  // namespace gg::pipeline
