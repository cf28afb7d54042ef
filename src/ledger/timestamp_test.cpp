#include "ledger/timestamp.h"

#include "base/sha256.h"
#include "support/run_command.h"
#include "support/temp_dir.h"

#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

namespace gg::ledger {
namespace {

/// A time-stamping authority made of `openssl ts`, with a root of its own.
class Authority {
 public:
  Authority() {
    folder_.write("ca.cnf",
                  "[req]\ndistinguished_name=dn\nprompt=no\n[dn]\nCN=Test "
                  "root\n[ca]\nbasicConstraints=critical,CA:TRUE\n"
                  "[tsa]\nextendedKeyUsage=critical,timeStamping\n"
                  "[plain]\nextendedKeyUsage=serverAuth\n"
                  "[ts]\ndefault_tsa=here\n[here]\nserial=serial\ncrypto_device=builtin\nsigner_"
                  "cert=tsa.pem\n"
                  "signer_key=tsa.key\ncerts=ca.pem\nsigner_digest=sha256\ndefault_policy=1.2.3."
                  "4\ndigests=sha256\n"
                  "accuracy=secs:1\nordering=no\ntsa_name=no\ness_cert_id_chain=no\n");
    folder_.write("serial", "2A\n");
    run("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out "
        "ca.pem -days 30 "
        "-config ca.cnf -extensions ca -subj '/CN=Test root'");
    run("openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout tsa.key -out "
        "tsa.csr -config ca.cnf "
        "-subj '/CN=Test TSA'");
    run("openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out tsa.pem -days "
        "20 -extfile ca.cnf "
        "-extensions tsa");
  }

  [[nodiscard]] std::string answer(const std::string& query) const {
    folder_.write("query", query);
    run("openssl ts -reply -config ca.cnf -section here -queryfile query -out reply");
    return read("reply");
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream in(folder_.at(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }
  std::string run(const std::string& command) const {
    const auto ran = test::run_command("cd " + folder_.text() + " && " + command);
    EXPECT_EQ(ran.code, 0) << ran.output;
    return ran.output;
  }
  void write(const std::string& name, const std::string& content) const {
    folder_.write(name, content);
  }

 private:
  TempDir folder_;
};

constexpr std::uint64_t nonce = 0xF00DF00DF00DF00D;

TEST(TimestampQuery, IsReadByOpenssl) {
  const Authority authority;
  const auto digest = sha256_of("checkpoint");
  authority.write("query", timestamp_query(digest, nonce));
  const auto text = authority.run("openssl ts -query -in query -text");
  EXPECT_NE(text.find("Hash Algorithm: sha256"), std::string::npos) << text;
  EXPECT_NE(text.find("Nonce: 0xF00DF00DF00DF00D"), std::string::npos) << text;
  EXPECT_NE(text.find("Certificate required: yes"), std::string::npos) << text;
}

TEST(CheckTimestamp, TakesTheAnswerOfAnAuthorityThatIsBelieved) {
  const Authority authority;
  const auto digest = sha256_of("checkpoint");
  const auto answer = authority.answer(timestamp_query(digest, nonce));
  const auto roots = authority.read("ca.pem");
  const auto stamp = check_timestamp(answer, {digest, nonce, roots});
  ASSERT_TRUE(stamp.has_value()) << stamp.error().message;
  EXPECT_EQ(stamp->serial, "2B");
  const auto away = std::chrono::system_clock::now() - stamp->time;
  EXPECT_LT(std::chrono::abs(away), std::chrono::minutes(5));
}

TEST(CheckTimestamp, RefusesEveryOtherAnswer) {
  const Authority authority;
  const Authority stranger;
  const auto digest = sha256_of("checkpoint");
  const auto query = timestamp_query(digest, nonce);
  const auto answer = authority.answer(query);
  const auto roots = authority.read("ca.pem");
  const auto other_root = stranger.read("ca.pem");
  const auto half_a_root = roots + roots.substr(0, roots.size() / 2);
  struct Case {
    const char* name;
    std::string answer;
    TimestampCheck check;
    const char* says;
  };
  const auto not_granted = authority.answer([&query] {
    auto bad = query;
    bad.replace(bad.find("\x60\x86\x48\x01\x65\x03\x04\x02\x01"), 9,
                "\x60\x86\x48\x01\x65\x03\x04\x02\x03");  // SHA-512
    return bad;
  }());
  const Case cases[] = {
      {"another digest", answer, {sha256_of("other"), nonce, roots}, "message imprint mismatch"},
      {"another nonce", answer, {digest, nonce + 1, roots}, "nonce mismatch"},
      {"another root", answer, {digest, nonce, other_root}, "certificate verify error"},
      {"another authority",
       stranger.answer(query),
       {digest, nonce, roots},
       "certificate verify error"},
      {"no root", answer, {digest, nonce, "no certificate"}, "no certificates in PEM"},
      {"empty root", answer, {digest, nonce, ""}, "no certificates in PEM"},
      {"half a root", answer, {digest, nonce, half_a_root}, "no certificates in PEM"},
      {"not granted", not_granted, {digest, nonce, roots}, "was not granted"},
      {"cut", answer.substr(0, answer.size() - 1), {digest, nonce, roots}, "is no answer"},
      {"longer", answer + "x", {digest, nonce, roots}, "has bytes behind its end"},
      {"empty", "", {digest, nonce, roots}, "is no answer"},
      {"too long", std::string((256U << 10U) + 1, 'x'), {digest, nonce, roots}, "is too long"}};
  for (const auto& [name, bytes, check, says] : cases) {
    const auto stamp = check_timestamp(bytes, check);
    ASSERT_FALSE(stamp.has_value()) << name;
    EXPECT_NE(stamp.error().message.find(says), std::string::npos)
        << name << ": " << stamp.error().message;
  }
}

TEST(CheckTimestamp, RefusesACertificateThatIsNotForTimeStamping) {
  const Authority authority;
  authority.run(
      "openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out plain.pem -days "
      "20 "
      "-extfile ca.cnf -extensions plain");
  const auto digest = sha256_of("checkpoint");
  const auto answer = authority.answer(timestamp_query(digest, nonce));
  EXPECT_FALSE(check_timestamp(answer, {digest, nonce, authority.read("plain.pem")}).has_value());
}

TEST(CheckTimestamp, RefusesAnAnswerOfWhichTheSignedPartWasAltered) {
  const Authority authority;
  const auto digest = sha256_of("checkpoint");
  const auto answer = authority.answer(timestamp_query(digest, nonce));
  const auto roots = authority.read("ca.pem");
  const auto imprint = answer.find(std::string(digest.bytes.begin(), digest.bytes.end()));
  ASSERT_NE(imprint, std::string::npos);
  for (std::size_t at = imprint; at < imprint + 60; ++at) {  // digest, serial, time
    auto altered = answer;
    altered[at] = static_cast<char>(static_cast<unsigned char>(altered[at]) ^ 1U);
    EXPECT_FALSE(check_timestamp(altered, {digest, nonce, roots}).has_value()) << at - imprint;
  }
}

}  // namespace
}  // namespace gg::ledger
