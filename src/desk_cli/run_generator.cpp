#include "base/text.h"
#include "desk_cli/commands.h"
#include "desk_cli/outputs_summary.h"
#include "desk_cli/pipeline_commands.h"
#include "desk_client/clearance.h"
#include "desk_client/token_file.h"
#include "pipeline/run_command.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>

namespace gg::desk_cli {
namespace {

using desk_client::DeskClient;
using pipeline::OutputFolder;
using pipeline::Watched;

constexpr int not_cleared = 77;
constexpr int not_found = 127;
constexpr int not_startable = 126;

std::chrono::sys_seconds now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::chrono::milliseconds patience_of(const PipelineCommand& command) {
  return std::chrono::seconds(command.wait_seconds);
}

Result<std::deque<OutputFolder>> open_folders(const PipelineCommand& command) {
  auto roots = command.outputs;
  if (roots.empty()) roots.emplace_back(".");
  std::deque<OutputFolder> folders;
  for (const auto& root : roots) {
    TRY_LET(auto folder, OutputFolder::open(root));
    folders.push_back(std::move(folder));
  }
  return folders;
}

/// Ends runs that died in these folders: what they made goes into the journal.
Result<void> recover(const std::deque<OutputFolder>& folders, const PipelineCommand& command,
                     OutputsSummary& summary) {
  for (const auto& folder : folders) {
    TRY_LET(auto left, Watched::recover(folder, command.walk));
    if (!left) continue;
    TRY(left->look_until_complete(patience_of(command)));
    TRY(left->end());
    summary.add(left->noted());
  }
  return {};
}

Result<void> send(const std::deque<OutputFolder>& folders, const DeskClient& desk,
                  OutputsSummary& summary) {
  for (const auto& folder : folders) {
    TRY_LET(auto sent, pipeline::send_outputs(folder, desk));
    summary.add(std::move(sent));
  }
  return {};
}

Result<desk_client::Clearance> clearance_for(const PipelineCommand& command,
                                             const DeskClient& desk) {
  if (command.clearance.empty()) return desk_client::ask_clearance(desk, command.use, now());
  return desk_client::verify_clearance(desk.server(), command.clearance, command.use, now());
}

/// The desk of a run; without a token where another's clearance was given and nothing is asked.
Result<DeskClient> desk_of(const PipelineCommand& command) {
  if (command.server.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "--server is missing: name the desk, or set GOODGATE_SERVER"});
  auto token = desk_client::token_for(command.server);
  if (!token.has_value() && command.clearance.empty()) return fail(token.error());
  return DeskClient::at(command.server, token.value_or(std::string()));
}

Result<std::deque<Watched>> begin(const std::deque<OutputFolder>& folders,
                                  const PipelineCommand& command, const DeskClient& desk) {
  std::deque<Watched> watched;
  for (const auto& folder : folders) {
    TRY_LET(auto one, Watched::begin(folder,
                                     {.server = desk.server(),
                                      .use = command.use,
                                      .status = command.is_final ? "final" : "temporary"},
                                     command.walk, std::chrono::milliseconds(0)));
    watched.push_back(std::move(one));
  }
  return watched;
}

Result<void> finish(const PipelineCommand& command, std::deque<Watched>& watched,
                    OutputsSummary& summary) {
  for (auto& one : watched) {
    TRY(one.look_until_complete(patience_of(command)));
    TRY(one.end());
    summary.add(one.noted());
  }
  return {};
}

Result<int> start(const PipelineCommand& command, const std::string& clearance) {
  return pipeline::run_command(command.command,
                               {{"GOODGATE_CLEARANCE", clearance}, {"GOODGATE_USE", command.use}},
                               {"GOODGATE_TOKEN"});
}

int code_of(const Result<int>& ended) {
  if (ended.has_value()) return *ended;
  std::fprintf(stderr, "goodgate: %s\n", ended.error().message.c_str());
  return ended.error().kind == ErrorKind::NotFound ? not_found : not_startable;
}

int refuse(const Error& error) {
  std::fprintf(stderr, "goodgate: not started: %s\n", error.message.c_str());
  const bool is_word_of_desk =
      error.kind == ErrorKind::Conflict || error.kind == ErrorKind::Forbidden;
  return is_word_of_desk ? not_cleared : exit_code_of(error.kind);
}

/// After the command's end its exit code counts; what went wrong with registering is only said.
void register_outputs(const PipelineCommand& command, const std::deque<OutputFolder>& folders,
                      const DeskClient& desk, std::deque<Watched>& watched,
                      OutputsSummary& summary) {
  auto done = finish(command, watched, summary);
  if (done.has_value()) done = send(folders, desk, summary);
  if (!done.has_value())
    std::fprintf(stderr, "goodgate: %s; goodgate run --resume goes on from here\n",
                 done.error().message.c_str());
  print(summary, command.json);
}

Result<int> resume(const PipelineCommand& command) {
  OutputsSummary summary;
  TRY_LET(const auto folders, open_folders(command));
  TRY(recover(folders, command, summary));
  std::vector<std::string> servers;
  for (const auto& folder : folders) {
    TRY_LET(const auto waiting, folder.waiting());
    for (const auto& output : waiting)
      if (!contains(servers, output.server)) servers.push_back(output.server);
  }
  for (const auto& server : servers) {
    TRY_LET(const auto token, desk_client::token_for(server));
    TRY_LET(const auto desk, DeskClient::at(server, token));
    TRY(send(folders, desk, summary));
  }
  print(summary, command.json);
  return summary.sent.left > 0 || !summary.noted.open.empty() ? exit_code_of(ErrorKind::Unavailable)
                                                              : 0;
}

}  // namespace

int run_generator(const PipelineCommand& command) {
  if (command.resume) {
    const auto resumed = resume(command);
    return resumed.has_value() ? *resumed : complain(resumed.error());
  }
  const auto desk = desk_of(command);
  if (!desk.has_value()) return refuse(desk.error());
  const auto clearance = clearance_for(command, *desk);
  if (!clearance.has_value()) return refuse(clearance.error());
  OutputsSummary summary;
  const auto folders = open_folders(command);
  if (!folders.has_value()) return complain(folders.error());
  if (const auto recovered = recover(*folders, command, summary); !recovered.has_value())
    return complain(recovered.error());
  auto watched = begin(*folders, command, *desk);
  if (!watched.has_value()) return complain(watched.error());
  const int code = code_of(start(command, clearance->token));
  register_outputs(command, *folders, *desk, *watched, summary);
  return code;
}

}  // namespace gg::desk_cli
