#include "desk_cli/commands.h"
#include "desk_cli/outputs_summary.h"
#include "desk_cli/pipeline_commands.h"
#include "desk_client/clearance.h"
#include "desk_client/token_file.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>

namespace gg::desk_cli {
namespace {

using desk_client::DeskClient;
using pipeline::OutputFolder;
using pipeline::Watched;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds look_every{1000};
constexpr std::chrono::milliseconds settle{1000};
constexpr std::chrono::seconds send_every{10};  ///< After the desk was away.
constexpr int looking_share = 10;  ///< At most this part of the time goes into looking.

sigset_t ending_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

/// Sleeps; true where somebody ended it.
bool is_ended_within(std::chrono::milliseconds time) {
  const auto signals = ending_signals();
  const timespec wait{.tv_sec = time.count() / 1000, .tv_nsec = time.count() % 1000 * 1'000'000};
  return sigtimedwait(&signals, nullptr, &wait) > 0;
}

/// Sends what waits. While the desk is away it is tried now and then, and said once.
class Sender {
 public:
  Sender(const OutputFolder& folder, const DeskClient& desk, bool quiet)
      : folder_(folder), desk_(desk), quiet_(quiet) {}

  Result<void> send(OutputsSummary& summary) {
    if (steady_clock::now() < next_) return {};
    TRY_LET(auto sent, pipeline::send_outputs(folder_, desk_));
    summary.sent.left = 0;
    for (const auto& item : sent.items)
      if (!quiet_)
        std::fprintf(stderr, "registered  %s  %s\n", std::string(text_member(item, "id")).c_str(),
                     std::string(text_member(item, "file")).c_str());
    if (sent.left > 0) next_ = steady_clock::now() + send_every;
    if (sent.problems != told_)
      for (const auto& problem : sent.problems)
        std::fprintf(stderr, "goodgate: %s; kept and tried again\n", problem.c_str());
    told_ = sent.problems;
    summary.sent.problems = sent.problems;
    sent.problems.clear();
    summary.add(std::move(sent));
    return {};
  }

  void send_at_once() { next_ = {}; }

 private:
  const OutputFolder& folder_;
  const DeskClient& desk_;
  bool quiet_;
  steady_clock::time_point next_;
  std::vector<std::string> told_;
};

Result<Watched> go_on_or_begin(const OutputFolder& folder, const PipelineCommand& command,
                               const DeskClient& desk) {
  TRY_LET(auto left, Watched::recover(folder, command.walk));
  if (left) {
    TRY(left->look());
    TRY(left->end());
    if (!left->noted().open.empty())
      return fail(Error{ErrorKind::Conflict,
                        "a run that did not end left files that are still being written; try "
                        "again, or run goodgate run --resume"});
  }
  return Watched::begin(folder,
                        {.server = desk.server(),
                         .use = command.use,
                         .status = command.is_final ? "final" : "temporary"},
                        command.walk, settle);
}

Result<int> watch(const PipelineCommand& command) {
  if (command.server.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "--server is missing: name the desk, or set GOODGATE_SERVER"});
  TRY_LET(const auto token, desk_client::token_for(command.server));
  TRY_LET(const auto desk, DeskClient::at(command.server, token));
  TRY(desk_client::ask_clearance(
      desk, command.use,
      std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())));
  TRY_LET(const auto folder, OutputFolder::open(command.outputs.front()));
  TRY_LET(auto watched, go_on_or_begin(folder, command, desk));
  OutputsSummary summary;
  Sender sender(folder, desk, command.json);
  std::fprintf(stderr, "goodgate: watching %s for %s; Ctrl-C ends it\n",
               command.outputs.front().c_str(), command.use.c_str());
  std::chrono::milliseconds pause = look_every;
  bool is_ended = false;
  while (!is_ended) {
    is_ended = is_ended_within(pause);
    const auto began = steady_clock::now();
    TRY(is_ended ? watched.look_until_complete(settle * 3) : watched.look());
    const auto took = std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - began);
    pause = std::max(look_every, took * looking_share);
    if (is_ended) sender.send_at_once();
    TRY(sender.send(summary));
  }
  TRY(watched.end());
  summary.add(watched.noted());
  print(summary, command.json);
  return summary.sent.left > 0 ? exit_code_of(ErrorKind::Unavailable) : 0;
}

}  // namespace

int run_watch(const PipelineCommand& command) {
  const auto signals = ending_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  const auto watched = watch(command);
  return watched.has_value() ? *watched : complain(watched.error());
}

}  // namespace gg::desk_cli
