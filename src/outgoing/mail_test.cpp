#include "outgoing/mail.h"

#include "json/json.h"
#include "support/server_process.h"
#include "support/temp_dir.h"

#include <fstream>

#include <gtest/gtest.h>

namespace gg::outgoing {
namespace {

constexpr auto python = "/usr/bin/python3";  // Debian's, which has python3-aiosmtpd
constexpr auto server_script = GG_SOURCE_DIR "/tests/outgoing/smtp_server.py";

/// A mail server in the clear, and what it took.
struct MailServer {
  TempDir folder;
  ServerProcess process{{python, server_script, folder.text()}};
  MailSettings settings{
      .host = "127.0.0.1", .port = process.port(), .security = MailSecurity::None};

  Json taken(int number) const {
    std::ifstream in(folder.at(std::to_string(number) + ".json"));
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    return parse_json(text).value_or(Json());
  }
};

Mail good_mail() {
  return {.from = {"Goodgate", "desk@studio.example"},
          .to = {{"Ada Lovelace", "ada@studio.example"}},
          .subject = "Approval wanted",
          .text = "Please look at shot 12A.\n",
          .id = "01J00000000000000000000001.1",
          .date = std::chrono::sys_seconds(std::chrono::seconds(1'800'000'000))};
}

TEST(SendMail, ArrivesAsWritten) {
  const MailServer server;
  ASSERT_NE(server.process.port(), 0) << "tools/setup test installs python3-aiosmtpd";
  const auto sent = send_mail(good_mail(), server.settings);
  ASSERT_TRUE(sent.has_value()) << sent.error().message;
  auto taken = server.taken(1);
  EXPECT_EQ(taken["sender"], "desk@studio.example");
  EXPECT_EQ(taken["recipients"], Json({"ada@studio.example"}));
  EXPECT_EQ(taken["headers"]["subject"], "Approval wanted");
  EXPECT_EQ(taken["headers"]["from"], "Goodgate <desk@studio.example>");
  EXPECT_EQ(taken["headers"]["to"], "Ada Lovelace <ada@studio.example>");
  EXPECT_EQ(taken["headers"]["date"], "Fri, 15 Jan 2027 08:00:00 +0000");
  EXPECT_EQ(taken["headers"]["message-id"], "<01J00000000000000000000001.1@studio.example>");
  EXPECT_EQ(taken["headers"]["mime-version"], "1.0");
  EXPECT_EQ(taken["parts"][0]["content"], "Please look at shot 12A.\n");
  EXPECT_EQ(taken["defects"], Json::array());
}

TEST(SendMail, KeepsUtf8HtmlAndAttachments) {
  const MailServer server;
  auto mail = good_mail();
  mail.subject =
      "Freigabe für „Der große Schnitt“ – Einstellung 12A, Szene 7 und alle übrigen Szenen";
  mail.from.name = "Clearance, \"Gute\" Klappe";
  mail.to = {{"Zoë Ångström", "zoe@studio.example"}, {"", "ada@studio.example"}};
  mail.text = "Größe, " + std::string(3000, 'x') + "\n.\n..\nFrom here\n";
  mail.html = "<p>Größe</p>\n";
  std::string bytes;
  for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
  mail.attachments = {{"Freigabe ä\".pdf", "application/pdf", bytes},
                      {"a.txt", "text/plain; charset=utf-8", "é"}};
  const auto sent = send_mail(mail, server.settings);
  ASSERT_TRUE(sent.has_value()) << sent.error().message;
  auto taken = server.taken(1);
  EXPECT_EQ(taken["headers"]["subject"], mail.subject);
  EXPECT_EQ(taken["from"], mail.from.name);
  EXPECT_EQ(taken["to"][0]["name"], "Zoë Ångström");
  EXPECT_EQ(taken["recipients"], Json({"zoe@studio.example", "ada@studio.example"}));
  EXPECT_EQ(taken["shape"], Json({"multipart/mixed", "multipart/alternative", "text/plain",
                                  "text/html", "application/pdf", "text/plain"}));
  EXPECT_EQ(taken["parts"][0]["content"], mail.text);
  EXPECT_EQ(taken["parts"][1]["content"], mail.html);
  EXPECT_EQ(taken["parts"][2]["name"], "Freigabe ä\".pdf");
  EXPECT_EQ(taken["parts"][2]["disposition"], "attachment");
  EXPECT_EQ(taken["parts"][2]["content"].get<std::string>().size(), 512U);
  EXPECT_EQ(taken["parts"][2]["content"].get<std::string>().substr(502), "fbfcfdfeff");
  EXPECT_EQ(taken["parts"][3]["content"], "é");
  EXPECT_EQ(taken["defects"], Json::array());
  EXPECT_EQ(taken["header_defects"], Json::array());
  EXPECT_LE(taken["longest_line"].get<int>(), 998);
}

struct FailureCase {
  std::vector<Mailbox> to;
  const char* subject;
  MailFailure failure;
  int reply;
  const char* says;
};

TEST(SendMail, TellsPermanentFromTemporaryRefusals) {
  const MailServer server;
  const Mailbox ada{"", "ada@studio.example"};
  const FailureCase cases[] = {
      {{{"", "nobody@x"}}, "s", MailFailure::Permanent, 550, "no such mailbox"},
      {{{"", "later@x"}}, "s", MailFailure::Temporary, 451, "come again later"},
      {{ada, {"", "nobody@x"}}, "s", MailFailure::Permanent, 550, "no such mailbox"},
      {{ada}, "refused", MailFailure::Permanent, 554, "we do not take this"},
      {{ada}, "s\r\nBcc: b@x", MailFailure::Permanent, 0, "line break"},
      {{{"", "no address"}}, "s", MailFailure::Permanent, 0, "no mail address"},
  };
  for (const auto& one : cases) {
    auto mail = good_mail();
    mail.to = one.to;
    mail.subject = one.subject;
    const auto sent = send_mail(mail, server.settings);
    ASSERT_FALSE(sent.has_value()) << one.says;
    EXPECT_EQ(sent.error().failure, one.failure) << sent.error().message;
    EXPECT_EQ(sent.error().reply, one.reply) << sent.error().message;
    EXPECT_NE(sent.error().message.find(one.says), std::string::npos) << sent.error().message;
  }
  EXPECT_EQ(server.taken(1), Json()) << "nothing was taken";
}

TEST(SendMail, IsTemporaryWhenTheServerIsDownOrSilent) {
  MailServer server;
  server.settings.timeout = std::chrono::milliseconds(300);
  server.process.stop();
  const auto down = send_mail(good_mail(), server.settings);
  ASSERT_FALSE(down.has_value());
  EXPECT_EQ(down.error().failure, MailFailure::Temporary);
  EXPECT_EQ(down.error().reply, 0);
  const ServerProcess silent({python, "-c",
                              "import socket, time\ns = socket.create_server(('127.0.0.1', 0))\n"
                              "print(s.getsockname()[1], flush=True)\ntime.sleep(60)"});
  server.settings.port = silent.port();
  const auto slow = send_mail(good_mail(), server.settings);
  ASSERT_FALSE(slow.has_value());
  EXPECT_EQ(slow.error().failure, MailFailure::Temporary);
}

/// A server that demands STARTTLS and a password, with a certificate of its own authority.
class StartTls : public testing::Test {
 protected:
  void SetUp() override {
    const std::string make = GG_SOURCE_DIR "/tests/outgoing/certificates ";
    ASSERT_EQ(std::system((make + folder_.text() + " >/dev/null 2>&1").c_str()), 0);
    server_ = std::make_unique<ServerProcess>(std::vector<std::string>{
        python, server_script, folder_.text(), folder_.at("server.pem"), folder_.at("server.key")});
    settings_ = {.host = "127.0.0.1",
                 .port = server_->port(),
                 .security = MailSecurity::StartTls,
                 .user = "desk",
                 .password = "open sesame",
                 .ca_file = folder_.at("ca.pem")};
  }

  TempDir folder_;
  std::unique_ptr<ServerProcess> server_;
  MailSettings settings_;
};

TEST_F(StartTls, SendsEncryptedWithThePassword) {
  const auto sent = send_mail(good_mail(), settings_);
  ASSERT_TRUE(sent.has_value()) << sent.error().message;
  std::ifstream in(folder_.at("1.json"));
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  EXPECT_EQ(parse_json(text).value()["tls"], true);
}

TEST_F(StartTls, WrongSettingsLoseNoMail) {
  std::vector<MailSettings> wrong(4, settings_);
  wrong[0].password = "open barley";
  wrong[1].ca_file.clear();       // an authority that nobody else knows
  wrong[2].host = "rebind.test";  // this machine (http_client_test.cpp), but not in the certificate
  wrong[3].security = MailSecurity::None;
  for (std::size_t index = 0; index < wrong.size(); ++index) {
    const auto sent = send_mail(good_mail(), wrong[index]);
    ASSERT_FALSE(sent.has_value()) << index;
    EXPECT_EQ(sent.error().reply, index == 0 ? 535 : 0) << sent.error().message;
    EXPECT_EQ(sent.error().failure, MailFailure::Temporary) << index << sent.error().message;
  }
}

TEST_F(StartTls, IsDemandedOfAServerThatHasNone) {
  const MailServer plain;
  auto settings = plain.settings;
  settings.security = MailSecurity::StartTls;
  const auto sent = send_mail(good_mail(), settings);
  ASSERT_FALSE(sent.has_value());
  EXPECT_EQ(sent.error().failure, MailFailure::Temporary);
  EXPECT_EQ(plain.taken(1), Json());
}

}  // namespace
}  // namespace gg::outgoing
