#include "sample/credential.h"

#include "sample/story.h"
#include "signing/sign_file.h"
#include "signing/source_type.h"

namespace gg::sample {
namespace {

Result<trust::Signer> sample_signer() {
  TRY_LET(const auto key, part_text("sample-signer.test-key.pem"));
  TRY_LET(const auto certificates, part_text("sample-signer.pem"));
  return trust::Signer::from_pem(key, certificates, trust::Algorithm::Ed25519);
}

}  // namespace

Result<void> sign_media(const std::filesystem::path& plain, const std::filesystem::path& target,
                        const Json& credential) {
  TRY_LET(const auto signer, sample_signer());
  const trust::TrustStore no_lists{{}};
  signing::SignOrder order;
  order.input = plain;
  order.output = target;
  order.label = text_member(credential, "manifest");
  order.instance_id = text_member(credential, "instance");
  order.generator.name = text_member(credential, "generator");
  order.history.made_with = order.generator;
  TRY_LET(order.history.source_type,
          signing::source_type_address(text_member(credential, "source_type")));
  TRY(signing::sign_file(order, {signer, {no_lists, signer.leaf().not_before}}));
  return {};
}

}  // namespace gg::sample
