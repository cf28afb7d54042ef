#pragma once

#include "embedding/places.h"

#include <memory>
#include <string>
#include <vector>

namespace gg::signing {

/// The files of a signed stream, which appear under their names together, when all of them are
/// whole: until then they stand in a folder of their own beside their places, and are gone if they
/// are not committed. One is open at a time. *single thread*
class StreamOutputs {
 public:
  /// A file of the result: what it is made from, and its place below the folder of the result.
  struct Target {
    std::filesystem::path source;
    std::filesystem::path place;
  };

  /// Begins the files below `folder`, which is made where it is not there.
  /// Errors: Conflict (one is there already, or is a file that is read), Unavailable.
  static Result<StreamOutputs> create(const std::filesystem::path& folder,
                                      std::vector<Target> targets, embedding::Existing existing);

  StreamOutputs(StreamOutputs&&) noexcept;
  StreamOutputs& operator=(StreamOutputs&&) = delete;
  StreamOutputs(const StreamOutputs&) = delete;
  StreamOutputs& operator=(const StreamOutputs&) = delete;
  ~StreamOutputs();

  /// Opens a file of the result, each once. Errors: Unavailable.
  Result<embedding::ResultBytes*> open(std::size_t index);
  /// Ends the one that is open. Errors: Unavailable.
  Result<void> close();

  /// Moves all of them to their places, the first one last; they are on disk then. Where one cannot
  /// be, those that were there before are there again. Errors: Conflict, Unavailable.
  Result<void> commit();

 private:
  StreamOutputs(std::filesystem::path folder, std::vector<Target> targets,
                embedding::Existing existing)
      : folder_(std::move(folder)), targets_(std::move(targets)), existing_(existing) {}

  [[nodiscard]] std::filesystem::path place(std::size_t index) const {
    return folder_ / targets_[index].place;
  }
  [[nodiscard]] std::filesystem::path fresh(std::size_t index) const {
    return fresh_folder_ / "new" / targets_[index].place;
  }
  [[nodiscard]] std::filesystem::path old(std::size_t index) const {
    return fresh_folder_ / ("old-" + std::to_string(index));
  }
  Result<void> check_places() const;
  Result<void> make_folder(const std::filesystem::path& folder);
  Result<void> make_folders();
  Result<void> move_in(std::size_t index);
  void move_out(std::size_t index);
  [[nodiscard]] Result<void> sync() const;

  std::filesystem::path folder_;
  std::vector<Target> targets_;
  embedding::Existing existing_;
  std::filesystem::path fresh_folder_;  ///< Empty: nothing is left to take away.
  std::vector<std::filesystem::path> made_folders_;
  std::unique_ptr<embedding::NewFile> open_;
  bool is_committed_ = false;
};

}  // namespace gg::signing
