#include "base/text.h"
#include "base/whole_file.h"
#include "cli/credentials_parts.h"
#include "cli/interrupt.h"
#include "cli/password_prompt.h"
#include "cli/progress.h"
#include "cli/read_delivery.h"
#include "cli/sign_command.h"
#include "cli/sign_report.h"
#include "cli/version.h"
#include "signing/sign_stream.h"
#include "signing/source_type.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace gg::cli {
namespace {

constexpr std::size_t json_bytes_max = 4U << 20;

tl::unexpected<Error> bad_option(std::string what) {
  return fail(Error{ErrorKind::InvalidInput, std::move(what)});
}

Result<Json> read_json(const std::string& path) {
  TRY_LET(const auto text, read_existing(path, json_bytes_max));
  auto json = parse_json(text);
  if (!json) return bad_option(path + ": is no JSON");
  return *std::move(json);
}

/// A list of actions, by itself or as an actions assertion has it.
Result<Json> read_actions(const std::string& path) {
  if (path.empty()) return Json(Json::array());
  TRY_LET(auto json, read_json(path));
  if (json.is_object() && json.contains("actions")) json = Json(json["actions"]);
  const bool is_list = json.is_array() && std::ranges::all_of(json, [](const Json& action) {
                         return action.is_object();
                       });
  if (!is_list) return bad_option(path + ": is no list of actions, each an object with \"action\"");
  return json;
}

Result<signing::StatedAssertion> read_assertion(const std::string& stated) {
  const auto equals = stated.find('=');
  if (equals == 0 || equals == std::string::npos)
    return bad_option("--assertion " + stated + ": write LABEL=FILE, as c2pa.metadata=meta.json");
  TRY_LET(auto content, read_json(stated.substr(equals + 1)));
  return signing::StatedAssertion{stated.substr(0, equals), std::move(content)};
}

signing::Generator tool_named(const std::string& text) {
  const auto slash = text.rfind('/');
  if (slash == std::string::npos) return {text, {}};
  return {text.substr(0, slash), text.substr(slash + 1)};
}

Result<signing::History> history_of(const SignCommand& command, const SignHelp& help) {
  signing::History history;
  history.made_with = tool_named(command.made_with);
  TRY_LET(history.actions, read_actions(command.actions_file));
  std::string source_type = command.source_type;
  if (!command.uses.empty() && help.read_uses) {
    TRY_LET(const auto uses, help.read_uses(command));
    std::vector<std::string> how;
    for (const auto& use : uses) {
      how.push_back(use.how);
      history.uses.push_back(use.id);
      if (history.made_with.name.empty()) history.made_with.name = use.tool;
    }
    if (source_type.empty()) source_type = signing::source_type_of_uses(how);
  }
  if (!source_type.empty()) {
    TRY_LET(history.source_type, signing::source_type_address(source_type));
  }
  return history;
}

std::vector<signing::IngredientFile> ingredients_of(const SignCommand& command) {
  using signing::Relationship;
  std::vector<signing::IngredientFile> files;
  if (!command.parent.empty()) files.push_back({command.parent, Relationship::ParentOf});
  for (const auto& path : command.components) files.push_back({path, Relationship::ComponentOf});
  for (const auto& path : command.inputs) files.push_back({path, Relationship::InputTo});
  return files;
}

Result<signing::SignOrder> order_of(const SignCommand& command, const SignHelp& help) {
  signing::SignOrder order;
  order.input = command.input;
  order.output = command.output;
  if (command.sidecar) order.placing = signing::StorePlacing::Beside;
  if (command.force) order.existing = embedding::Existing::Replace;
  if (command.claim == "1") order.version = signing::ClaimVersion::V1;
  if (command.update) order.kind = signing::ManifestKind::Update;
  order.title = command.title;
  order.room_bytes = command.room_bytes;
  order.generator = {"Goodgate", std::string(version())};
  TRY_LET(order.history, history_of(command, help));
  order.ingredients = ingredients_of(command);
  for (const auto& stated : command.assertions) {
    TRY_LET(auto assertion, read_assertion(stated));
    order.assertions.push_back(std::move(assertion));
  }
  return order;
}

Result<trust::Signer> signer_of(const SignCommand& command) {
  auto source = command.key;
  source.command_deadline = std::chrono::seconds(command.signer_timeout_s);
  const auto question = starts_with_ignoring_case(source.key, "pkcs11:")
                            ? std::string("PIN of the token")
                            : "Password of " + source.key;
  return signing::load_signer(source,
                              [&] { return ask_password("GOODGATE_KEY_PASSWORD", question); });
}

Result<signing::SignedFile> sign(const SignCommand& command, const SignHelp& help) {
  TRY_LET(auto lists, load_lists(command.trust));
  TRY_LET(const auto now, moment_of(command.trust));
  const trust::TrustStore store(std::move(lists));
  TRY_LET(const auto order, order_of(command, help));
  TRY_LET(const auto segments, find_fragments(command.fragments));
  TRY_LET(const auto signer, signer_of(command));
  const Interrupt interrupt;
  ScanProgress progress;
  progress.files_total = 1 + segments.size();
  const ProgressShow show(progress, command.quiet ? Shown::No : Shown::OnTerminal);
  const credentials::TrustTerms terms{store, now};
  signing::SignTools tools{signer, terms};
  tools.threads = std::max(1U, std::thread::hardware_concurrency());
  tools.stop = interrupt.token();
  tools.progress = [&](std::uint64_t done, std::uint64_t all) {
    progress.bytes_total = all;
    progress.bytes_done = done;
  };
  if (!command.timestamp_url.empty() && help.ask_authority)
    tools.ask_authority = [&](const std::string& query) {
      return help.ask_authority(command.timestamp_url, query);
    };
  return command.fragments.empty() ? signing::sign_file(order, tools)
                                   : signing::sign_stream(order, segments, tools);
}

}  // namespace

int run_credentials_sign(const SignCommand& command, const SignHelp& help) {
  const auto result = sign(command, help);
  if (!result) return complain(result.error());
  if (command.quiet) return 0;
  const auto text = command.json ? sign_json(command.input, *result).dump(2) + "\n"
                                 : sign_text(command.input, *result);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return 0;
}

}  // namespace gg::cli
