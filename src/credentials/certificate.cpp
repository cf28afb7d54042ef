#include "credentials/certificate.h"

#include "base/text.h"

#include <limits>
#include <memory>

#include <openssl/x509.h>

namespace gg::credentials {
namespace {

std::string name_part(const X509_NAME* name, int nid) {
  const int index = X509_NAME_get_index_by_NID(name, nid, -1);
  if (index < 0) return {};
  const auto* value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index));
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, value);
  if (size < 0) return {};
  // OpenSSL gives a pointer and a size: copied here, once, and freed.
  const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner(
      utf8, [](unsigned char* text) { OPENSSL_free(text); });
  return to_utf8(std::string(utf8, utf8 + size));
}

}  // namespace

std::optional<SubjectName> read_subject(Bytes der) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return std::nullopt;
  const auto* begin = static_cast<const unsigned char*>(static_cast<const void*>(der.data()));
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(
      d2i_X509(nullptr, &begin, static_cast<long>(der.size())), &X509_free);
  if (!certificate) return std::nullopt;
  const auto* subject = X509_get_subject_name(certificate.get());
  return SubjectName{name_part(subject, NID_organizationName), name_part(subject, NID_commonName)};
}

}  // namespace gg::credentials
