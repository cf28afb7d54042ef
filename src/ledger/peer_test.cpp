// Verifiers that are not ours, over files that we wrote: Go's log, and openssl in a script.

#include "ledger/proof.h"
#include "ledger/timestamp.h"
#include "ledger/verify_script.h"
#include "support/run_command.h"
#include "support/sample_log.h"
#include "support/temp_dir.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <gtest/gtest.h>

namespace gg::ledger {
namespace {

using test::run_command;
using test::SampleLog;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string flipped(std::string bytes, std::size_t at, unsigned bit) {
  bytes[at] = static_cast<char>(static_cast<unsigned char>(bytes[at]) ^ (1U << bit));
  return bytes;
}

#define SKIP_WITHOUT_GO()                                                                      \
  if (std::string_view(GG_TLOG_PEER).empty())                                                  \
  GTEST_SKIP() << "Go's verifier is not here: install golang-go and golang-golang-x-mod-dev, " \
                  "then configure again"

/// Commands for Go's verifier and what it answers, line by line.
class GoPeer {
 public:
  void ask(const std::string& line) { questions_ += line + "\n"; }
  /// A file of its own for `content`.
  std::string file(std::string_view content) {
    const auto name = "f" + std::to_string(files_++);
    folder_.write(name, content);
    return folder_.at(name);
  }
  std::string path(std::string_view name) { return folder_.at(name); }
  std::vector<std::string> answers() {
    folder_.write("questions", questions_);
    questions_.clear();
    std::istringstream out(
        run_command(std::string(GG_TLOG_PEER) + " <" + folder_.at("questions")).output);
    std::vector<std::string> lines;
    for (std::string line; std::getline(out, line);) lines.push_back(line);
    return lines;
  }

 private:
  TempDir folder_;
  std::size_t files_ = 0;
  std::string questions_;
};

TEST(GoPeer, AcceptsOurProofsAndCheckpoints) {
  SKIP_WITHOUT_GO();
  GoPeer peer;
  std::vector<std::string> expected;
  for (const std::size_t size : {1U, 2U, 7U, 256U, 300U}) {
    const SampleLog log(size);
    const auto vkey = log.key.verifier().text();
    peer.ask("checkpoint " + peer.file(to_text(log.signed_head())) + " " + vkey);
    expected.push_back("ok ledger.example/title-1 " + std::to_string(size));
    for (const std::size_t index : {std::size_t{0}, size / 2, size - 1}) {
      peer.ask("proof " + peer.file(to_text(log.proof(index))) + " " + vkey + " " +
               log.commitment(index).hex());
      expected.push_back("ok entry " + std::to_string(index) + " of " + std::to_string(size) +
                         " of ledger.example/title-1");
    }
  }
  EXPECT_EQ(peer.answers(), expected);
}

TEST(GoPeer, RejectsAProofOfWhichAnyByteIsAnother) {
  SKIP_WITHOUT_GO();
  const SampleLog log(21);
  const auto vkey = log.key.verifier().text();
  const auto good = to_text(log.proof(13));
  const auto commitment = log.commitment(13).hex();
  GoPeer peer;
  peer.ask("proof " + peer.file(good) + " " + vkey + " " + commitment);
  for (std::size_t at = 0; at < good.size(); ++at)
    for (const unsigned bit : {0U, 1U, 2U, 5U, 7U})
      peer.ask("proof " + peer.file(flipped(good, at, bit)) + " " + vkey + " " + commitment);
  peer.ask("proof " + peer.file(good) + " " + vkey + " " + log.commitment(12).hex());
  peer.ask("proof " + peer.file(good) + " " +
           test::sample_key(SampleLog::name, "other").verifier().text() + " " + commitment);
  for (std::size_t size = 0; size < good.size(); size += 11)
    peer.ask("proof " + peer.file(good.substr(0, size)) + " " + vkey + " " + commitment);
  const auto answers = peer.answers();
  ASSERT_GT(answers.size(), 5 * good.size());
  EXPECT_TRUE(answers[0].starts_with("ok ")) << answers[0];
  for (std::size_t at = 1; at < answers.size(); ++at)
    EXPECT_TRUE(answers[at].starts_with("no ")) << "variant " << at - 1 << ": " << answers[at];
}

TEST(GoPeer, AcceptsOurConsistencyAndNoOther) {
  SKIP_WITHOUT_GO();
  GoPeer peer;
  SampleLog log;
  std::vector<std::string> heads;
  const std::vector<std::size_t> sizes = {1, 2, 3, 8, 13, 256, 300};
  for (const auto size : sizes) {
    log.append(size - log.rows.size());
    heads.push_back(peer.file(to_text(log.signed_head())));
  }
  TileHashes hashes(log.tile_reader());
  std::size_t count = 0;
  for (std::size_t newer = 1; newer < sizes.size(); ++newer) {
    for (std::size_t older = 0; older < newer; ++older, ++count) {
      const auto path = *consistency_path({sizes[older], sizes[newer]}, hashes.reader());
      std::string text;
      for (const auto& hash : path) text += (text.empty() ? "" : ",") + hash.hex();
      const auto asked = [&](const std::string& one) {
        peer.ask("consistency " + heads[older] + " " + heads[newer] + " " +
                 log.key.verifier().text() + " " + one);
      };
      asked(text);
      asked((text[0] == '0' ? "1" : "0") + text.substr(1));
    }
  }
  const auto answers = peer.answers();
  ASSERT_EQ(answers.size(), 2 * count);
  for (std::size_t at = 0; at < answers.size(); ++at)
    EXPECT_TRUE(answers[at].starts_with(at % 2 == 0 ? "ok " : "no ")) << at << " " << answers[at];
}

TEST(GoPeer, SignsWhatWeVerifyWithTheSameKey) {
  SKIP_WITHOUT_GO();
  GoPeer peer;
  const SampleLog log(5);
  const auto text = to_text(log.signed_head().checkpoint);
  peer.ask("sign " + peer.file(text) + " " + log.key.secret_text() + " " + peer.path("signed"));
  const auto answers = peer.answers();
  ASSERT_EQ(answers, std::vector<std::string>{"ok signed by ledger.example/title-1"});
  const auto checkpoint = parse_checkpoint(read_file(peer.path("signed")));
  ASSERT_TRUE(checkpoint.has_value()) << checkpoint.error().message;
  EXPECT_EQ(*checkpoint, log.signed_head());
  EXPECT_TRUE(check_trust(*checkpoint, log.trust()).has_value());
}

/// What a stranger gets: proof, record, salt and public key as files, and the script.
class EvidencePack {
 public:
  EvidencePack(const SampleLog& log, std::size_t index) {
    write("proof", to_text(log.proof(index)));
    write("record", log.rows.at(index).record);
    write("salt", log.rows.at(index).salt);
    write("key.pem", *log.key.verifier().pem());
    write("commitment", log.rows.at(index).commitment);
    write("verify.sh", verify_script());
  }
  void write(std::string_view name, std::string_view content) { folder_.write(name, content); }
  [[nodiscard]] std::string read(std::string_view name) const {
    return read_file(folder_.at(name));
  }
  [[nodiscard]] test::Ran run() const {
    return run_command("cd " + folder_.text() + " && bash verify.sh proof record salt key.pem");
  }
  /// Runs the script with `name` holding something else, then puts it back.
  test::Ran run_with(std::string_view name, std::string_view content) {
    const auto good = read(name);
    write(name, content);
    const auto ran = run();
    write(name, good);
    return ran;
  }
  [[nodiscard]] std::string at(std::string_view name) const { return folder_.at(name); }

 private:
  TempDir folder_;
};

TEST(VerifyScript, HasAtMostFortyLines) {
  EXPECT_LE(std::ranges::count(verify_script(), '\n'), 40);
  EXPECT_LE(std::ranges::count(verify_pack_script(), '\n'), 40);
  EXPECT_TRUE(verify_script().starts_with("#!/bin/bash\n"));
}

TEST(VerifyScript, VerifiesEntriesOfSmallAndLargeLogs) {
  for (const auto& [size, index] :
       {std::pair{1U, 0U}, {2U, 1U}, {7U, 6U}, {21U, 13U}, {300U, 255U}, {300U, 299U}}) {
    const EvidencePack pack(SampleLog(size), index);
    const auto ran = pack.run();
    EXPECT_EQ(ran.code, 0) << ran.output;
    EXPECT_EQ(ran.output, "VERIFIED: entry " + std::to_string(index) + " of the " +
                              std::to_string(size) + " entries of ledger.example/title-1\n");
  }
}

TEST(VerifyScript, TakesExtraDataAndCosignaturesAlong) {
  const SampleLog log(7);
  EvidencePack pack(log, 3);
  auto proof = log.proof(3);
  proof.extra = "for the insurer";
  const auto witness = test::sample_key("witness.example", "w", KeyType::Cosignature);
  cosign_checkpoint(proof.checkpoint, witness,
                    std::chrono::sys_seconds{std::chrono::seconds{1'790'000'000}});
  const auto ran = pack.run_with("proof", to_text(proof));
  EXPECT_EQ(ran.code, 0) << ran.output;
}

TEST(VerifyScript, RejectsWhateverWasAlteredAndSaysWhat) {
  const SampleLog log(21);
  EvidencePack pack(log, 13);
  const auto proof = pack.read("proof");
  const auto other_key = test::sample_key(SampleLog::name, "other");
  struct Case {
    const char* file;
    std::string content;
    const char* says;
  };
  const auto replaced = [&proof](std::string_view from, std::string_view to) {
    auto text = proof;
    return text.replace(text.find(from), from.size(), to);
  };
  const Case cases[] = {
      {"record", pack.read("record") + " ", "was altered"},
      {"record", flipped(pack.read("record"), 5, 0), "was altered"},
      {"record", "", "was altered"},
      {"salt", flipped(pack.read("salt"), 31, 7), "was altered"},
      {"salt", pack.read("salt").substr(1), "was altered"},
      {"key.pem", *other_key.verifier().pem(), "did not sign"},
      {"key.pem", "no key", "is no public key"},
      {"proof", to_text(log.proof(12)), "was altered"},
      {"proof", "", "is no proof"},
      {"proof", replaced("@v1", "@v2"), "is no proof"},
      {"proof", replaced("index 13", "index 12"), "was altered"},
      {"proof", replaced("index 13", "index 21"), "has no entry 21"},
      {"proof", replaced("index 13", "index 1$(id)"), "has no index"},
      {"proof", replaced("\n21\n", "\n22\n"), "signature is wrong"},
      {"proof", replaced("\n21\n", "\na[$(id)]\n"), "has no entry"},
      {"proof", proof.substr(0, proof.find("\xE2\x80\x94")), "did not sign"},
      {"proof", proof.substr(0, proof.find("index") + 8) + proof.substr(proof.find("\n\n")),
       "was altered"}};
  for (const auto& [file, content, says] : cases) {
    const auto ran = pack.run_with(file, content);
    EXPECT_EQ(ran.code, 1) << file << ": " << ran.output;
    EXPECT_NE(ran.output.find("NOT VERIFIED"), std::string::npos) << ran.output;
    EXPECT_NE(ran.output.find(says), std::string::npos)
        << "expected: " << says << "\ngot: " << ran.output;
  }
}

TEST(VerifyScript, RejectsAProofOfWhichAnySampledByteIsAnother) {
  EvidencePack pack(SampleLog(5), 3);
  const auto proof = pack.read("proof");
  for (std::size_t at = 0; at < proof.size(); at += 11)
    EXPECT_EQ(pack.run_with("proof", flipped(proof, at, 2)).code, 1) << "byte " << at;
}

// Somebody else's script of the same purpose; it takes the commitment as the entry.
TEST(OtherScript, AcceptsOurProofsAndRejectsTamperedOnes) {
  const auto script =
      std::filesystem::path(GG_SOURCE_DIR).parent_path() / "shared/oracles/tlog/verify.sh";
  if (!std::filesystem::exists(script)) GTEST_SKIP() << "no foreign verify.sh beside the checkout";
  EvidencePack pack(SampleLog(300), 255);
  const auto run = [&] {
    return run_command("bash " + script.string() + " " + pack.at("proof") + " " +
                       pack.at("commitment") + " " + pack.at("key.pem"));
  };
  const auto good = run();
  EXPECT_EQ(good.code, 0) << good.output;
  EXPECT_NE(good.output.find("INCLUDED index=255 size=300"), std::string::npos) << good.output;
  for (const auto* name : {"proof", "commitment"}) {
    const auto content = pack.read(name);
    pack.write(name, flipped(content, content.size() / 2, 0));
    EXPECT_NE(run().code, 0) << name;
    pack.write(name, content);
  }
}

}  // namespace
}  // namespace gg::ledger
