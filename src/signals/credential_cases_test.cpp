#include "base/text.h"
#include "signals/credential_services.h"
#include "signals/credentials.h"
#include "signals/words.h"

#include <fstream>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gg::signals {
namespace {

using Columns = std::vector<std::string>;

struct Case {
  std::string name;
  credentials::ManifestSummary manifest;
  std::vector<Columns> expected;
};

Columns columns_of(std::string_view line) {
  Columns columns;
  while (true) {
    const auto end = line.find('|');
    columns.emplace_back(trimmed(line.substr(0, end)));
    if (end == std::string_view::npos) return columns;
    line.remove_prefix(end + 1);
  }
}

std::pair<std::string, std::string> member_of(const std::string& column) {
  const auto equals = column.find('=');
  EXPECT_NE(equals, std::string::npos) << column;
  return {column.substr(0, equals), column.substr(equals + 1)};
}

void add_action(Columns columns, credentials::ManifestSummary& manifest) {
  ASSERT_GE(columns.size(), 4U) << columns[0];
  credentials::Action action;
  action.action = columns[0];
  action.software_agent.name = columns[1];
  action.digital_source_type = columns[2];
  action.description = columns[3];
  for (std::size_t index = 4; index < columns.size(); ++index)
    action.parameters.push_back(member_of(columns[index]));
  if (!columns[2].empty()) manifest.source_types.push_back({columns[2], {}});
  manifest.actions.push_back(std::move(action));
}

void add_line(std::string_view word, std::string_view rest, Case& each) {
  auto columns = columns_of(rest);
  if (word == "generator") each.manifest.generators.push_back({columns[0], ""});
  if (word == "signer") {
    ASSERT_EQ(columns.size(), 2U) << rest;
    each.manifest.signature.organization = columns[0];
    each.manifest.signature.common_name = columns[1];
  }
  if (word == "action") add_action(columns, each.manifest);
  if (word == "type") each.manifest.source_types.push_back({columns[0], {}});
  if (word == "binding") each.manifest.soft_bindings.push_back(columns[0]);
  if (word == "statement") {
    credentials::Statement statement{columns[0], {}, {}};
    for (std::size_t index = 1; index < columns.size(); ++index)
      statement.members.push_back(member_of(columns[index]));
    each.manifest.statements.push_back(std::move(statement));
  }
  if (word == "expect") each.expected.push_back(std::move(columns));
}

std::vector<Case> load_cases() {
  std::ifstream file(GG_SOURCE_DIR "/tests/expectations/credentials.cases");
  EXPECT_TRUE(file.is_open());
  const std::set<std::string_view> words = {"generator", "signer",    "action", "type",
                                            "binding",   "statement", "expect"};
  std::vector<Case> cases;
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto end = line.find(' ');
    const auto word = line.substr(0, end);
    const auto rest = std::string_view(line).substr(std::min(end + 1, line.size()));
    if (word == "case") {
      cases.push_back({std::string(rest), {}, {}});
      cases.back().manifest.active = true;
      continue;
    }
    EXPECT_TRUE(words.contains(word)) << line;
    add_line(word, rest, cases.back());
  }
  return cases;
}

std::string actual(const Evidence& evidence, std::string_view name) {
  if (name == "tool") return evidence.tool;
  if (name == "model") return evidence.model;
  if (name == "prompt") return evidence.prompt;
  if (name == "source_type") return evidence.source_type;
  for (const auto& [key, value] : evidence.parameters)
    if (key == name) return value;
  return {};
}

void expect_columns(const Columns& columns, const Evidence& evidence) {
  std::string claims;
  for (const auto claim : evidence.claims)
    claims += (claims.empty() ? "" : " ") + std::string(to_word(claim));
  if (columns[0] == "watermark") {
    EXPECT_EQ(evidence.kind, EvidenceKind::Watermark);
    EXPECT_EQ(claims, "not_stated");
  } else {
    EXPECT_EQ(evidence.kind, EvidenceKind::Credential);
    EXPECT_EQ(claims, columns[0]);
  }
  EXPECT_EQ(evidence.strength, Strength::Declared);
  EXPECT_EQ(evidence.state, State::NotYetValidated);
  EXPECT_TRUE(evidence.limits.ends_with('.'));
  for (std::size_t index = 1; index < columns.size(); ++index) {
    const auto [name, value] = member_of(columns[index]);
    if (name == "limits")
      EXPECT_NE(evidence.limits.find(value), std::string::npos) << evidence.limits;
    else
      EXPECT_EQ(actual(evidence, name), value) << name;
  }
}

TEST(CredentialCases, EveryManifestGivesItsEvidenceAndNoOther) {
  const auto cases = load_cases();
  ASSERT_GT(cases.size(), 50U);
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    const auto evidence = evidence_of(each.manifest);
    ASSERT_EQ(evidence.size(), each.expected.size());
    for (std::size_t index = 0; index < evidence.size(); ++index)
      expect_columns(each.expected[index], evidence[index]);
  }
}

TEST(CredentialCases, EveryServiceHasACaseAndASource) {
  std::set<std::string> tested;
  for (const auto& each : load_cases())
    for (const auto& one : evidence_of(each.manifest)) tested.insert(one.tool);
  for (const auto& service : credential_services()) {
    EXPECT_TRUE(tested.contains(std::string(service.tool))) << service.tool;
    EXPECT_FALSE(service.source.empty()) << service.tool;
  }
}

}  // namespace
}  // namespace gg::signals
