#pragma once

#include "base/result.h"
#include "desk/desk.h"

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// The settings of `goodgate serve`: from the command line, else from the environment, else from
/// the file of --config, else as they are in the house.
class ServeOptions {
 public:
  explicit ServeOptions(CLI::App& serve);
  ~ServeOptions();
  ServeOptions(const ServeOptions&) = delete;
  ServeOptions& operator=(const ServeOptions&) = delete;

  /// Once the command line was parsed. Errors: InvalidInput with the place in the file.
  Result<desk::DeskOptions> read();

 private:
  void add_upload_settings();
  Result<void> read_upload_settings(desk::UploadSettings& uploads) const;

  struct Written;
  CLI::App& serve_;
  std::unique_ptr<Written> written_;
};

}  // namespace gg::desk_cli
