#include "trust/trust_list.h"

#include "base/base64.h"

#include <gtest/gtest.h>
#include <support/trust_fixtures.h>

namespace gg::trust {
namespace {

using namespace test;

ListFacts own_facts(std::string name = "own") {
  return {ListKind::Signers, std::move(name), {}, "own.pem", usual_purposes()};
}

TEST(BundledLists, AreTheOfficialOnesWithTheirDates) {
  const auto& lists = bundled_lists();
  ASSERT_EQ(lists.size(), 2U);
  EXPECT_EQ(lists[0].facts().name, "C2PA Trust List");
  EXPECT_EQ(lists[0].facts().kind, ListKind::Signers);
  EXPECT_EQ(lists[0].facts().date, "2026-08-05T00:11:39Z");
  EXPECT_EQ(lists[0].facts().purposes, std::vector<std::string>{std::string(oid::claim_signing)});
  EXPECT_EQ(lists[0].anchors().size(), 30U);
  EXPECT_EQ(lists[1].facts().kind, ListKind::TimeStamps);
  EXPECT_EQ(lists[1].anchors().size(), 22U);
  for (const auto& list : lists)
    for (const auto& anchor : list.anchors()) EXPECT_TRUE(anchor.is_authority);
}

TEST(TrustList, CountsACertificateThatStandsTwiceOnce) {
  const auto text = "a remark\n" + fixture("root.pem") + "# another\n" + fixture("root.pem") +
                    fixture("issuing.pem");
  const auto list = TrustList::parse(text, own_facts());
  ASSERT_TRUE(list.has_value()) << list.error().message;
  EXPECT_EQ(list->anchors().size(), 2U);
}

TEST(TrustList, ReadsTheJsonOfTheOfficialList) {
  const auto root = base64_of(chars(certificates_of("root").front()));
  const auto issuing = base64_of(chars(certificates_of("issuing").front()));
  const auto service = [](const std::string& certificate, const std::string& status) {
    return R"({"ServiceInformation":{"ServiceStatus":"http://c2pa.org/)" + status +
           R"(","ServiceDigitalIdentity":{"X509Certificates":[{"val":")" + certificate +
           R"("}]}}})";
  };
  const auto text =
      R"({"LoTE":{"ListAndSchemeInformation":{"SchemeName":[{"lang":"en","value":"A list"}],
    "ListIssueDateTime":"2026-08-05T00:11:39Z"},"TrustedEntitiesList":[{"TrustedEntityServices":[)" +
      service(root, "trusted") + "," + service(issuing, "withdrawn") + "]}]}}";
  const auto list = TrustList::parse(text, own_facts(""));
  ASSERT_TRUE(list.has_value()) << list.error().message;
  EXPECT_EQ(list->facts().name, "A list");
  EXPECT_EQ(list->facts().date, "2026-08-05T00:11:39Z");
  ASSERT_EQ(list->anchors().size(), 1U);
  EXPECT_EQ(list->anchors().front().subject.common_name, "Test root");
}

TEST(TrustList, SaysWhatIsWrong) {
  const auto message = [](std::string_view text) {
    const auto list = TrustList::parse(text, own_facts());
    return list.has_value() ? std::string("nothing") : list.error().message;
  };
  EXPECT_EQ(message(""), "the trust list own holds no certificate");
  EXPECT_EQ(message("{}"), "the trust list own is JSON, but not a list of trusted entities");
  EXPECT_EQ(message(R"({"LoTE":{}})"), "the trust list own holds no certificate");
  EXPECT_EQ(message("-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----\n"),
            "the trust list own has a certificate that is not base 64: number 1");
  EXPECT_EQ(
      message(fixture("root.pem") + "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"),
      "the trust list own has a certificate that cannot be read: number 2, fewer bytes left than "
      "the field needs");
  const auto whole = fixture("root.pem");
  EXPECT_NE(message(whole.substr(0, whole.size() / 2)), "nothing");
  EXPECT_EQ(message(std::string(TrustList::Limits::text_bytes_max + 1, ' ')),
            "a trust list has at most 8 MiB");
}

TEST(TrustList, HasAFingerprintOfWhatDecides) {
  const auto one = TrustList::parse(fixture("root.pem"), own_facts("one")).value();
  const auto renamed = TrustList::parse(fixture("root.pem"), own_facts("two")).value();
  EXPECT_EQ(one.fingerprint(), renamed.fingerprint());
  auto facts = own_facts();
  facts.purposes.pop_back();
  EXPECT_NE(TrustList::parse(fixture("root.pem"), facts)->fingerprint(), one.fingerprint());
  EXPECT_NE(TrustList::parse(fixture("issuing.pem"), own_facts())->fingerprint(),
            one.fingerprint());
}

}  // namespace
}  // namespace gg::trust
