#include "outgoing/mail_header.h"

#include <gtest/gtest.h>

namespace gg::outgoing {
namespace {

TEST(MailAddress, IsADotStringAtADomainInAscii) {
  for (const auto* good : {"ada@studio.example", "a.b+c@x-y.example", "x@localhost", "o'hara@a.b"})
    EXPECT_TRUE(is_mail_address(good)) << good;
  for (const auto* bad : {"",
                          "ada",
                          "@x",
                          "ada@",
                          ".a@x",
                          "a.@x",
                          "a..b@x",
                          "a b@x",
                          "a@x..y",
                          "a@-x",
                          "a@x-",
                          "\"a\"@x",
                          "a@[127.0.0.1]",
                          "a@x\r\nRCPT TO:<b@y>",
                          "ädä@x",
                          "a@ü.example",
                          "a@b@c",
                          "a,b@c",
                          "<a@b>",
                          "a@b>",
                          "a@x_y"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  EXPECT_TRUE(is_mail_address(std::string(64, 'a') + "@b"));
  EXPECT_FALSE(is_mail_address(std::string(65, 'a') + "@b"));
  EXPECT_FALSE(is_mail_address("a@" + std::string(64, 'b')));
}

TEST(HeaderText, EncodesInWordsOfWholeCharacters) {
  EXPECT_EQ(header_text("Approval wanted"), "Approval wanted");
  EXPECT_EQ(header_text("Grüße"), "=?UTF-8?B?R3LDvMOfZQ==?=");
  EXPECT_EQ(header_text("=?UTF-8?B?eA==?="), "=?UTF-8?B?PT9VVEYtOD9CP2VBPT0/PQ==?=");
  std::string long_text;
  for (int count = 0; count < 40; ++count) long_text += "é€";
  const auto encoded = "Subject: " + header_text(long_text);
  for (std::size_t at = 0; at < encoded.size();) {
    const auto end = std::min(encoded.find("\r\n ", at), encoded.size());
    EXPECT_LE(end - at, 76U);
    at = end + 3;
  }
}

TEST(HeaderMailbox, QuotesWhatIsNoAtom) {
  EXPECT_EQ(header_mailbox({"", "a@b"}), "<a@b>");
  EXPECT_EQ(header_mailbox({"Ada L", "a@b"}), "Ada L <a@b>");
  EXPECT_EQ(header_mailbox({"Lovelace, \"Ada\" \\", "a@b"}), R"("Lovelace, \"Ada\" \\" <a@b>)");
  EXPECT_EQ(header_mailbox({"Zoë", "a@b"}), "=?UTF-8?B?Wm/Dqw==?=\r\n <a@b>");
}

TEST(HeaderDate, IsInUtc) {
  const auto at = [](std::int64_t count) {
    return header_date(std::chrono::sys_seconds(std::chrono::seconds(count)));
  };
  EXPECT_EQ(at(0), "Thu, 01 Jan 1970 00:00:00 +0000");
  EXPECT_EQ(at(951'827'696), "Tue, 29 Feb 2000 12:34:56 +0000");
  EXPECT_EQ(at(1'800'000'000), "Fri, 15 Jan 2027 08:00:00 +0000");
}

TEST(Disposition, EncodesTheNameWhereItIsNoShortAscii) {
  EXPECT_EQ(disposition_field("take 7.pdf"),
            "Content-Disposition: attachment;\r\n filename=\"take 7.pdf\"");
  EXPECT_EQ(disposition_field("a\"é.pdf"),
            "Content-Disposition: attachment;\r\n filename*=UTF-8''a%22%C3%A9.pdf");
}

Mail good_mail() {
  return {.from = {"Goodgate", "desk@studio.example"},
          .to = {{"Ada", "ada@studio.example"}},
          .subject = "s",
          .text = "t",
          .id = "01J.1"};
}

TEST(MailFields, RefuseWhatWouldAddAHeader) {
  ASSERT_TRUE(mail_fields(good_mail()).has_value());
  std::vector<Mail> mails(11, good_mail());
  mails[0].subject = "s\r\nBcc: all@studio.example";
  mails[1].subject = "s\n";
  mails[2].subject = std::string("s\0", 2);
  mails[3].subject = "\xFF";
  mails[4].from.name = "G\r\n";
  mails[5].to[0].name = "A\nB";
  mails[6].to[0].address = "ada@studio.example\r\nX: y";
  mails[7].attachments = {{"a\n.pdf", "application/pdf", ""}};
  mails[8].attachments = {{"a.pdf", "application/pdf\r\nX: y", ""}};
  mails[9].id = "1>\r\nX: y";
  mails[10].to.clear();
  for (std::size_t index = 0; index < mails.size(); ++index) {
    const auto fields = mail_fields(mails[index]);
    ASSERT_FALSE(fields.has_value()) << index;
    EXPECT_EQ(fields.error().kind, ErrorKind::InvalidInput) << index;
  }
  auto many = good_mail();
  many.to.resize(101, many.to[0]);
  EXPECT_FALSE(mail_fields(many).has_value());
  auto large = good_mail();
  large.attachments = {{"a", "text/plain", std::string(mail_bytes_max, 'x')}};
  EXPECT_EQ(mail_fields(large).error().kind, ErrorKind::LimitExceeded);
}

}  // namespace
}  // namespace gg::outgoing
