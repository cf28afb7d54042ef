#pragma once

#include "base/result.h"
#include "rulebook/declaration.h"

#include <cstdint>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::cli {

/// What the commands under `goodgate rulebook` take; each uses its own part.
struct RulebookCommand {
  std::vector<std::string> books;  ///< As `shelf::load_book` names them.
  std::string input;  ///< A declaration, a record, past declarations; "-": standard input.
  std::string as_of;
  std::string output = "-";
  std::string form;     ///< Of an export: yaml, csv, xlsx, dmn.
  std::string against;  ///< The earlier version: of a difference or a replay.
  unsigned timeout_s = 60;
  bool json = false;
  bool write = false;    ///< `check`: put the file into canonical form.
  bool shipped = false;  ///< Every book that comes with the program.
  bool all = false;      ///< `replay`: tell the unchanged ones too.
};

int run_rulebook_list(const RulebookCommand& command);
int run_rulebook_decide(const RulebookCommand& command);
int run_rulebook_explain(const RulebookCommand& command);
int run_rulebook_recompute(const RulebookCommand& command);
int run_rulebook_check(const RulebookCommand& command);
int run_rulebook_test(const RulebookCommand& command);
int run_rulebook_export(const RulebookCommand& command);
int run_rulebook_replay(const RulebookCommand& command);
int run_rulebook_prove(const RulebookCommand& command);
int run_rulebook_diff(const RulebookCommand& command);

/// Adds `rulebook` and its commands; the returned function runs what was parsed.
class RulebookCommandLine {
 public:
  explicit RulebookCommandLine(CLI::App& app);
  /// Whether one of them was asked for.
  [[nodiscard]] bool parsed() const;
  /// Whether it is one that goodgate-desk carries out: push, propose, publish.
  [[nodiscard]] bool is_at_desk() const;
  [[nodiscard]] int run() const;

 private:
  struct Entry {
    CLI::App* app;
    int (*run)(const RulebookCommand&);
  };
  CLI::App* add(const char* name, const char* help, int (*perform)(const RulebookCommand&));
  void add_proofs();
  void add_at_desk();
  void add_books(CLI::App& command, const char* help);

  CLI::App* rulebook_;
  RulebookCommand command_;
  std::vector<Entry> entries_;
  std::vector<CLI::App*> at_desk_;
};

/// Standard input ("-") or a file. Errors: as `read_existing`.
Result<std::string> read_input(const std::string& path, std::uintmax_t bytes_max);

/// `declaration` with `--as-of`, or today where neither says a day. Errors: InvalidInput.
Result<void> set_day(rulebook::Declaration& declaration, const std::string& as_of);

/// The books of the command, else those the declaration names, else the studio's guidance.
std::vector<std::string> books_of(const RulebookCommand& command,
                                  const rulebook::Declaration& declaration);

/// The books of the command, with every shipped one where that was asked for.
std::vector<std::string> books_named(const RulebookCommand& command);

/// A failure on standard error, as its exit code.
int complain(const Error& error);

}  // namespace gg::cli
