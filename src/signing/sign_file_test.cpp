#include "signing/sign_file.h"

#include "support/signed_file.h"

#include <iterator>

#include <gtest/gtest.h>

namespace gg::signing {
namespace {

using credentials::State;
using test::Studio;

std::string message(const Result<SignedFile>& result) {
  return result.has_value() ? "signed" : result.error().message;
}

std::size_t files_in(const Studio& studio) {
  const std::filesystem::directory_iterator folder(studio.folder.text());
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

TEST(SignFile, IsTrustedWhereTheListHasItsRoot) {
  const Studio studio;
  const auto result = studio.sign(studio.order("in.png", "out.png"));
  ASSERT_TRUE(result.has_value()) << message(result);
  EXPECT_EQ(result->binding, "c2pa.hash.data");
  EXPECT_EQ(result->algorithm, "Es256");
  EXPECT_EQ(result->list, "tests");
  EXPECT_EQ(studio.state_of(test::content_of(studio.folder.at("out.png"))), State::Trusted);
}

/// Everything that is signed: what the binding covers, the assertions, and the claim. (What stands
/// beside them frames the store, or is not signed by design.)
std::vector<std::size_t> signed_places(const std::string& file) {
  constexpr std::size_t superbox_header = 16;  // its own, and that of its description
  const auto store = file.find("caBX") - 4;
  const auto store_end = file.find("IDAT") - 4;
  const auto assertions = file.find("c2pa.assertions", store);
  const auto claim = file.find("c2cl", store) - superbox_header;
  const auto content = file.find("cbor", claim) + 4;
  const auto signature = file.find("c2cs", store) - superbox_header;
  std::vector<std::size_t> places;
  for (std::size_t at = 0; at < file.size(); ++at) {
    const bool is_bound = at < store || at >= store_end;
    if (is_bound || (at >= assertions && at < claim) || (at >= content && at < signature))
      places.push_back(at);
  }
  return places;
}

TEST(SignFile, NoSignedByteCanBeChanged) {
  const Studio studio;
  ASSERT_TRUE(studio.sign(studio.order("in.png", "out.png")).has_value());
  auto file = test::content_of(studio.folder.at("out.png"));
  const auto places = signed_places(file);
  ASSERT_GT(places.size(), 500U);
  constexpr std::size_t step = 5;  // enough to meet every structure
  for (std::size_t index = 0; index < places.size(); index += step) {
    const auto at = places[index];
    const char before = file[at];
    file[at] = static_cast<char>(static_cast<unsigned char>(before) ^ (1U << (at % 8)));
    const auto state = studio.state_of(file);
    EXPECT_TRUE(state == State::Invalid || state == State::NotStated) << at << to_text(state);
    file[at] = before;
  }
}

TEST(SignFile, KeepsEveryManifestOnTheWay) {
  const Studio studio;
  std::vector<std::string> labels;
  for (int round = 0; round < 4; ++round) {
    auto order = studio.order("in.png", "out" + std::to_string(round) + ".png");
    if (round > 0) order.input = studio.folder.at("out" + std::to_string(round - 1) + ".png");
    if (round % 2 == 1) order.version = ClaimVersion::V1;
    const auto result = studio.sign(order);
    ASSERT_TRUE(result.has_value()) << message(result);
    labels.insert(labels.begin(), result->manifest);
    ASSERT_EQ(result->ingredients.size(), round == 0 ? 0U : 1U);
  }
  const auto file = test::content_of(studio.folder.at("out3.png"));
  const credentials::Validation validation({Reader(std::as_bytes(std::span(file)))}, studio.terms);
  EXPECT_EQ(validation.report().state, State::Trusted);
  ASSERT_EQ(validation.report().manifests.size(), labels.size());
  for (std::size_t index = 0; index < labels.size(); ++index)
    EXPECT_EQ(validation.report().manifests[index].label, labels[index]);
}

TEST(SignFile, RecordsWhatWasWrongWithAnIngredient) {
  const Studio studio;
  ASSERT_TRUE(studio.sign(studio.order("in.png", "out.png")).has_value());
  auto file = test::content_of(studio.folder.at("out.png"));
  // The picture is another one now; its chunk's checksum is made to fit.
  const auto data = file.find("IDAT");
  file[data + 6] ^= 1;
  studio.folder.write("changed.png", file);
  ASSERT_EQ(studio.state_of(file), State::Invalid);
  const auto result = studio.sign(studio.order("changed.png", "again.png"));
  if (!result.has_value())
    GTEST_SKIP() << "a PNG with a wrong checksum is not sound: " << message(result);
  EXPECT_EQ(result->ingredients.front().state, State::Invalid);
  const auto again = test::content_of(studio.folder.at("again.png"));
  const credentials::Validation validation({Reader(std::as_bytes(std::span(again)))}, studio.terms);
  EXPECT_EQ(validation.report().state, State::Trusted);
  ASSERT_EQ(validation.report().recorded.size(), 1U);
  EXPECT_EQ(validation.report().recorded.front().code, "assertion.dataHash.mismatch");
}

TEST(SignFile, UpdatesWithoutTouchingTheContent) {
  const Studio studio;
  auto first = studio.order("in.png", "out.png");
  ASSERT_TRUE(studio.sign(first).has_value());
  auto update = studio.order("out.png", "up.png");
  update.kind = ManifestKind::Update;
  update.history = {};
  const auto result = studio.sign(update);
  ASSERT_TRUE(result.has_value()) << message(result);
  EXPECT_TRUE(result->binding.empty());
  EXPECT_EQ(studio.state_of(test::content_of(studio.folder.at("up.png"))), State::Trusted);
}

TEST(SignFile, WritesCredentialsAloneWhereTheFileStays) {
  const Studio studio;
  auto order = studio.order("in.png", "");
  order.placing = StorePlacing::Beside;
  const auto result = studio.sign(order);
  ASSERT_TRUE(result.has_value()) << message(result);
  EXPECT_EQ(result->sidecar, studio.folder.at("in.png.c2pa"));
  EXPECT_EQ(test::content_of(studio.folder.at("in.png")), test::pixel());
  const auto file = test::pixel();
  const auto sidecar = test::content_of(result->sidecar);
  const credentials::Validation validation(
      {Reader(std::as_bytes(std::span(file))), std::as_bytes(std::span(sidecar))}, studio.terms);
  EXPECT_EQ(validation.report().state, State::Trusted);
}

TEST(SignFile, LeavesNothingWhenItIsStopped) {
  const Studio studio;
  std::stop_source source;
  source.request_stop();
  SignTools tools{studio.signer, studio.terms};
  tools.stop = source.get_token();
  const auto result = sign_file(studio.order("in.png", "out.png"), tools);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().kind, ErrorKind::Unavailable);
  EXPECT_EQ(files_in(studio), 1U);
}

TEST(SignFile, LeavesNothingWhenTheAuthorityDoesNotAnswer) {
  const Studio studio;
  SignTools tools{studio.signer, studio.terms};
  tools.ask_authority = [](const std::string&) -> Result<std::string> {
    return fail(Error{ErrorKind::Unavailable, "nobody is there"});
  };
  EXPECT_EQ(message(sign_file(studio.order("in.png", "out.png"), tools)), "nobody is there");
  tools.ask_authority = [](const std::string&) -> Result<std::string> { return "no stamp"; };
  EXPECT_NE(message(sign_file(studio.order("in.png", "out.png"), tools)).find("is no time stamp"),
            std::string::npos);
  EXPECT_EQ(files_in(studio), 1U);
}

TEST(SignFile, RefusesCertificatesThatAreNotForIt) {
  const Studio studio;
  const auto with = [&](const std::string& name) {
    const auto signer = trust::test::signer_of(name, trust::Algorithm::Es256);
    return message(sign_file(studio.order("in.png", "out.png"), SignTools{signer, studio.terms}));
  };
  EXPECT_NE(with("expired").find("is valid from 2021-01-01"), std::string::npos);
  EXPECT_NE(with("tsa").find("none of the purposes"), std::string::npos);
  EXPECT_NE(with("issuing").find("is an authority's"), std::string::npos);
  EXPECT_EQ(files_in(studio), 1U);
}

}  // namespace
}  // namespace gg::signing
