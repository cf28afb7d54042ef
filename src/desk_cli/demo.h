#pragma once

#include <memory>
#include <string>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// `goodgate demo`: makes the sample production where there is none yet, and serves it with a link
/// for each role.
class DemoCommandLine {
 public:
  explicit DemoCommandLine(CLI::App& app);
  ~DemoCommandLine();
  DemoCommandLine(const DemoCommandLine&) = delete;
  DemoCommandLine& operator=(const DemoCommandLine&) = delete;
  [[nodiscard]] bool parsed() const;
  [[nodiscard]] int run() const;

 private:
  struct Written;
  std::unique_ptr<Written> written_;
  CLI::App* app_;
};

}  // namespace gg::desk_cli
