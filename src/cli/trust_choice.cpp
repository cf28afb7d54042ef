#include "cli/trust_choice.h"

#include "base/whole_file.h"
#include "credentials/moment.h"
#include "gate/kept_lists.h"

#include <chrono>

#include <CLI/CLI.hpp>

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

}  // namespace

void add_lists(CLI::App& command, TrustChoice& choice) {
  command
      .add_option("--trust", choice.signer_lists,
                  "Certificates of signers to trust besides (PEM, repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      .add_option("--tsa", choice.stamp_lists,
                  "Certificates of time-stamp authorities to trust besides (PEM, repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_flag("--no-bundled", choice.no_bundled,
                   "Without the lists that come with the program and those kept on this machine");
}

void add_trust_choice(CLI::App& command, TrustChoice& choice) {
  command.add_option("--at", choice.at, "Validate credentials as at this time (default: now)")
      ->type_name("TIME");
  add_lists(command, choice);
  command.add_flag("--strict-stamps", choice.strict_stamps,
                   "Time stamps of version 1 claims need a list too");
}

Result<std::vector<trust::TrustList>> load_lists(const TrustChoice& choice) {
  std::vector<trust::TrustList> lists;
  if (!choice.no_bundled) {
    TRY_LET(lists, lists_in_force(kept_lists_folder()));
  }
  for (const auto& path : choice.signer_lists) {
    TRY_LET(auto list, load_list(path, trust::ListKind::Signers));
    lists.push_back(std::move(list));
  }
  for (const auto& path : choice.stamp_lists) {
    TRY_LET(auto list, load_list(path, trust::ListKind::TimeStamps));
    lists.push_back(std::move(list));
  }
  return lists;
}

Result<trust::Time> moment_of(const TrustChoice& choice) {
  if (choice.at.empty())
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  if (const auto moment = credentials::parse_moment(choice.at)) return *moment;
  return fail(Error{
      ErrorKind::InvalidInput,
      "--at " + choice.at + ": no such time; write 2026-11-23 or 2026-11-23T12:00:00Z (UTC)"});
}

Result<CredentialTerms> terms_of(const TrustChoice& choice) {
  TRY_LET(const auto at, moment_of(choice));
  const auto legacy_stamps =
      choice.strict_stamps ? trust::LegacyStamps::ByList : trust::LegacyStamps::Believed;
  if (!choice.no_bundled && choice.signer_lists.empty() && choice.stamp_lists.empty())
    return usual_credential_terms(at, legacy_stamps);
  TRY_LET(auto lists, load_lists(choice));
  return make_credential_terms(std::move(lists), at, legacy_stamps);
}

}  // namespace gg::cli
