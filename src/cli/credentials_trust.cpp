#include "cli/credentials_trust.h"

#include "base/text.h"
#include "base/whole_file.h"
#include "cli/read_delivery.h"
#include "credentials/moment.h"
#include "json/json.h"

#include <chrono>
#include <cstdio>

namespace gg::cli {
namespace {

Result<trust::TrustList> load_list(const std::string& path, trust::ListKind kind) {
  TRY_LET(const auto text, read_whole(path));
  if (!text)
    return fail(
        Error{ErrorKind::NotFound, path + ": there is no such file; give certificates in PEM"});
  auto list = trust::TrustList::parse(
      *text,
      {kind,
       path,
       {},
       path,
       kind == trust::ListKind::Signers ? trust::usual_purposes() : std::vector<std::string>{}});
  if (!list) return fail(Error{list.error().kind, path + ": " + list.error().message});
  return *std::move(list);
}

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

}  // namespace

Result<std::vector<trust::TrustList>> load_lists(const CredentialsCommand& command) {
  std::vector<trust::TrustList> lists;
  if (!command.no_bundled) lists = trust::bundled_lists();
  for (const auto& path : command.signer_lists) {
    TRY_LET(auto list, load_list(path, trust::ListKind::Signers));
    lists.push_back(std::move(list));
  }
  for (const auto& path : command.stamp_lists) {
    TRY_LET(auto list, load_list(path, trust::ListKind::TimeStamps));
    lists.push_back(std::move(list));
  }
  return lists;
}

Result<trust::Time> moment_of(const CredentialsCommand& command) {
  if (command.at.empty())
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (const auto moment = credentials::parse_moment(command.at)) return *moment;
  return fail(Error{
      ErrorKind::InvalidInput,
      "--at " + command.at + ": no such time; write 2026-11-23 or 2026-11-23T12:00:00Z (UTC)"});
}

int run_credentials_trust(const CredentialsCommand& command) {
  const auto lists = load_lists(command);
  if (!lists) return complain(lists.error());
  Json all = Json::array();
  for (const auto& list : *lists) {
    const auto& facts = list.facts();
    if (command.json) {
      all.push_back({{"name", facts.name},
                     {"for", kind_text(facts.kind)},
                     {"date", facts.date},
                     {"origin", facts.origin},
                     {"certificates", list.anchors().size()},
                     {"purposes", facts.purposes},
                     {"fingerprint", list.fingerprint().hex()}});
      continue;
    }
    std::printf("%s: %zu certificates of %s\n", facts.name.c_str(), list.anchors().size(),
                std::string(kind_text(facts.kind)).c_str());
    if (!facts.date.empty()) std::printf("  of %s\n", facts.date.c_str());
    if (facts.origin != facts.name) std::printf("  from %s\n", facts.origin.c_str());
    std::printf("  fingerprint %s\n", list.fingerprint().hex().c_str());
  }
  if (command.json) std::printf("%s\n", all.dump(2).c_str());
  return 0;
}

}  // namespace gg::cli
