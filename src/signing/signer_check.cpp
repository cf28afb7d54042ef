#include "signing/signer_check.h"

#include "credentials/claim_signature.h"
#include "trust/profile.h"
#include "trust/trust_list.h"

namespace gg::signing {
namespace {

tl::unexpected<Error> unfit(std::string why) {
  return fail(Error{ErrorKind::InvalidInput, std::move(why)});
}

}  // namespace

Result<void> check_signer(const trust::Signer& signer, trust::Time at) {
  const auto& leaf = signer.leaf();
  const auto name = "the certificate of " + leaf.subject.display();
  if (leaf.is_authority)
    return unfit(name +
                 " is an authority's, which may not sign itself: put the signer's own "
                 "certificate first");
  const auto accepted = trust::usual_purposes();
  const auto findings = trust::check_profile(leaf, trust::Purpose::Signing, accepted);
  if (!findings.empty())
    return unfit(findings.front().words +
                 "; ask your authority for a certificate for content credentials (C2PA claim "
                 "signing, document signing or e-mail protection, key usage digitalSignature)");
  if (!leaf.is_valid_at(at))
    return unfit(name + " is valid from " + credentials::time_text(leaf.not_before) + " to " +
                 credentials::time_text(leaf.not_after) + ", not now: sign with one that is");
  return {};
}

}  // namespace gg::signing
