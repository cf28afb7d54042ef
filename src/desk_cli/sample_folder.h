#pragma once

#include "base/result.h"
#include "desk/desk.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace gg::desk_cli {

/// The folder of a sample production: register, key, media and start page. It is made beside its
/// place, in FOLDER.part, and moved there when it is whole, so that what stands at its place never
/// is half of one. *value*
class SampleFolder {
 public:
  explicit SampleFolder(const std::filesystem::path& folder);

  /// True where a sample production stands. Errors: Conflict where something else stands there.
  [[nodiscard]] Result<bool> is_made() const;

  /// The secret of a link that asks somebody for their consent, as they have it in a mail.
  [[nodiscard]] std::filesystem::path talent_link() const { return folder_ / "talent-link"; }

  enum class Parts : std::uint8_t { Media, All };

  /// Makes it, in place of the one before; `listen` is where its desk will be served. Errors:
  /// Conflict where something else stands there or a desk serves it, those of what the story asks,
  /// Unavailable.
  Result<void> make(Parts parts, const std::string& listen) const;

  /// How its desk is served: mails become files in its folder.
  [[nodiscard]] desk::DeskOptions desk_options(const std::string& listen,
                                               desk::DeskOptions::Sample sample) const;

  [[nodiscard]] std::filesystem::path place() const { return folder_; }
  [[nodiscard]] std::filesystem::path register_file() const { return folder_ / "studio.db"; }
  [[nodiscard]] std::filesystem::path start_page() const { return folder_ / "start.html"; }

 private:
  std::filesystem::path folder_;
};

}  // namespace gg::desk_cli
