#include "ledger/note.h"

#include "ledger/checkpoint.h"
#include "support/sample_log.h"

#include <gtest/gtest.h>

namespace gg::ledger {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// The key, the text and the signature that Go's package golang.org/x/mod/sumdb/note documents.
constexpr const char* peter_public =
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
constexpr const char* peter_secret =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
constexpr const char* peter_text =
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n";
constexpr const char* peter_line =
    "— PeterNeumann "
    "x08go/ZJkuBS9UG/"
    "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

TEST(Note, OfGosPackageIsReadCheckedAndSignedTheSame) {
  const auto note = parse_note(std::string(peter_text) + "\n" + peter_line);
  ASSERT_TRUE(note.has_value()) << note.error().message;
  EXPECT_EQ(note->text, peter_text);
  const auto key = VerifierKey::parse(peter_public);
  ASSERT_TRUE(key.has_value()) << key.error().message;
  EXPECT_EQ(key->id(), 0xc74f20a3U);
  EXPECT_EQ(key->text(), peter_public);
  EXPECT_EQ(check_signature(*note, *key).state, SignatureState::Good);
  const auto secret = SigningKey::parse(peter_secret);
  ASSERT_TRUE(secret.has_value()) << secret.error().message;
  EXPECT_EQ(secret->secret_text(), peter_secret);
  EXPECT_EQ(secret->verifier(), *key);
  EXPECT_EQ(to_text(SignedNote{peter_text, {sign_note(peter_text, *secret)}}),
            std::string(peter_text) + "\n" + peter_line);
}

// The checkpoint and cosignature printed in C2SP tlog-cosignature; its keys are not published.
TEST(Note, KeepsSignaturesOfUnknownKeysAsTheyAre) {
  const std::string text =
      "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
      "— example.com/behind-the-sofa "
      "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
      "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
      "— witness.example.com/w1 "
      "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
      "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
  const auto checkpoint = parse_checkpoint(text);
  ASSERT_TRUE(checkpoint.has_value()) << checkpoint.error().message;
  EXPECT_EQ(checkpoint->checkpoint.origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint->checkpoint.head.size, 20852163U);
  EXPECT_EQ(checkpoint->note.signatures.at(1).bytes.size(), 72U);
  EXPECT_EQ(to_text(*checkpoint), text);
  EXPECT_EQ(check_signature(checkpoint->note, *VerifierKey::parse(peter_public)).state,
            SignatureState::Absent);
}

TEST(ParseNote, RefusesWhatIsNoNoteAndSaysWhere) {
  const std::string good = std::string(peter_text) + "\n" + peter_line;
  const auto line = std::string(peter_line);
  const std::pair<std::string, const char*> cases[] = {
      {"", "no blank line"},
      {peter_text, "no blank line"},
      {peter_text + std::string("\n"), "has no signature"},
      {good.substr(0, good.size() - 1), "last line has no end"},
      {good + "x\n", "signature line 2 does not begin with an em dash"},
      {good + "— x\n", "signature line 2 has no key name"},
      {good + "—  AAAAAAAA\n", "impossible key name"},
      {good + "— a+b AAAAAAAA\n", "impossible key name"},
      {good + "— a\xC2\xA0 AAAAAAAA\n", "impossible key name"},
      {good + "— a AAAAAA\n", "not base 64"},
      {good + "— a AAAAAA==\n", "too short"},
      {good + "— a AAAAAAAA x\n", "not base 64"},
      {"a\tb\n" + good, "control character"},
      {"a\r\n" + good, "control character"},
      {"\xC3\x28\n" + good, "not UTF-8"}};
  for (const auto& [text, message] : cases) {
    const auto note = parse_note(text);
    ASSERT_FALSE(note.has_value()) << text;
    EXPECT_EQ(note.error().kind, ErrorKind::InvalidInput);
    EXPECT_NE(note.error().message.find(message), std::string::npos) << note.error().message;
  }
}

TEST(ParseNote, LimitsAreExact) {
  std::string text = std::string(peter_text) + "\n";
  for (int count = 0; count < 64; ++count) text += peter_line;
  EXPECT_TRUE(parse_note(text).has_value());
  EXPECT_EQ(parse_note(text + peter_line).error().kind, ErrorKind::LimitExceeded);
  EXPECT_TRUE(parse_note(text, {.note_bytes_max = text.size()}).has_value());
  EXPECT_EQ(parse_note(text, {.note_bytes_max = text.size() - 1}).error().kind,
            ErrorKind::LimitExceeded);
}

TEST(VerifierKey, RefusesWhatIsNoKey) {
  const std::string good = peter_public;
  const std::string cases[] = {"",
                               "a",
                               "a+b",
                               good.substr(1),
                               good + "=",
                               "PeterNeumann+c74f20a4+" + good.substr(22),
                               "PeterNeumann+C74F20A3+" + good.substr(22),
                               peter_secret,
                               "a+00000000+" + std::string(44, 'A'),
                               std::string(5000, 'a')};
  for (const auto& text : cases) {
    const auto key = VerifierKey::parse(text);
    ASSERT_FALSE(key.has_value()) << text;
    EXPECT_EQ(key.error().kind, ErrorKind::InvalidInput);
  }
  for (const auto& text :
       {std::string(peter_secret).substr(12), std::string(peter_public),
        std::string(peter_secret) + "A",
        "PRIVATE+KEY+PeterNeumann+c74f20a4" + std::string(peter_secret).substr(33)}) {
    const auto key = SigningKey::parse(text);
    ASSERT_FALSE(key.has_value()) << text;
    EXPECT_EQ(key.error().message.find("AYEKFALV"), std::string::npos);
  }
}

TEST(VerifierKey, KeepsAPlaceForMlDsaAndPassesItsSignaturesOver) {
  std::string material(1313, '\x5A');
  material[0] = 0x06;
  std::string message = "witness.example/pq\n" + material;
  const auto id = sha256_of(message).hex().substr(0, 8);
  const auto key = VerifierKey::parse("witness.example/pq+" + id + "+" + base64_of(material));
  ASSERT_TRUE(key.has_value()) << key.error().message;
  EXPECT_FALSE(key->can_verify());
  test::SampleLog log(3);
  auto checkpoint = log.signed_head();
  checkpoint.note.signatures.push_back({key->name(), key->id(), std::string(8 + 2420, '\1')});
  EXPECT_EQ(check_signature(checkpoint.note, *key).state, SignatureState::Unsupported);
  EXPECT_EQ(parse_checkpoint(to_text(checkpoint)), checkpoint);
  EXPECT_TRUE(check_trust(checkpoint, {log.key.verifier(), {*key}, 0}).has_value());
  EXPECT_FALSE(check_trust(checkpoint, {log.key.verifier(), {*key}, 1}).has_value());
}

TEST(SigningKey, SignsForSeveralLogsWithOneSecret) {
  const auto one = test::sample_key("ledger.example/a", "secret");
  const auto other = one.renamed("ledger.example/b");
  ASSERT_TRUE(other.has_value());
  EXPECT_NE(other->verifier().id(), one.verifier().id());
  EXPECT_EQ(*other->verifier().pem(), *one.verifier().pem());
  const auto again = SigningKey::parse(other->secret_text());
  ASSERT_TRUE(again.has_value()) << again.error().message;
  EXPECT_EQ(again->verifier(), other->verifier());
  EXPECT_FALSE(one.renamed("two words").has_value());
}

TEST(CheckTrust, CountsWitnessesAndTellsTheirTime) {
  const test::SampleLog log(5);
  const auto studio = test::sample_key("studio.example", "w1", KeyType::Cosignature);
  const auto partner = test::sample_key("partner.example", "w2", KeyType::Cosignature);
  auto checkpoint = log.signed_head();
  cosign_checkpoint(checkpoint, studio, sys_seconds{seconds{1'790'000'000}});
  const auto read = parse_checkpoint(to_text(checkpoint));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(check_signature(read->note, studio.verifier()).time,
            sys_seconds{seconds{1'790'000'000}});
  const std::vector<VerifierKey> both{studio.verifier(), partner.verifier()};
  EXPECT_TRUE(check_trust(*read, {log.key.verifier(), both, 1}).has_value());
  const auto few = check_trust(*read, {log.key.verifier(), both, 2});
  ASSERT_FALSE(few.has_value());
  EXPECT_EQ(few.error().message, "1 known witnesses signed the checkpoint; 2 must");
  auto later = *read;
  later.note.signatures[1].bytes[7] ^= 1;  // the last byte of its time
  EXPECT_EQ(check_signature(later.note, studio.verifier()).state, SignatureState::Bad);
  EXPECT_FALSE(check_trust(later, {log.key.verifier(), both, 0}).has_value());
  EXPECT_TRUE(check_trust(later, {log.key.verifier(), {}, 0}).has_value());
}

TEST(CheckTrust, TellsTheWrongKeyFromTheWrongSignature) {
  const test::SampleLog log(5);
  const auto wrong_key =
      check_trust(log.signed_head(), {test::sample_key(log.name, "other").verifier(), {}, 0});
  ASSERT_FALSE(wrong_key.has_value());
  EXPECT_EQ(wrong_key.error().kind, ErrorKind::NotFound);
  auto altered = log.signed_head();
  altered.note.signatures[0].bytes[0] ^= 1;
  const auto wrong_signature = check_trust(altered, log.trust());
  ASSERT_FALSE(wrong_signature.has_value());
  EXPECT_EQ(wrong_signature.error().kind, ErrorKind::InvalidInput);
  auto other_log = log.signed_head();
  other_log.checkpoint.origin = "ledger.example/title-2";
  other_log.note.text = to_text(other_log.checkpoint);
  other_log.note.signatures = {sign_note(other_log.note.text, log.key)};
  EXPECT_NE(check_trust(other_log, log.trust())
                .error()
                .message.find("is of the log ledger.example/title-2"),
            std::string::npos);
}

TEST(ParseCheckpoint, RefusesOtherTextsAndNamesTheLine) {
  const test::SampleLog log(5);
  const auto signed_text = [&log](const std::string& text) {
    return to_text(SignedNote{text, {sign_note(text, log.key)}});
  };
  const auto root = base64_of(bytes_of(log.tree.root()));
  EXPECT_TRUE(parse_checkpoint(signed_text("a\n5\n" + root + "\n")).has_value());
  EXPECT_TRUE(parse_checkpoint(signed_text("a\n5\n" + root + "\nmore\n")).has_value());
  const std::pair<std::string, const char*> cases[] = {
      {"\n5\n" + root + "\n", "line 1"},
      {"a\n05\n" + root + "\n", "line 2"},
      {"a\n\n" + root + "\n", "line 2"},
      {"a\n-5\n" + root + "\n", "line 2"},
      {"a\n5 \n" + root + "\n", "line 2"},
      {"a\n9223372036854775808\n" + root + "\n", "line 2"},
      {"a\n5\n" + root.substr(4) + "\n", "line 3"},
      {"a\n5\n", "line 3"},
      {"a\n5\n" + root + "\n\nmore\n", "extension"}};
  for (const auto& [text, message] : cases) {
    const auto checkpoint = parse_checkpoint(signed_text(text));
    ASSERT_FALSE(checkpoint.has_value()) << text;
    EXPECT_NE(checkpoint.error().message.find(message), std::string::npos)
        << checkpoint.error().message;
  }
}

}  // namespace
}  // namespace gg::ledger
