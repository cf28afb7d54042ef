#include "container/container.h"
#include "credentials/jumbf.h"
#include "trust/signature_check.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <support/reference_stores.h>

// The signature and signer of every file of the corpus, against what the reference validator found.

namespace gg::trust {
namespace {

namespace fs = std::filesystem;

constexpr Time reference_clock = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

std::string text_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The official lists and the roots that the reference signed its own test files with. The
/// reference ran without `trust_config`, where e-mail protection is the only purpose that it
/// accepts; with claim signing and document signing there, it accepts what is accepted here by
/// itself.
const TrustStore& reference_trust() {
  static const TrustStore store = [] {
    auto lists = bundled_lists();
    auto test_roots = TrustList::parse(
        text_of(GG_SOURCE_DIR "/../shared/oracles/c2pa/trust/c2pa-rs-test-roots.pem"),
        {ListKind::Signers, "test roots", {}, "c2pa-rs-test-roots.pem", usual_purposes()});
    EXPECT_TRUE(test_roots.has_value());
    if (test_roots) lists.push_back(*test_roots);
    return TrustStore(std::move(lists), {{std::string(oid::email_protection)}});
  }();
  return store;
}

struct ActiveManifest {
  Bytes claim;
  Bytes signature;
  bool is_version1 = false;
};

Bytes content_of(const jumbf::Superbox& box) {
  const auto* content = box.content("cbor");
  if (content == nullptr) return {};
  auto payload = content->payload;
  return payload.take(payload.remaining()).value_or(Bytes{});
}

std::optional<ActiveManifest> active_of(const CredentialStore& store, Budget& budget) {
  Reader in(store.jumbf);
  const auto box = jumbf::parse_superbox(in, budget);
  if (!box.has_value() || box->children.empty()) return std::nullopt;
  const auto* claim = box->children.back().find_type("c2cl");
  const auto* signature = box->children.back().find_type("c2cs");
  if (claim == nullptr || signature == nullptr) return std::nullopt;
  return ActiveManifest{content_of(*claim), content_of(*signature), claim->label == "c2pa.claim"};
}

SignatureCheck check_active(const ActiveManifest& manifest) {
  SignatureToCheck asked;
  asked.sign1 = manifest.signature;
  asked.payload = std::span(&manifest.claim, 1);
  asked.legacy_stamps = manifest.is_version1 ? LegacyStamps::Believed : LegacyStamps::ByList;
  return check_signature(asked, reference_trust(), reference_clock);
}

/// In the reference's codes, as far as this room decides them.
std::set<std::string> codes_of(const SignatureCheck& check) {
  std::set<std::string> codes;
  if (check.malformed) return {"malformed"};
  if (check.signature != SignatureOutcome::Valid) codes.insert("claimSignature.mismatch");
  if (!check.chain->is_trusted()) codes.insert("signingCredential.untrusted");
  // The reference stops at the first thing that is wrong with a certificate, and begins with time.
  if (check.validity == Validity::Outside)
    codes.insert("signingCredential.expired");
  else if (!check.chain->profile.empty())
    codes.insert("signingCredential.invalid");
  return codes;
}

std::set<std::string> expected_codes(const std::string& column) {
  std::set<std::string> codes;
  std::istringstream in(column);
  for (std::string code; std::getline(in, code, ',');)
    if (code.starts_with("signingCredential.") || code.starts_with("claimSignature."))
      codes.insert(code);
  return codes;
}

std::string shown(const SignatureCheck& check) {
  std::string text = "  ";
  for (const auto& code : codes_of(check)) text += code + " ";
  if (check.malformed)
    return text + std::string(check.malformed->fault->text) + " at " +
           std::to_string(check.malformed->offset);
  text += "| " + check.chain->why;
  if (const auto* leaf = check.chain->leaf(); leaf != nullptr && leaf->purposes)
    for (const auto& purpose : *leaf->purposes) text += " " + purpose;
  for (const auto& finding : check.chain->profile) text += "| " + finding.words;
  for (const auto& stamp : check.stamps) text += "| stamp: " + stamp.why;
  return text + "| " + check.validity_words + "| " + check.revocation.why;
}

TEST(TrustCorpus, AgreesWithTheReferenceOnSignatureSignerAndTime) {
  std::ifstream manifest(std::string(credential_corpus) + "MANIFEST.tsv");
  if (!manifest.is_open()) GTEST_SKIP() << "no credential corpus at " << credential_corpus;
  int compared = 0;
  for (std::string line; std::getline(manifest, line);) {
    auto columns = columns_of(line);
    columns.resize(14);
    if (columns[7] == "NoManifest" || columns[7] == "Error" || columns[7].empty()) continue;
    const auto bytes = bytes_of_file(credential_corpus + columns[0]);
    const Reader file(bytes);
    Budget budget;
    Parts parts(budget);
    static_cast<void>(walk_file(sniff(file), file, parts));
    const auto active =
        parts.stores.empty() ? std::nullopt : active_of(parts.stores.back(), budget);
    if (!active) continue;
    const auto check = check_active(*active);
    EXPECT_EQ(codes_of(check), expected_codes(columns[8])) << columns[0] << "\n" << shown(check);
    ++compared;
  }
  EXPECT_GE(compared, 100);
}

}  // namespace
}  // namespace gg::trust
