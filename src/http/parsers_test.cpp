#include "http/address.h"
#include "http/cookie.h"
#include "http/entity_tag.h"
#include "http/framing.h"
#include "http/head.h"
#include "http/listener.h"
#include "http/negotiate.h"
#include "http/range.h"
#include "http/request.h"
#include "http/target.h"
#include "http/token.h"

#include <gtest/gtest.h>

namespace gg::http {
namespace {

using namespace std::string_literals;

TEST(PercentDecode, DecodesOrRefuses) {
  EXPECT_EQ(percent_decode("a%41+%2b"), "aA++");
  EXPECT_EQ(percent_decode("a+b", Plus::IsSpace), "a b");
  for (const auto* broken : {"%", "%4", "a%4", "%g0", "%0g", "% 1"})
    EXPECT_EQ(percent_decode(broken), std::nullopt) << broken;
}

TEST(ParseTarget, CountsSegmentsAndParameters) {
  const TargetLimits limits{.target_bytes_max = 20, .segments_max = 2, .parameters_max = 2};
  EXPECT_TRUE(parse_target("/a/b?c&d", limits).has_value());
  EXPECT_EQ(parse_target("/a/b/c", limits).error().status, 414);
  EXPECT_EQ(parse_target("/a?b&c&d", limits).error().status, 414);
  EXPECT_EQ(parse_target("/" + std::string(20, 'a'), limits).error().status, 414);
  EXPECT_EQ(parse_target("", limits).error().status, 400);
}

TEST(ParseQuery, KeepsOrderAndRepetition) {
  const auto query = parse_query("a=1&b&a=2&=3&&c=x=y");
  ASSERT_TRUE(query.has_value());
  EXPECT_EQ(query->all("a"), (std::vector<std::string_view>{"1", "2"}));
  EXPECT_EQ(query->find("b"), "");
  EXPECT_EQ(query->find(""), "3");
  EXPECT_EQ(query->find("c"), "x=y");
  EXPECT_EQ(query->find("A"), std::nullopt);
}

TEST(ReadHead, ReadsWhatTheLibraryLeaves) {
  const auto head =
      read_head("GET\0/a\0x\0HTTP/1.1\0\0Host\0 h\0\0X\0  a \t\0\0Empty\0\0\0\0\0"s, 4);
  ASSERT_TRUE(head.has_value()) << head.error().detail;
  EXPECT_EQ(head->method, "GET");
  EXPECT_EQ(head->version, Version::Http11);
  EXPECT_EQ(head->headers, (Headers{{"Host", "h"}, {"X", "a"}, {"Empty", ""}}));
  EXPECT_EQ(head->headers.find("hOST"), "h");
}

TEST(ReadHead, RefusesEverythingElse) {
  const std::pair<std::string, int> cases[] = {
      {"", 400},
      {"GET", 400},
      {"GET\0/a\0HTTP/1.1\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0X\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0X\0y\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0X\0y\0\0\0\0z"s, 400},
      {"GET\0/a\0HTTP/1.1\0X\0y\0\0\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0X \0y\0\0\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0 X\0y\0\0\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0X\0y\0z\0\0\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0X\0y\rz\0\0\0\0"s, 400},
      {"GET\0/a\0HTTP/1.1\0\0X\0y\x01\0\0\0\0"s, 400},
      {"G T\0/a\0HTTP/1.1\0\0\0\0"s, 400},
      {"GET\0/ab\0HTTP/1.1\0\0\0\0"s, 400},
      {"GET\0/a\0HTTP/1.2\0\0\0\0"s, 505},
      {"GET\0/a\0http/1.1\0\0\0\0"s, 400},
  };
  ASSERT_TRUE(read_head("GET\0/a\0HTTP/1.1\0\0\0\0"s, 2).has_value());
  for (const auto& [bytes, status] : cases) {
    const auto head = read_head(bytes, 2);
    ASSERT_FALSE(head.has_value()) << bytes;
    EXPECT_EQ(head.error().status, status) << bytes;
  }
}

TEST(ParseRange, AnswersOneRangeTheWholeOrNone) {
  const std::pair<std::string, RangeAnswer> cases[] = {
      {"bytes=0-0", ByteRange{0, 1}},
      {"bytes=0-99", ByteRange{0, 10}},
      {"BYTES= 3-5 ", ByteRange{3, 6}},
      {"bytes=9-", ByteRange{9, 10}},
      {"bytes=-1", ByteRange{9, 10}},
      {"bytes=-10", ByteRange{0, 10}},
      {"bytes=0-18446744073709551615", ByteRange{0, 10}},
      {"bytes=0-99999999999999999999", ByteRange{0, 10}},
      {"bytes=10-", NotSatisfiable{}},
      {"bytes=-0", NotSatisfiable{}},
      {"bytes=5-4", WholeBody{}},
      {"bytes=-", WholeBody{}},
      {"bytes=", WholeBody{}},
      {"bytes", WholeBody{}},
      {"bytes=1", WholeBody{}},
      {"bytes=+1-2", WholeBody{}},
      {"bytes=1-2,4-5", WholeBody{}},
      {"items=1-2", WholeBody{}},
  };
  for (const auto& [text, answer] : cases) EXPECT_EQ(parse_range(text, 10), answer) << text;
  EXPECT_EQ(parse_range("bytes=0-", 0), RangeAnswer(NotSatisfiable{}));
}

TEST(ParseEntityTags, TellsWeakFromStrong) {
  const auto list = parse_entity_tags(R"("a", W/"b" ,"c,d", bad, "e-gzip")");
  EXPECT_EQ(list.tags.size(), 4U);
  EXPECT_TRUE(list.has_strongly("a"));
  EXPECT_FALSE(list.has_strongly("b"));
  EXPECT_TRUE(list.has_weakly("b"));
  EXPECT_TRUE(list.has_strongly("c,d"));
  EXPECT_TRUE(list.has_strongly("e"));
  EXPECT_FALSE(list.has_weakly("bad"));
  EXPECT_TRUE(parse_entity_tags(" * ").has_strongly("anything"));
}

TEST(AcceptsCoding, GoesByNameThenByWildcard) {
  EXPECT_FALSE(accepts_coding("", "gzip"));
  EXPECT_TRUE(accepts_coding("GZIP", "gzip"));
  EXPECT_TRUE(accepts_coding("br, gzip ; q=0.001", "gzip"));
  EXPECT_FALSE(accepts_coding("gzip;q=0", "gzip"));
  EXPECT_FALSE(accepts_coding("gzip;q=0.000, *", "gzip"));
  EXPECT_TRUE(accepts_coding("*", "gzip"));
  EXPECT_FALSE(accepts_coding("*;q=0", "gzip"));
  EXPECT_FALSE(accepts_coding("xgzip", "gzip"));
}

TEST(MediaType, IsLowerCaseWithoutParameters) {
  EXPECT_EQ(media_type_of("Application/JSON; charset=\"a;b\""), "application/json");
  EXPECT_EQ(media_type_of("json"), "");
  EXPECT_EQ(media_type_of("a/b/c"), "");
  EXPECT_TRUE(fits_media_type("image/png", {"application/json", "image/*"}));
  EXPECT_FALSE(fits_media_type("imagex/png", {"image/*"}));
}

TEST(Cookies, AreReadLenientlyAndWrittenStrictly) {
  const auto cookies = parse_cookies("a=1; b=\"2\" ;bad; =x; a=3; sp ace=1");
  EXPECT_EQ(cookies, (Cookies{{"a", "1"}, {"b", "2"}, {"a", "3"}}));
  EXPECT_EQ(
      to_text(SetCookie{.name = "__Host-s", .value = "v", .max_age = std::chrono::seconds(60)}),
      "__Host-s=v; Path=/; Max-Age=60; HttpOnly; Secure; SameSite=Lax");
}

TEST(Cidr, HoldsItsNetwork) {
  const auto has = [](std::string_view network, std::string_view address) {
    return Cidr::parse(network)->has(*IpAddress::parse(address));
  };
  EXPECT_TRUE(has("10.0.0.0/8", "10.255.1.2"));
  EXPECT_FALSE(has("10.0.0.0/8", "11.0.0.0"));
  EXPECT_TRUE(has("192.0.2.1", "192.0.2.1"));
  EXPECT_FALSE(has("192.0.2.1", "192.0.2.2"));
  EXPECT_TRUE(has("0.0.0.0/0", "1.2.3.4"));
  EXPECT_FALSE(has("0.0.0.0/0", "2001:db8::1"));
  EXPECT_TRUE(has("2001:db8::/33", "2001:db8:7fff::1"));
  EXPECT_FALSE(has("2001:db8::/33", "2001:db8:8000::1"));
  EXPECT_TRUE(has("10.0.0.0/8", "::ffff:10.1.1.1"));
  for (const auto* wrong :
       {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::/129", "host", "10.0.0/8"})
    EXPECT_FALSE(Cidr::parse(wrong).has_value()) << wrong;
}

TEST(PeerBehind, ReadsForwardedFromTheRight) {
  const ProxyTrust trust{.networks = {*Cidr::parse("10.0.0.0/8")}, .unix_socket = false};
  const auto peer = [&trust](std::string_view connected, std::string_view forwarded) {
    return peer_behind({IpAddress::parse(connected), false}, forwarded, "https", trust);
  };
  EXPECT_EQ(peer("10.0.0.1", "203.0.113.7").text(), "203.0.113.7");
  EXPECT_EQ(peer("10.0.0.1", "203.0.113.9, 203.0.113.7, 10.0.0.2").text(), "203.0.113.7");
  EXPECT_EQ(peer("10.0.0.1", "10.0.0.3, 10.0.0.2").text(), "10.0.0.3");
  EXPECT_EQ(peer("10.0.0.1", "203.0.113.7, unknown").text(), "10.0.0.1");
  EXPECT_EQ(peer("10.0.0.1", "").text(), "10.0.0.1");
  EXPECT_EQ(peer("192.0.2.1", "203.0.113.7").text(), "192.0.2.1");
  EXPECT_FALSE(peer("192.0.2.1", "203.0.113.7").is_https);
  EXPECT_TRUE(peer("10.0.0.1", "203.0.113.7").is_https);
}

TEST(ListenAddress, IsNumericOrASocket) {
  EXPECT_EQ(std::get<TcpAddress>(*parse_listen_address("127.0.0.1:8080")).port, 8080);
  EXPECT_EQ(std::get<TcpAddress>(*parse_listen_address("[::1]:0")).address.text(), "::1");
  EXPECT_EQ(std::get<TcpAddress>(*parse_listen_address("localhost:1")).address.text(), "127.0.0.1");
  EXPECT_EQ(std::get<UnixAddress>(*parse_listen_address("unix:/run/x")).path, "/run/x");
  for (const auto* wrong :
       {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "h:1", "unix:"})
    EXPECT_EQ(parse_listen_address(wrong).error().kind, ErrorKind::InvalidInput) << wrong;
}

TEST(ListenOn, ReplacesASocketNobodyAnswers) {
  const std::string path = testing::TempDir() + "/goodgate-http-stale.sock";
  {
    const auto gone = listen_on(UnixAddress{path});
    ASSERT_TRUE(gone.has_value()) << gone.error().message;
  }
  const auto live = listen_on(UnixAddress{path});
  ASSERT_TRUE(live.has_value()) << live.error().message;
  EXPECT_FALSE(listen_on(UnixAddress{path}).has_value());
  EXPECT_NE(listen_on(UnixAddress{"/no/such/folder/s"}).error().message.find("make it first"),
            std::string::npos);
  std::remove(path.c_str());
}

TEST(RequestId, IsShortAndPlain) {
  EXPECT_TRUE(is_request_id("0b7e-A_.9"));
  EXPECT_FALSE(is_request_id(""));
  EXPECT_FALSE(is_request_id("a b"));
  EXPECT_FALSE(is_request_id(std::string(65, 'a')));
}

}  // namespace
}  // namespace gg::http
