#include "desk_cli/outputs_summary.h"

#include "base/text.h"

#include <cstdio>

namespace gg::desk_cli {
namespace {

void append(std::vector<std::string>& all, const std::vector<std::string>& more) {
  for (const auto& one : more) all.push_back(to_utf8(one));
}

void say(const char* heading, const std::vector<std::string>& lines) {
  for (const auto& line : lines) std::fprintf(stderr, "goodgate: %s%s\n", heading, line.c_str());
}

std::size_t count_of(const Json& items, std::string_view result) {
  std::size_t count = 0;
  for (const auto& item : items) count += text_member(item, "result") == result ? 1U : 0U;
  return count;
}

}  // namespace

void OutputsSummary::add(const pipeline::Noted& more) {
  noted.files += more.files;
  append(noted.open, more.open);
  append(noted.empty, more.empty);
  append(noted.failed, more.failed);
}

void OutputsSummary::add(pipeline::Sent more) {
  for (auto& item : more.items) sent.items.push_back(std::move(item));
  sent.left += more.left;
  for (const auto& problem : more.problems)
    if (!contains(sent.problems, problem)) sent.problems.push_back(problem);
}

void print(const OutputsSummary& summary, bool json) {
  const auto& [noted, sent] = summary;
  if (json) {
    const Json document{{"registered", sent.items},  {"waiting", sent.left},
                        {"problems", sent.problems}, {"open", noted.open},
                        {"empty", noted.empty},      {"unreadable", noted.failed}};
    std::printf("%s\n", document.dump(2).c_str());
    return;
  }
  for (const auto& item : sent.items)
    std::fprintf(stderr, "%s  %s  %s\n",
                 text_member(item, "result") == "applied" ? "registered" : "known     ",
                 std::string(text_member(item, "id")).c_str(),
                 std::string(text_member(item, "file")).c_str());
  std::fprintf(stderr, "goodgate: %zu registered, %zu known before, %zu waiting to be sent\n",
               count_of(sent.items, "applied"), count_of(sent.items, "no_op"), sent.left);
  say("not registered: ", sent.problems);
  if (sent.left > 0)
    std::fprintf(stderr,
                 "goodgate: they are kept beside the outputs; send them by goodgate run "
                 "--resume\n");
  say("still being written, register it by goodgate run --resume: ", noted.open);
  say("empty, not registered: ", noted.empty);
  say("cannot be read: ", noted.failed);
}

}  // namespace gg::desk_cli
