#include "gate/reconcile.h"

#include "gate/reconcile_rules.h"
#include "title_file/archive_log.h"
#include "title_file/sidecar_file.h"
#include "yaml/yaml_tree.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include <gtest/gtest.h>

namespace gg {
namespace {

constexpr const char* cases_folder = GG_SOURCE_DIR "/tests/rules";
constexpr const char* usual_day = "2026-11-20";

std::string read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string text_at(const YamlNode& map, std::string_view key, std::string_view usual = {}) {
  const auto* node = map.find(key);
  return node == nullptr ? std::string(usual) : node->text;
}

/// "a1" stands for 64 digits in the cases, so that people can tell two hashes apart.
std::string long_hash(std::string text) {
  if (text.size() != 2) return text;
  std::string out;
  for (int times = 0; times < 32; ++times) out += text;
  return out;
}

void lengthen_hashes(YamlNode& node) {
  for (auto& item : node.items) lengthen_hashes(item);
  for (auto& [key, value] : node.members) {
    if (key == "sha256") value.text = long_hash(value.text);
    lengthen_hashes(value);
  }
}

constexpr std::array kind_words = {
    Word<EvidenceKind>{"credential", EvidenceKind::Credential},
    Word<EvidenceKind>{"source_type", EvidenceKind::SourceType},
    Word<EvidenceKind>{"generator", EvidenceKind::Generator},
    Word<EvidenceKind>{"label", EvidenceKind::Label},
    Word<EvidenceKind>{"camera", EvidenceKind::Camera},
    Word<EvidenceKind>{"absent", EvidenceKind::Absent},
    Word<EvidenceKind>{"unreadable", EvidenceKind::Unreadable},
};
constexpr std::array claim_words = {
    Word<Claim>{"generated", Claim::Generated}, Word<Claim>{"altered", Claim::Altered},
    Word<Claim>{"composite", Claim::Composite}, Word<Claim>{"enhanced", Claim::Enhanced},
    Word<Claim>{"captured", Claim::Captured},   Word<Claim>{"not stated", Claim::NotStated},
};

constexpr std::array credential_fault_words = {
    Word<CredentialFault>{"expired", CredentialFault::Expired},
    Word<CredentialFault>{"rules", CredentialFault::Rules},
    Word<CredentialFault>{"tampered", CredentialFault::Tampered},
};

/// One line of evidence: "generator generated Midjourney", "credential invalid".
Evidence read_evidence(const YamlNode& map) {
  Evidence evidence{.kind = value_of(kind_words, text_at(map, "kind")).value()};
  evidence.claims = {value_of(claim_words, text_at(map, "claims", "not stated")).value()};
  evidence.tool = text_at(map, "tool");
  evidence.source_type = text_at(map, "source_type");
  evidence.when = text_at(map, "when");
  if (text_at(map, "state") == "invalid") evidence.state = State::Invalid;
  if (text_at(map, "strength") == "tampered") evidence.strength = Strength::Tampered;
  if (const auto fault = text_at(map, "fault"); !fault.empty())
    evidence.credential = CredentialFacts{.of_ingredient = text_at(map, "of") == "ingredient",
                                          .fault = value_of(credential_fault_words, fault).value()};
  return evidence;
}

FileReport read_report(const YamlNode& map) {
  FileReport report;
  report.path = text_at(map, "file");
  if (text_at(map, "read", "yes") == "yes")
    report.sha256 = Sha256::parse(long_hash(text_at(map, "sha256", "00")));
  report.extension_mismatch = text_at(map, "mismatch") == "yes";
  report.format = Format::Png;
  if (const auto fault = text_at(map, "fault"); !fault.empty())
    report.faults.push_back({1001, fault, {"PNG/tEXt", 41, 0}});
  if (const auto* list = map.find("evidence"))
    for (const auto& one : list->items) report.evidence.push_back(read_evidence(one));
  if (report.evidence.empty()) report.evidence.push_back({.kind = EvidenceKind::Absent});
  return report;
}

ScanReport read_scan(const YamlNode& one) {
  ScanReport scan;
  if (const auto* files = one.find("delivery"))
    for (const auto& file : files->items) scan.files.push_back(read_report(file));
  scan.partial = text_at(one, "interrupted") == "yes";
  scan.files_not_reached = scan.partial ? 3 : 0;
  if (const auto closed = text_at(one, "closed_folder"); !closed.empty())
    scan.troubles.push_back({closed, "permission denied"});
  return scan;
}

/// The keys of `given` in place of those of the file's background.
YamlNode merged(const YamlNode* background, const YamlNode* given) {
  YamlNode out;
  out.kind = YamlNode::Kind::Map;
  if (background != nullptr) out = *background;
  if (given == nullptr) return out;
  for (const auto& [key, value] : given->members) {
    const auto at = std::ranges::find(out.members, key, &YamlMember::key);
    if (at != out.members.end())
      at->value = value;
    else
      out.members.push_back({key, value});
  }
  return out;
}

void add_log(const YamlNode& one, TitleFile& title) {
  const auto* log = one.find("log");
  if (log == nullptr) return;
  Table table{"log.csv", "", {{1, {"File", "Source", "Claimed as"}}}};
  for (const auto& row : log->items) {
    table.rows.push_back({table.rows.size() + 1, {}});
    for (const auto& cell : row.items) table.rows.back().cells.push_back(cell.text);
  }
  auto rows = read_archive_log(table);
  ASSERT_TRUE(rows.has_value()) << to_text(rows.error());
  title.archive_rows = *std::move(rows);
}

void add_sidecars(const YamlNode& one, TitleFile& title) {
  const auto* list = one.find("beside");
  if (list == nullptr) return;
  for (const auto& map : list->items) {
    std::string text;
    for (const auto& [key, value] : map.members) text += key + ": " + value.text + "\n";
    auto sidecar = parse_sidecar(text, "x.evidence.yaml");
    ASSERT_TRUE(sidecar.has_value()) << to_text(sidecar.error());
    title.sidecars.push_back(*std::move(sidecar));
  }
}

/// "fail undeclared-ai gfx/sky.png", "hold use-undecided use:sky", with " (waived)" behind.
std::string in_line(const Finding& finding) {
  std::string line{word_of(severity_words, finding.severity)};
  line += " " + finding.rule;
  if (!finding.file.empty()) line += " " + finding.file;
  if (!finding.use.empty()) line += " use:" + finding.use;
  return line + (finding.waiver ? " (waived)" : "");
}

struct RuleCase {
  std::string file;
  YamlNode node;
  const YamlNode* background = nullptr;
};

CheckReport judge(const RuleCase& one) {
  Problems problems(one.file);
  const auto root = merged(one.background, one.node.find("given"));
  auto title = read_title(root, problems);
  if (title.rulebooks.empty()) title.rulebooks = {"books/cases.yaml"};
  put_in_force(root, cases_folder, title, problems);
  EXPECT_TRUE(problems.none()) << to_text(problems.take());
  add_log(one.node, title);
  add_sidecars(one.node, title);
  const auto as_of = Date::parse(text_at(one.node, "as_of", usual_day)).value();
  return check(read_scan(one.node), title, as_of, default_gate_book());
}

std::vector<std::string> expected_lines(const YamlNode& one) {
  std::vector<std::string> lines;
  if (const auto* list = one.find("expect"))
    for (const auto& item : list->items) lines.push_back(item.text);
  std::ranges::sort(lines);
  return lines;
}

/// All cases of tests/rules, in trees that live as long as the test program.
const std::vector<YamlNode>& case_files() {
  static const auto trees = [] {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(cases_folder))
      if (entry.path().extension() == ".case") paths.push_back(entry.path());
    std::ranges::sort(paths);
    std::vector<YamlNode> out;
    for (const auto& path : paths) {
      Problems problems(path.filename().string());
      auto tree = parse_yaml(read_file(path), problems);
      EXPECT_TRUE(tree.has_value()) << to_text(problems.take());
      if (tree) lengthen_hashes(out.emplace_back(*std::move(tree)));
    }
    return out;
  }();
  return trees;
}

template <class Visit>
void for_each_case(Visit visit) {
  for (const auto& tree : case_files()) {
    const auto* cases = tree.find("cases");
    ASSERT_NE(cases, nullptr);
    for (const auto& node : cases->items)
      visit(RuleCase{text_at(tree, "family"), node, tree.find("background")});
  }
}

TEST(Rules, EveryCaseGivesExactlyItsFindings) {
  std::size_t count = 0;
  for_each_case([&count](const RuleCase& one) {
    SCOPED_TRACE(one.file + ": " + text_at(one.node, "name"));
    ++count;
    const auto report = judge(one);
    std::vector<std::string> lines;
    for (const auto& finding : report.findings) lines.push_back(in_line(finding));
    std::ranges::sort(lines);
    EXPECT_EQ(lines, expected_lines(one.node));
  });
  EXPECT_GE(count, 80U);
}

TEST(Rules, EveryRuleHasACaseThatFindsAndOneThatDoesNot) {
  std::map<std::string, int, std::less<>> finds;
  std::map<std::string, int, std::less<>> spares;
  for_each_case([&](const RuleCase& one) {
    const auto about = text_at(one.node, "about");
    const auto lines = expected_lines(one.node);
    const bool found = std::ranges::any_of(lines, [&about](const std::string& line) {
      return line.find(" " + about) != std::string::npos;
    });
    ++(found ? finds : spares)[about];
  });
  for (const auto id : rule_ids()) {
    EXPECT_TRUE(finds.contains(id)) << id << " has no case that finds";
    EXPECT_TRUE(spares.contains(id)) << id << " has no case that spares";
  }
}

TEST(Rules, EveryFindingSaysWhatToDoAndKeepsItsId) {
  for_each_case([](const RuleCase& one) {
    SCOPED_TRACE(one.file + ": " + text_at(one.node, "name"));
    const auto first = judge(one);
    const auto second = judge(one);
    ASSERT_EQ(first.findings.size(), second.findings.size());
    for (std::size_t index = 0; index < first.findings.size(); ++index) {
      const auto& finding = first.findings[index];
      EXPECT_EQ(finding.id, second.findings[index].id);
      EXPECT_TRUE(finding.id.starts_with(finding.rule + ":"));
      EXPECT_FALSE(finding.title.empty());
      EXPECT_FALSE(finding.to_do.empty());
      EXPECT_FALSE(finding.expected.empty());
      EXPECT_FALSE(finding.found.empty());
    }
  });
}

TEST(Rules, VerdictIsTheWorstFindingThatIsNotWaived) {
  for_each_case([](const RuleCase& one) {
    SCOPED_TRACE(one.file + ": " + text_at(one.node, "name"));
    const auto report = judge(one);
    auto worst = Severity::Note;
    for (const auto& finding : report.findings)
      if (!finding.waiver) worst = std::max(worst, finding.severity);
    const auto verdict = worst == Severity::Fail   ? Verdict::Fail
                         : worst == Severity::Hold ? Verdict::Hold
                                                   : Verdict::Pass;
    EXPECT_EQ(report.verdict, verdict);
    ASSERT_EQ(report.files.size(), report.scan.files.size());
  });
}

TEST(Check, AFileStandsByItsWorstFinding) {
  Problems problems("t");
  const auto root = parse_yaml(
      "goodgate: 1\n"
      "title: {id: t, name: T, kind: scripted}\n"
      "uses: [{id: sky, summary: s, outcome: approve, covers: [sky.png]}]\n",
      problems);
  ASSERT_TRUE(root.has_value());
  auto title = read_title(*root, problems);
  title.rulebooks = {"books/cases.yaml"};
  put_in_force(*root, cases_folder, title, problems);
  ScanReport scan;
  const auto add = [&scan](std::string path, Evidence evidence) {
    scan.files.push_back({.path = std::move(path), .sha256 = Sha256{}, .evidence = {evidence}});
  };
  add("a.png", {.kind = EvidenceKind::Absent});
  add("b.png", {.kind = EvidenceKind::Camera, .claims = {Claim::Captured}});
  add("c.png", {.kind = EvidenceKind::Generator, .claims = {Claim::Generated}});
  add("sky.png", {.kind = EvidenceKind::Generator, .claims = {Claim::Generated}});
  const auto report = check(scan, title, Date::parse(usual_day).value(), default_gate_book());
  ASSERT_EQ(report.files.size(), 4U);
  EXPECT_EQ(report.files[0].standing, Standing::NoEvidence);
  EXPECT_EQ(report.files[1].standing, Standing::Captured);
  EXPECT_EQ(report.files[2].standing, Standing::Failed);
  EXPECT_EQ(report.files[3].standing, Standing::Failed);  // by the finding of its use
  EXPECT_EQ(report.files[3].uses, std::vector<std::string>{"sky"});
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.findings[0].rule, "approval-missing");  // its file is empty: first of equals
  EXPECT_EQ(report.findings[1].rule, "undeclared-ai");
  EXPECT_EQ(report.verdict, Verdict::Fail);
  EXPECT_EQ(report.as_of, usual_day);
  EXPECT_EQ(report.severities_source, "goodgate-gate 2026-11");
  ASSERT_EQ(report.rulebooks.size(), 1U);
  EXPECT_EQ(report.rulebooks[0].id, "gate-cases");
  EXPECT_EQ(report.rulebooks[0].sha256, title.books->books()[0]->sha256.hex());
}

}  // namespace
}  // namespace gg
