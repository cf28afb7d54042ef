#include "title_file/title_file.h"

#include "title_file/sidecar_file.h"

#include <fstream>

#include <gtest/gtest.h>

namespace gg {
namespace {

constexpr const char* head = "goodgate: 1\ntitle: {id: t, name: T, kind: documentary}\n";

std::string problems_of(const std::string& text) {
  const auto file = parse_title(text, "title.yaml");
  return file.has_value() ? "" : to_text(file.error());
}

TEST(ParseTitle, ReadsEveryNoun) {
  const auto file = parse_title(R"(
goodgate: 1
title: {id: harbour, name: The Harbour, kind: documentary, territories: [NO, world], media: [festival], release: 2027-01-05}
tools: [{id: ff, product: Adobe Firefly, version: "3", tier: enterprise, terms: {date: 2026-05-01, url: "https://x"}}]
uses:
  - {id: sky, summary: Skies, partner: Blue, tools: [ff], facts: {third_party_ip: unsure}, outcome: approve,
     covers: [sky_*.png], people: [Mara], consents: [c], licences: [l], disclose: [credit, mark], notified: 2026-05-02}
approvals:
  - id: a
    use: sky
    by: {name: Ada, capacity: studio contact}
    date: 2026-05-03
    scope: {territories: [NO], media: [all], files: ["**"], title: harbour}
    conditions: [{text: credit, owner: post, due: 2026-12-01, met: 2026-11-01}]
    expires: 2027-05-03
    voided: {date: 2026-12-24, why: changed}
consents: [{id: c, person: Mara, uses: [sky], given: 2026-04-01, expires: 2028-01-01, withdrawn: 2027-01-01}]
licences: [{id: l, work: Film, holder: Archive, ai_alteration: review, review: {by: R, date: 2026-06-01}, expires: 2030-01-01}]
assets: [{sha256: 00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF, file: sky_1.png, use: sky, status: temporary, generated: 2026-06-02, had_credential: yes}]
disclosures: [{kind: credit, use: sky, text: Skies by AI}]
waivers: [{finding: "undeclared-ai:0011", by: Ada, reason: r, expires: 2026-12-01}]
severities: [{rule: type-mismatch, severity: hold, reason: r, by: Ada}]
archive_log: {file: log.xlsx, sheet: Log}
sidecars: [a.png.evidence.yaml]
)",
                                "title.yaml");
  ASSERT_TRUE(file.has_value()) << to_text(file.error());
  EXPECT_TRUE(file->title.factual);
  EXPECT_EQ(file->title.territories.front().text(), "NO");
  EXPECT_EQ(file->tools.front().terms.date->text(), "2026-05-01");
  const auto& use = file->uses.front();
  EXPECT_EQ(use.facts.at("third_party_ip"), "unsure");
  EXPECT_EQ(use.outcome, Outcome::Approve);
  EXPECT_EQ(use.disclose.size(), 2U);
  const auto& approval = file->approvals.front();
  EXPECT_EQ(approval.by.capacity, "studio contact");
  EXPECT_EQ(approval.conditions.front().met->text(), "2026-11-01");
  EXPECT_EQ(approval.voided_why, "changed");
  EXPECT_EQ(file->consents.front().withdrawn->text(), "2027-01-01");
  EXPECT_EQ(file->licences.front().review->by, "R");
  EXPECT_EQ(file->assets.front().status, AssetStatus::Temporary);
  EXPECT_TRUE(file->assets.front().had_credential);
  EXPECT_EQ(file->archive_log.sheet, "Log");
  EXPECT_EQ(file->sidecar_files.size(), 1U);
}

struct ProblemCase {
  std::string below_head;
  const char* problem;
};

TEST(ParseTitle, SaysWhereAndWhatToWriteInstead) {
  const ProblemCase cases[] = {
      {"uses:\n  - id: u\n    summary: s\n    outcome: aprove\n",
       "title.yaml:6:14: uses[0].outcome: 'aprove' is not an outcome; did you mean 'approve'? "
       "write one of clear, notify, consult, approve, prohibit"},
      {"uses:\n  - id: u\n    summary: s\n    tool: [x]\n",
       "title.yaml:6:11: uses[0]: the key 'tool' is not known here; did you mean 'tools'?"},
      {"uses:\n  - id: u\n    summary: s\n    tools: [ff]\ntools: [{id: fx, product: P}]\n",
       "title.yaml:6:12: uses[0].tools: there is no 'ff' in tools; did you mean 'fx'?"},
      {"uses:\n  - {id: u, summary: s}\n  - {id: u, summary: s}\n",
       "title.yaml:5:10: uses[1].id: the id 'u' is taken; ids in uses must differ"},
      {"uses:\n  - {id: u, summary: s, facts: {talent_likenes: yes}}\n",
       "title.yaml:4:49: uses[0].facts.talent_likenes: 'talent_likenes' is no question of the "
       "rulebooks in force; did you mean 'talent_likeness'?"},
      {"uses: [{id: u, summary: s, facts: {third_party_ip: maybe}}]\n",
       "uses[0].facts.third_party_ip: 'maybe' is not an answer; write yes, no or unsure"},
      {"rulebooks: [studio-gen]\n",
       "title.yaml:3:12: rulebooks: there is no rulebook 'studio-gen'; name a file"},
      {"uses: [{id: u, summary: s}]\nduties: [{use: u, duty: dance, date: 2026-01-01, by: Ada}]\n",
       "duties[0].duty: 'dance' is no duty of the rulebooks in force"},
      {"uses: [{id: u, summary: s, covers: [../x]}]\n", "'../x' is not a file pattern"},
      {"uses: [{summary: s}]\n", "title.yaml:3:8: uses[0].id: is missing; write it"},
      {"uses: {id: u}\n", "uses: must be a list; begin each entry with a dash"},
      {"uses: [u]\n", "uses[0]: must hold keys (key: value), not a single value"},
      {"approvals: [{id: a, use: u, by: Ada, date: 2026-02-30}]\n",
       "approvals[0].date: '2026-02-30' is not a day of the calendar; write year-month-day"},
      {"approvals: [{id: a, use: u, by: Ada, date: 2026-03-01, expires: 2026-02-01}]\n",
       "approvals[0].expires: 2026-02-01 lies before the date it begins with, 2026-03-01"},
      {"approvals: [{id: a, use: u, date: 2026-03-01}]\n", "approvals[0].by: is missing"},
      {"approvals: [{id: a, use: u, by: Ada, date: 2026-03-01, scope: {territories: [UK]}}]\n",
       "'UK' is not a country code; the United Kingdom is GB"},
      {"approvals: [{id: a, use: u, by: Ada, date: 2026-03-01, scope: {media: [steaming]}}]\n",
       "'steaming' is not a medium; did you mean 'streaming'?"},
      {"assets: [{sha256: abc, status: final, use: u}]\n",
       "assets[0].sha256: 'abc' is not a SHA-256"},
      {"waivers: [{by: Ada, reason: r, expires: 2026-01-01}]\n",
       "waivers[0].finding: write either finding (the id a report shows) or rule and file"},
      {"archive_log: [a]\n", "archive_log: must hold keys"},
      {"severities: [{rule: r, severity: bad, reason: x, by: A}]\n", "'bad' is not a severity"},
      {"use: []\n", "the key 'use' is not known here; did you mean 'uses'?"},
  };
  for (const auto& one : cases) {
    const auto problems = problems_of(head + one.below_head);
    EXPECT_NE(problems.find(one.problem), std::string::npos) << one.below_head << "gave\n"
                                                             << problems;
  }
}

TEST(ParseTitle, TellsAllProblemsInTheOrderOfTheFile) {
  const auto file = parse_title(
      "goodgate: 2\ntitle: {id: t, kind: movie}\nuses: [{id: u, outcome: ok}]\n", "t.yaml");
  ASSERT_FALSE(file.has_value());
  std::vector<std::string> places;
  for (const auto& problem : file.error()) places.push_back(problem.place);
  EXPECT_EQ(places, (std::vector<std::string>{"goodgate", "title.name", "title.kind",
                                              "uses[0].summary", "uses[0].outcome"}));
}

TEST(ParseTitle, KeepsAHundredProblemsAndCountsTheRest) {
  std::string text = std::string(head) + "uses:\n";
  for (int index = 0; index < 150; ++index) text += "  - {}\n";
  const auto file = parse_title(text, "t.yaml");
  ASSERT_FALSE(file.has_value());
  EXPECT_EQ(file.error().size(), 101U);
  EXPECT_EQ(file.error().back().text, "and 200 more problems; correct those above first");
}

TEST(ParseTitle, RefusesWhatMakesASmallFileBig) {
  EXPECT_EQ(problems_of("a: &x [1]\nb: [*x, *x]\n"),
            "title.yaml:1:4: anchors (&name) are not read here; write the value out where it is "
            "needed");
  EXPECT_NE(problems_of("a: !!binary aGk=\n").find("tag"), std::string::npos);
  EXPECT_NE(problems_of(std::string(17, '[')).find("nested deeper than 16 levels"),
            std::string::npos);
  EXPECT_NE(problems_of(std::string(100'000, '[')).find("title.yaml:1:"), std::string::npos);
  EXPECT_EQ(problems_of(std::string((4U << 20) + 1, ' ')),
            "title.yaml: larger than 4 MiB; this is not a file of this kind");
  EXPECT_EQ(problems_of("goodgate: 1\n---\nb: 2\n").find("title.yaml:2:"), 0U);
  EXPECT_EQ(problems_of("a: 1\na: 2\n"), "title.yaml:2:1: the key 'a' stands here twice; keep one");
}

TEST(ParseTitle, RefusesWhatIsNotText) {
  EXPECT_EQ(problems_of("a: 1\nb: \xFF\n"),
            "title.yaml:2:1: not UTF-8 text; save the file as UTF-8");
  EXPECT_NE(problems_of(std::string("a: \0", 4)).find("NUL"), std::string::npos);
  EXPECT_NE(problems_of("a: [1\nb: 2\n").find("cannot be read as YAML here"), std::string::npos);
  EXPECT_FALSE(problems_of("").empty());
}

TEST(ParseSidecar, ReadsToolTypeAndDate) {
  const auto sidecar = parse_sidecar(
      "{\"tool\": \"ElevenLabs\", \"model\": \"v3\", \"date\": \"2026-05-01\", \"use\": \"vo\",\n"
      " \"source_type\": "
      "\"http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\"}",
      "audio/vo.wav.evidence.json");
  ASSERT_TRUE(sidecar.has_value()) << to_text(sidecar.error());
  EXPECT_EQ(sidecar->file, "vo.wav");
  EXPECT_EQ(sidecar->use, "vo");
  EXPECT_EQ(sidecar->evidence.kind, EvidenceKind::Declared);
  EXPECT_EQ(sidecar->evidence.source_type, "trainedAlgorithmicMedia");
  EXPECT_EQ(sidecar->evidence.when, "2026-05-01");
  EXPECT_TRUE(claims_ai(sidecar->evidence));
}

TEST(ParseSidecar, SaysWhatIsMissing) {
  const auto nothing = parse_sidecar("tool: X\n", "x.yaml");
  ASSERT_FALSE(nothing.has_value());
  EXPECT_NE(to_text(nothing.error()).find("file: is missing"), std::string::npos);
  const auto typo = parse_sidecar("source_type: trainedAlgoMedia\n", "a.png.evidence.yaml");
  ASSERT_FALSE(typo.has_value());
  EXPECT_NE(to_text(typo.error()).find("is not an IPTC digital source type"), std::string::npos);
}

class LoadTitle : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = testing::TempDir() + "goodgate_title_" +
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::filesystem::path write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  std::filesystem::path folder_;
};

TEST_F(LoadTitle, ReadsTheLogAndTheSidecarsItNames) {
  write("log.csv", "File,Source,Shows\nclip.mov,Archive,newsreel\n");
  write("a.png.evidence.yaml", "claims: generated\nuse: u\n");
  const auto file = load_title_file(write(
      "title.yaml", std::string(head) + "archive_log: log.csv\nsidecars: [a.png.evidence.yaml]\n" +
                        "uses: [{id: u, summary: s}]\n"));
  ASSERT_TRUE(file.has_value()) << file.error().message;
  EXPECT_EQ(file->archive_rows.size(), 1U);
  ASSERT_EQ(file->sidecars.size(), 1U);
  EXPECT_EQ(file->sidecars.front().file, "a.png");
}

TEST_F(LoadTitle, NamesTheFileThatIsMissing) {
  const auto none = load_title_file(folder_ / "none.yaml");
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
  const auto log =
      load_title_file(write("title.yaml", std::string(head) + "archive_log: no.csv\n"));
  ASSERT_FALSE(log.has_value());
  EXPECT_NE(log.error().message.find("no.csv: cannot be read"), std::string::npos);
  EXPECT_NE(log.error().message.find("(title.yaml names it under archive_log)"), std::string::npos);
}

TEST_F(LoadTitle, ASidecarOfAnUnknownUseIsRefused) {
  write("a.png.evidence.yaml", "claims: generated\nuse: x\n");
  const auto file =
      load_title_file(write("title.yaml", std::string(head) + "sidecars: [a.png.evidence.yaml]\n"));
  ASSERT_FALSE(file.has_value());
  EXPECT_NE(file.error().message.find("use: there is no 'x' in uses"), std::string::npos);
}

}  // namespace
}  // namespace gg
