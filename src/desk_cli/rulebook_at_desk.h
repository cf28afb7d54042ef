#pragma once

#include "desk_cli/reach_desk.h"

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// What `goodgate rulebook push`, `propose` and `publish` take; each uses its own part.
struct BookCommand {
  Where where;
  bool json = false;
  bool no_wait = false;
  std::string book;  ///< A file; or the id of a version at the desk, or "house@2026-12".
  std::string from;  ///< The first day; empty: today.
  std::string why;
};

/// Sends a file as a version of the desk's, or in place of the draft of that version, waits until
/// it is checked and tells what was found. Errors: InvalidInput with each wrong cell; those of the
/// desk.
Result<int> push_book(const BookCommand& command);
Result<int> propose_book(const BookCommand& command);
Result<int> publish_book(const BookCommand& command);

/// These commands with their options, under `rulebook`.
class BookCommandLine {
 public:
  explicit BookCommandLine(CLI::App& app);
  [[nodiscard]] bool parsed() const;
  [[nodiscard]] int run() const;

 private:
  struct Row {
    CLI::App* app;
    Result<int> (*act)(const BookCommand& command);
  };
  CLI::App& add(CLI::App& app, const char* name, const char* help,
                Result<int> (*act)(const BookCommand& command));

  std::unique_ptr<BookCommand> command_ = std::make_unique<BookCommand>();
  std::vector<Row> rows_;
};

}  // namespace gg::desk_cli
