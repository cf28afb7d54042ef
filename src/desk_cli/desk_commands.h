#pragma once

#include "desk_cli/reach_desk.h"

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace gg::desk_cli {

/// What people do at a desk from a terminal. One set of options for all of them; each takes some.
struct DeskCommand {
  Where where;
  bool json = false;
  std::string id;                  ///< Of the use.
  std::string file;                ///< A declaration; "-": standard input.
  std::vector<std::string> files;  ///< Assets.
  std::vector<std::string> titles;
  std::vector<std::string> states;
  std::string query;
  std::string text;      ///< A question, an answer, a reason.
  std::string reviewer;  ///< Empty: the one that is waited for.
  std::string note;
  std::vector<std::string> conditions;  ///< "owner: what".
  std::string expires;
  std::string name;     ///< Of a file, in place of its own.
  std::string purpose;  ///< Of a file.
  std::vector<std::string> sealed_for;  ///< Ids of people.
  bool is_draft = false;
  bool is_final = false;
};

Result<int> list_uses(const DeskCommand& command);
Result<int> show_use(const DeskCommand& command);
Result<int> declare_use(const DeskCommand& command);
Result<int> show_inbox(const DeskCommand& command);
Result<int> approve_use(const DeskCommand& command);
Result<int> decline_use(const DeskCommand& command);
Result<int> ask_about_use(const DeskCommand& command);
Result<int> answer_about_use(const DeskCommand& command);
Result<int> register_assets(const DeskCommand& command);
Result<int> attach_file(const DeskCommand& command);

/// All of them with their options, filled when the line is parsed.
class DeskCommandLine {
 public:
  explicit DeskCommandLine(CLI::App& app);
  [[nodiscard]] bool parsed() const;
  [[nodiscard]] int run() const;

 private:
  struct Row {
    CLI::App* app;
    Result<int> (*act)(const DeskCommand& command);
  };
  void add_reading(CLI::App& app);
  void add_reviewing(CLI::App& app);
  void add_attaching(CLI::App& app);
  CLI::App& add(CLI::App& app, const char* name, const char* help,
                Result<int> (*act)(const DeskCommand& command));

  std::unique_ptr<DeskCommand> command_ = std::make_unique<DeskCommand>();
  std::vector<Row> rows_;
};

}  // namespace gg::desk_cli
