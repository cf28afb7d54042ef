#include "outgoing/http_url.h"

#include <gtest/gtest.h>

namespace gg::outgoing {
namespace {

TEST(CheckUrl, TakesHttpsAndHttpOfTrustedHosts) {
  const std::vector<std::string> trusted = {"idp.internal:8443", "127.0.0.1:80"};
  EXPECT_FALSE(check_url("https://example.org/hook?x=1", trusted).value().is_trusted);
  EXPECT_TRUE(check_url("https://IDP.internal:8443/", trusted).value().is_trusted);
  EXPECT_FALSE(check_url("https://idp.internal/", trusted).value().is_trusted);
  EXPECT_TRUE(check_url("http://idp.internal:8443/", trusted).value().is_trusted);
  EXPECT_TRUE(check_url("http://127.0.0.1/", trusted).value().is_trusted);
  EXPECT_FALSE(check_url("https://[2606:4700::1111]/", trusted).value().is_trusted);
}

TEST(CheckUrl, SaysWhatIsWrong) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "no URL"},
      {"example.org/hook", "no URL"},
      {"https://", "no URL"},
      {"https:example.org", "no URL"},
      {"https:/example.org", "no URL"},
      {"https:///example.org", "no URL"},
      {"https:/example.org/://x", "no URL"},
      {"https:/https://example.org", "no URL"},
      {"https://example.org:99999/", "no URL"},
      {"http://example.org/", "not https"},
      {"ftp://example.org/", "not https"},
      {"file:///etc/passwd", "no URL"},
      {"gopher://127.0.0.1:25/x", "not https"},
      {"https://user@example.org/", "user or password"},
      {"https://user:pass@example.org/", "user or password"},
      {"https://example.org/#x", "fragment"},
      {"https://example.org/#", "fragment"},
      {"https://example.org/a b", "blanks"},
      {"https://example.org/\r\nX: y", "blanks"},
      {"https://example.org\\@127.0.0.1/", "blanks"},
      {"https://exämple.org/", "blanks"},
      {"https://example.org/" + std::string(2048, 'x'), "longer than 2,048"},
  };
  for (const auto& [url, says] : cases) {
    const auto checked = check_url(url, {});
    ASSERT_FALSE(checked.has_value()) << url;
    EXPECT_NE(checked.error().message.find(says), std::string::npos)
        << url << ": " << checked.error().message;
  }
}

TEST(Resolved, LeadsAsRfc3986Says) {
  const std::string base = "https://example.org/a/b.c2pa?x=1#part";
  for (const auto& [reference, leads] : {std::pair{"/d", "https://example.org/d"},
                                         {"d", "https://example.org/a/d"},
                                         {"../d?y=2", "https://example.org/d?y=2"},
                                         {"//other.example/d", "https://other.example/d"},
                                         {"http://other.example/d", "http://other.example/d"}})
    EXPECT_EQ(resolved(base, reference).value(), leads) << reference;
  EXPECT_EQ(resolved(base, "https://").error().kind, ErrorKind::InvalidInput);
}

}  // namespace
}  // namespace gg::outgoing
