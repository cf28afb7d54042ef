#include "signals/signals.h"

#include "base/text.h"
#include "signals/source_type.h"
#include "signals/table.h"
#include "signals/words.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gg {
namespace {

struct Case {
  std::string name;
  std::vector<Field> fields;
  std::vector<std::vector<std::string>> expected;  ///< Columns; none for "expect none".
};

std::vector<std::string> split(std::string_view line, std::size_t columns_max) {
  constexpr std::string_view bar = " | ";
  std::vector<std::string> columns;
  while (columns.size() + 1 < columns_max) {
    const auto end = line.find(bar);
    if (end == std::string_view::npos) break;
    columns.emplace_back(trimmed(line.substr(0, end)));
    line.remove_prefix(end + bar.size());
  }
  columns.emplace_back(line);
  return columns;
}

std::string with_breaks(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const bool is_break = text.starts_with("\\n");
    out += is_break ? '\n' : text.front();
    text.remove_prefix(is_break ? 2 : 1);
  }
  return out;
}

Carrier carrier_of(std::string_view word) {
  for (unsigned number = 0; number < 32; ++number)
    if (to_word(static_cast<Carrier>(number)) == word) return static_cast<Carrier>(number);
  ADD_FAILURE() << "no carrier is called " << word;
  return Carrier::Trailer;
}

Field field_of(std::string_view line, std::uint64_t offset) {
  const auto columns = split(line, 3);
  if (columns.size() != 3) {
    ADD_FAILURE() << "not three columns: " << line;
    return {Carrier::Trailer, "", "", {}};
  }
  return {carrier_of(columns[0]), columns[1], with_breaks(columns[2]), {"file", offset, 0}};
}

std::vector<Case> load_cases() {
  std::ifstream file(GG_SOURCE_DIR "/tests/expectations/signals.cases");
  EXPECT_TRUE(file.is_open());
  std::vector<Case> cases;
  std::string line;
  while (std::getline(file, line)) {
    if (line.starts_with("case ")) cases.push_back({line.substr(5), {}, {}});
    if (line.starts_with("field "))
      cases.back().fields.push_back(field_of(line.substr(6), 10 * cases.back().fields.size()));
    if (line.starts_with("expect ") && line != "expect none")
      cases.back().expected.push_back(split(line.substr(7), 64));
  }
  return cases;
}

std::vector<Evidence> read(const Case& each) {
  Budget budget;
  Parts parts(budget);
  parts.fields = each.fields;
  return read_signals(parts);
}

std::string words_of(const std::vector<Claim>& claims) {
  std::string words;
  for (const auto claim : claims) words += (words.empty() ? "" : " ") + std::string(to_word(claim));
  return words;
}

/// What a "name=value" column must hold of `evidence`.
std::string actual(const Evidence& evidence, std::string_view name) {
  const std::map<std::string_view, std::string> own = {{"tool", evidence.tool},
                                                       {"model", evidence.model},
                                                       {"prompt", evidence.prompt},
                                                       {"when", evidence.when},
                                                       {"source_type", evidence.source_type}};
  if (const auto found = own.find(name); found != own.end()) return found->second;
  for (const auto& [key, value] : evidence.parameters)
    if (key == name) return value;
  return "(no " + std::string(name) + ")";
}

void expect_columns(const std::vector<std::string>& columns, const Evidence& evidence) {
  ASSERT_GE(columns.size(), 4U);
  EXPECT_EQ(to_word(evidence.kind), columns[1]);
  EXPECT_EQ(words_of(evidence.claims), columns[2]);
  EXPECT_EQ(to_word(evidence.strength), columns[3]);
  for (std::size_t index = 4; index < columns.size(); ++index) {
    const auto equals = columns[index].find('=');
    ASSERT_NE(equals, std::string::npos) << columns[index];
    const auto name = columns[index].substr(0, equals);
    const auto value = columns[index].substr(equals + 1);
    if (name == "limits")
      EXPECT_NE(evidence.limits.find(value), std::string::npos) << evidence.limits;
    else if (name == "path")
      EXPECT_TRUE(evidence.where.path.ends_with(value)) << evidence.where.path;
    else
      EXPECT_EQ(actual(evidence, name), trimmed(value)) << name;
  }
}

TEST(SignalCases, EveryCaseGivesItsEvidenceAndNoOther) {
  const auto cases = load_cases();
  ASSERT_GT(cases.size(), 130U);
  for (const auto& each : cases) {
    SCOPED_TRACE(each.name);
    auto evidence = read(each);
    std::erase_if(evidence, [](const auto& one) { return one.kind == EvidenceKind::Absent; });
    std::string found;
    for (const auto& one : evidence) found += one.signal + " ";
    EXPECT_EQ(evidence.size(), each.expected.size()) << found;
    for (const auto& columns : each.expected) {
      const auto match = std::ranges::find_if(
          evidence, [&](const Evidence& one) { return one.signal == columns[0]; });
      ASSERT_NE(match, evidence.end()) << "no " << columns[0] << " in: " << found;
      expect_columns(columns, *match);
      evidence.erase(match);
    }
  }
}

TEST(SignalCases, EveryRowOfTheTableHasACase) {
  std::set<std::string> tested;
  for (const auto& each : load_cases())
    for (const auto& columns : each.expected) tested.insert(columns[0]);
  for (const auto family : signals::table())
    for (const auto& row : family) EXPECT_TRUE(tested.contains(std::string(row.id))) << row.id;
}

TEST(SignalTable, EveryRowSaysWhereItIsFromAndWhatItDoesNotShow) {
  for (const auto family : signals::table())
    for (const auto& row : family) {
      EXPECT_FALSE(row.source.empty()) << row.id;
      EXPECT_TRUE(row.limits.ends_with('.')) << row.id;
    }
}

TEST(ReadSignals, NothingFoundIsAbsentAndProvesNothing) {
  Budget budget;
  Parts parts(budget);
  const auto evidence = read_signals(parts);
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_EQ(evidence[0].kind, EvidenceKind::Absent);
  EXPECT_EQ(evidence[0].state, State::NotStated);
  EXPECT_NE(evidence[0].limits.find("proves nothing"), std::string::npos);
}

TEST(ReadSignals, AFormatThatHoldsNothingIsNotPossible) {
  Budget budget;
  Parts parts(budget);
  const auto evidence = read_signals(parts, {.holds_metadata = false, .holds_credentials = false});
  EXPECT_EQ(evidence[0].state, State::NotPossible);
}

TEST(ReadSignals, EvidenceIsSortedByOffsetWhateverTheOrderOfFields) {
  Case each;
  each.fields = {{Carrier::Exif, "Software", "reve.com", {"b", 20, 0}},
                 {Carrier::PngText, "Source", "Luma AI", {"a", 10, 0}}};
  const auto evidence = read(each);
  ASSERT_EQ(evidence.size(), 2U);
  EXPECT_EQ(evidence[0].signal, "luma");
  EXPECT_EQ(evidence[1].signal, "reve");
}

TEST(ReadSignals, AStoreThatCannotBeReadIsEvidenceWithoutClaims) {
  Budget budget;
  Parts parts(budget);
  CredentialStore store{};
  store.place = {"PNG/caBX", 40, 0};
  parts.stores.push_back(store);
  const auto evidence = read_signals(parts);
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_EQ(evidence[0].kind, EvidenceKind::Credential);
  EXPECT_EQ(evidence[0].state, State::NotYetValidated);
  EXPECT_FALSE(claims_ai(evidence[0]));
}

TEST(ClaimsAi, CamerasAndInvalidEvidenceNeverDo) {
  EXPECT_FALSE(claims_ai({.kind = EvidenceKind::Camera, .claims = {Claim::Generated}}));
  EXPECT_FALSE(claims_ai(
      {.kind = EvidenceKind::Label, .state = State::Invalid, .claims = {Claim::Generated}}));
  EXPECT_FALSE(claims_ai({.kind = EvidenceKind::Generator, .claims = {Claim::Enhanced}}));
  EXPECT_TRUE(
      claims_ai({.kind = EvidenceKind::Label, .claims = {Claim::NotStated, Claim::Composite}}));
}

TEST(SourceType, EveryCodeOfTheVocabularyIsKnown) {
  for (const std::string_view code :
       {"digitalCapture",
        "computationalCapture",
        "negativeFilm",
        "positiveFilm",
        "print",
        "minorHumanEdits",
        "humanEdits",
        "algorithmicallyEnhanced",
        "softwareImage",
        "digitalArt",
        "digitalCreation",
        "dataDrivenMedia",
        "trainedAlgorithmicMedia",
        "algorithmicMedia",
        "screenCapture",
        "virtualRecording",
        "composite",
        "compositeCapture",
        "compositeSynthetic",
        "compositeWithTrainedAlgorithmicMedia",
        "c2pa.trainedAlgorithmicData",
        "http://c2pa.org/digitalsourcetype/empty",
        "https://schema.org/MultiFrameComputationalCaptureDigitalSource"})
    EXPECT_TRUE(signals::parse_source_type(code).is_known) << code;
}

TEST(SourceType, AnUnknownCodeIsKeptAndClaimsNothing) {
  const auto type = signals::parse_source_type("scannedImage");
  EXPECT_FALSE(type.is_known);
  EXPECT_EQ(type.code, "scannedImage");
  EXPECT_EQ(type.claim, Claim::NotStated);
}

TEST(Graph, ThousandsOfNodesInAChainAndACycleAreWalkedOnce) {
  std::string graph = "{";
  for (int node = 0; node < 4000; ++node)
    graph += "\"" + std::to_string(node) +
             "\":{\"class_type\":\"KSampler\",\"inputs\":{\"seed\":1,"
             "\"latent_image\":[\"" +
             std::to_string((node + 1) % 4000) + "\",0]}},";
  graph.back() = '}';
  Case each;
  each.fields = {{Carrier::PngText, "prompt", graph, {"a", 0, 0}}};
  const auto evidence = read(each);
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_LE(evidence[0].parameters.size(), 256U);
}

}  // namespace
}  // namespace gg
