#include "signals/credential_statements.h"

#include "base/text.h"

#include <algorithm>

namespace gg::signals {
namespace {

using credentials::Action;
using credentials::Statement;

/// The last name of a path: "AISystemUsed" of "a[0].Iptc4xmpExt:AISystemUsed".
std::string_view last_name(std::string_view path) {
  const auto cut = path.find_last_of(".:");
  return cut == std::string_view::npos ? path : path.substr(cut + 1);
}

bool is_disclosure(const Statement& statement) {
  return contains_ignoring_case(statement.label, "ai-disclosure");
}

/// An assertion that has no other purpose than to speak of AI.
bool is_about_ai(const Statement& statement) {
  return is_disclosure(statement) ||
         contains_ignoring_case(statement.label, "ai_generated_content");
}

bool denies(const Statement& statement) {
  return std::ranges::any_of(statement.members,
                             [](const auto& member) { return member.second == "false"; });
}

void read_member(const Statement& statement, std::string_view path, std::string_view value,
                 AiStatements& read) {
  const auto name = last_name(path);
  if (name == "AISystemUsed") {
    read.states_generation = true;
    read.tool = value;
    read.parameters.emplace_back("AI system used", value);
  } else if (name == "AISystemVersionUsed") {
    read.states_generation = true;
    read.parameters.emplace_back("AI system version used", value);
    if (read.model.empty()) read.model = value;
  } else if (name == "AIPromptWriterName") {
    read.states_generation = true;
    read.parameters.emplace_back("AI prompt writer name", value);
  } else if (name == "AIPromptInformation" || (name == "prompt" && is_about_ai(statement))) {
    read.states_generation = read.states_generation || name != "prompt";
    if (read.prompt.empty()) read.prompt = value;
  } else if (path == "modelName" || path == "model" || path == "model_name") {
    if (read.model.empty()) read.model = value;
  } else if (is_disclosure(statement)) {
    read.parameters.emplace_back(path, value);
  }
}

/// Microsoft's words, and what Firefly says of its run.
void read_action(const Action& action, AiStatements& read) {
  if (contains_ignoring_case(action.description, "AI Generated")) read.states_generation = true;
  for (const auto& [name, value] : action.parameters)
    if (name == "com.adobe.firefly.operation" || name == "com.adobe.firefly.version")
      read.parameters.emplace_back(name, value);
}

}  // namespace

AiStatements read_ai_statements(const credentials::ManifestSummary& manifest) {
  AiStatements read;
  for (const auto& statement : manifest.statements) {
    if (is_about_ai(statement) && !denies(statement)) read.states_generation = true;
    for (const auto& [path, value] : statement.members)
      if (!value.empty()) read_member(statement, path, value, read);
  }
  for (const auto& action : manifest.actions) read_action(action, read);
  return read;
}

}  // namespace gg::signals
