#include "cli/credentials_commands.h"
#include "cli/read_delivery.h"
#include "gate/kept_lists.h"
#include "json/json.h"

#include <cstdio>

namespace gg::cli {
namespace {

std::string_view kind_text(trust::ListKind kind) {
  switch (kind) {
    case trust::ListKind::Signers:
      return "signers";
    case trust::ListKind::TimeStamps:
      return "time-stamp authorities";
    case trust::ListKind::Identities:
      return "named actors";
  }
  return {};
}

void print_list(const trust::TrustList& list) {
  const auto& facts = list.facts();
  std::printf("%s: %zu certificates of %s\n", facts.name.c_str(), list.anchors().size(),
              std::string(kind_text(facts.kind)).c_str());
  if (!facts.date.empty()) std::printf("  of %s\n", facts.date.c_str());
  if (facts.origin != facts.name) std::printf("  from %s\n", facts.origin.c_str());
  std::printf("  fingerprint %s\n", list.fingerprint().hex().c_str());
}

Result<std::filesystem::path> folder_to_keep_in() {
  if (auto folder = kept_lists_folder()) return *std::move(folder);
  return fail(Error{ErrorKind::Unavailable,
                    "there is no folder to keep lists in: set GOODGATE_TRUST to one"});
}

Result<std::optional<trust::ListKind>> kind_of(const CredentialsCommand& command) {
  if (command.list_kind == "signers") return trust::ListKind::Signers;
  if (command.list_kind == "time-stamps") return trust::ListKind::TimeStamps;
  return std::optional<trust::ListKind>();
}

Result<void> update_lists(const CredentialsCommand& command) {
  TRY_LET(const auto folder, folder_to_keep_in());
  TRY_LET(const auto kind, kind_of(command));
  for (const auto& path : command.paths) {
    TRY_LET(const auto kept, keep_list(folder, path, {kind, command.list_name}));
    print_list(kept);
  }
  return {};
}

Result<void> remove_kept(const CredentialsCommand& command) {
  TRY_LET(const auto folder, folder_to_keep_in());
  return remove_list(folder, command.list_name);
}

}  // namespace

int run_credentials_trust(const CredentialsCommand& command) {
  const auto lists = load_lists(command.trust);
  if (!lists) return complain(lists.error());
  Json all = Json::array();
  for (const auto& list : *lists) {
    const auto& facts = list.facts();
    if (!command.json) {
      print_list(list);
      continue;
    }
    all.push_back({{"name", facts.name},
                   {"for", kind_text(facts.kind)},
                   {"date", facts.date},
                   {"origin", facts.origin},
                   {"certificates", list.anchors().size()},
                   {"purposes", facts.purposes},
                   {"fingerprint", list.fingerprint().hex()}});
  }
  if (command.json) std::printf("%s\n", all.dump(2).c_str());
  return 0;
}

int run_credentials_trust_update(const CredentialsCommand& command) {
  const auto done = update_lists(command);
  return done ? 0 : complain(done.error());
}

int run_credentials_trust_remove(const CredentialsCommand& command) {
  const auto done = remove_kept(command);
  return done ? 0 : complain(done.error());
}

}  // namespace gg::cli
