#include "base/text.h"
#include "base/whole_file.h"
#include "cli/output_file.h"
#include "desk_cli/approval_commands.h"
#include "documents/check_approval.h"
#include "report/safe_text.h"

#include <cstdio>
#include <filesystem>

namespace gg::desk_cli {
namespace {

constexpr int not_verified = 1;

Result<ledger::VerifierKey> key_given(const std::string& text) {
  std::error_code ignored;
  if (!std::filesystem::exists(text, ignored)) return ledger::VerifierKey::parse(text);
  TRY_LET(const auto file, read_existing(text));
  return ledger::VerifierKey::parse(trimmed(file));
}

/// What the desk says of an approval now.
Result<Json> asked(const ApprovalCommand& command, const std::string& id) {
  TRY_LET(const auto reached, reach_desk(command.where));
  return reached.client.get("/approvals/" + desk_client::encoded(id) + "/document?format=json");
}

void add_state(documents::ApprovalChecks& checks, const Json& answer, const std::string& server) {
  const auto* print = find_member(answer, "print");
  const std::string state(print == nullptr ? std::string_view() : text_member(*print, "state"));
  if (state == "in_force")
    return checks.add("state", documents::Finding::Good, "in force, says " + server + " now");
  const std::string since(text_member(*print, "ended_at"));
  const std::string why(text_member(*print, "ended_why"));
  checks.add("state", documents::Finding::Wrong,
             "it does not hold any more: " + state + (since.empty() ? "" : " since " + since) +
                 (why.empty() ? "" : ", " + why));
}

std::string_view word_of(documents::Finding finding) {
  switch (finding) {
    case documents::Finding::Good:
      return "good";
    case documents::Finding::Wrong:
      return "WRONG";
    case documents::Finding::NotChecked:
      break;
  }
  return "not checked";
}

void print_json(const documents::ApprovalChecks& checks) {
  Json list = Json::array();
  for (const auto& check : checks.checks)
    list.push_back(
        {{"what", check.what}, {"finding", word_of(check.finding)}, {"says", check.says}});
  const Json all{{"verified", checks.is_verified()},
                 {"approval", checks.id},
                 {"title_name", checks.title_name},
                 {"summary", checks.summary},
                 {"checks", std::move(list)}};
  std::printf("%s\n", all.dump(2).c_str());
}

void print_text(const documents::ApprovalChecks& checks) {
  std::printf("%s: %s, %s: %s\n",
              checks.is_verified() ? "VERIFIED"
              : checks.has_wrong() ? "NOT VERIFIED"
                                   : "NOT VERIFIED YET",
              report::visible(checks.id).c_str(), report::visible(checks.title_name).c_str(),
              report::visible(checks.summary).c_str());
  for (const auto& check : checks.checks)
    std::printf("  %-11s %-11s %s\n", check.what.c_str(), word_of(check.finding).data(),
                report::visible(check.says).c_str());
}

}  // namespace

Result<int> verify_approval(const ApprovalCommand& command) {
  documents::Known known;
  if (!command.key.empty()) {
    TRY_LET(known.key, key_given(command.key));
  }
  for (const auto& path : command.checkpoints) {
    TRY_LET(auto note, read_existing(path));
    known.checkpoints.push_back(std::move(note));
  }
  TRY_LET(const auto bytes, read_existing(command.file));
  TRY_LET(const auto printed, documents::read_printed_approval(bytes));
  std::optional<Json> answer;
  if (!command.where.server.empty()) {
    TRY_LET(const auto first, documents::check_approval(bytes, known));
    TRY_LET(answer, asked(command, first.id));
    const auto* ledger = find_member(*answer, "ledger");
    if (!known.key && ledger != nullptr) {
      TRY_LET(known.key, ledger::VerifierKey::parse(text_member(*ledger, "key")));
    }
  }
  TRY_LET(auto checks, documents::check_approval(bytes, known));
  if (answer)
    add_state(checks, *answer, command.where.server);
  else
    checks.add("state", documents::Finding::NotChecked,
               "it may have been revoked since; the desk knows: --server");
  if (!command.print.empty()) {
    TRY_LET(const auto pages, documents::approval_pdf(printed));
    TRY(cli::write_output(command.print, pages));
  }
  command.json ? print_json(checks) : print_text(checks);
  return checks.is_verified() ? 0 : not_verified;
}

}  // namespace gg::desk_cli
