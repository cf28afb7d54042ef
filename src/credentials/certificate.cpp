#include "credentials/certificate.h"

#include "base/text.h"

#include <limits>
#include <memory>
#include <span>

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

using Octets = std::span<const unsigned char>;

/// Takes one DER value from the front of `der`: its content when it has `tag`, else nothing.
/// Source: X.690 8.1; an indefinite length is not DER.
std::optional<Octets> take(Octets& der, int tag, int tag_class = V_ASN1_UNIVERSAL) {
  const auto* content = der.data();
  long size = 0;
  int found_tag = 0;
  int found_class = 0;
  const int form =
      ASN1_get_object(&content, &size, &found_tag, &found_class, static_cast<long>(der.size()));
  if ((form & 0x81) != 0 || found_tag != tag || found_class != tag_class) return std::nullopt;
  const Octets inside(content, static_cast<std::size_t>(size));
  der = der.last(der.size() - static_cast<std::size_t>(inside.data() - der.data()) - inside.size());
  return inside;
}

/// The bytes of the subject, a Name, in a certificate (RFC 5280 4.1). Steps over the rest unread:
/// building the whole certificate costs a look-up of its key's algorithm, 0.1 ms each.
std::optional<Octets> subject_of(Octets der) {
  auto certificate = take(der, V_ASN1_SEQUENCE);
  auto fields = certificate ? take(*certificate, V_ASN1_SEQUENCE) : std::nullopt;
  if (!fields) return std::nullopt;
  take(*fields, 0, V_ASN1_CONTEXT_SPECIFIC);  // the version may be absent
  const bool is_certificate =
      take(*fields, V_ASN1_INTEGER) && take(*fields, V_ASN1_SEQUENCE) &&  // serial, algorithm
      take(*fields, V_ASN1_SEQUENCE) && take(*fields, V_ASN1_SEQUENCE);   // issuer, validity
  if (!is_certificate) return std::nullopt;
  const auto before = *fields;
  if (!take(*fields, V_ASN1_SEQUENCE)) return std::nullopt;
  return before.first(before.size() - fields->size());
}

}  // namespace

std::optional<SubjectName> read_subject(Bytes der) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) return std::nullopt;
  const auto* begin = static_cast<const unsigned char*>(static_cast<const void*>(der.data()));
  const auto subject = subject_of({begin, der.size()});
  if (!subject) return std::nullopt;
  begin = subject->data();
  const std::unique_ptr<X509_NAME, decltype(&X509_NAME_free)> name(
      d2i_X509_NAME(nullptr, &begin, static_cast<long>(subject->size())), &X509_NAME_free);
  if (!name) return std::nullopt;
  return SubjectName{name_part(name.get(), NID_organizationName),
                     name_part(name.get(), NID_commonName)};
}

}  // namespace gg::credentials
