#include "trust/trust_list.h"

#include "base/base64.h"
#include "base/check.h"
#include "base/embedded.h"
#include "base/sha256.h"
#include "json/json.h"
#include "trust/octets.h"
#include "trust/pem.h"
#include "trust/trust_list_state.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <openssl/err.h>

namespace gg {
std::span<const Embedded> trust_list_files();
}

namespace gg::trust {
namespace {

auto refuse_list(const ListFacts& facts, std::string_view what) {
  return fail(Error{
      ErrorKind::InvalidInput,
      fmt::format("the trust list {} {}", facts.name.empty() ? facts.origin : facts.name, what)});
}

/// Text in the language that comes first. Source: ETSI TS 119 602, multilingual elements.
std::string first_value(const Json* list) {
  if (list == nullptr || !list->is_array() || list->empty()) return {};
  return std::string(text_member(list->front(), "value"));
}

/// The base 64 texts of the certificates of one service, where it is trusted.
void add_service(const Json& service, std::vector<std::string>& certificates) {
  const auto* information = find_member(service, "ServiceInformation");
  if (information == nullptr) return;
  const auto status = text_member(*information, "ServiceStatus");
  if (!status.empty() && !status.ends_with("/trusted")) return;
  const auto* identity = find_member(*information, "ServiceDigitalIdentity");
  const auto* listed = identity ? find_member(*identity, "X509Certificates") : nullptr;
  if (listed == nullptr || !listed->is_array()) return;
  for (const auto& certificate : *listed)
    certificates.emplace_back(text_member(certificate, "val"));
}

/// The certificates of a list in JSON, as base 64 texts; its name and date where none is stated.
std::vector<std::string> read_lote(const Json& lote, ListFacts& facts) {
  if (const auto* scheme = find_member(lote, "ListAndSchemeInformation")) {
    if (facts.name.empty()) facts.name = first_value(find_member(*scheme, "SchemeName"));
    if (facts.date.empty()) facts.date = text_member(*scheme, "ListIssueDateTime");
  }
  std::vector<std::string> certificates;
  const auto* entities = find_member(lote, "TrustedEntitiesList");
  if (entities == nullptr || !entities->is_array()) return certificates;
  for (const auto& entity : *entities) {
    const auto* services = find_member(entity, "TrustedEntityServices");
    if (services == nullptr || !services->is_array()) continue;
    for (const auto& service : *services) add_service(service, certificates);
  }
  return certificates;
}

/// The certificates of a list in DER.
Result<std::vector<std::string>> certificates_of(std::string_view text, ListFacts& facts) {
  std::vector<std::string> encoded;
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && text[first] == '{') {
    const auto json = parse_json(text, {.text_bytes_max = TrustList::Limits::text_bytes_max});
    const auto* lote = json ? find_member(*json, "LoTE") : nullptr;
    if (lote == nullptr) return refuse_list(facts, "is JSON, but not a list of trusted entities");
    encoded = read_lote(*lote, facts);
  } else {
    encoded = pem_bodies(text, "CERTIFICATE");
  }
  if (encoded.empty()) return refuse_list(facts, "holds no certificate");
  if (encoded.size() > TrustList::Limits::anchors_max)
    return fail(Error{
        ErrorKind::LimitExceeded,
        fmt::format("a trust list holds at most {} certificates", TrustList::Limits::anchors_max)});
  std::vector<std::string> certificates;
  for (const auto& body : encoded) {
    auto der = parse_base64(body);
    if (!der)
      return refuse_list(facts, fmt::format("has a certificate that is not base 64: number {}",
                                            certificates.size() + 1));
    certificates.push_back(*std::move(der));
  }
  return certificates;
}

Sha256 fingerprint_of(const TrustList::State& state) {
  Sha256Stream hash;
  hash.add(fmt::format("{}\n", static_cast<int>(state.facts.kind)));
  for (const auto& purpose : state.facts.purposes) hash.add(purpose + "\n");
  for (const auto& anchor : state.anchors) hash.add(anchor.sha256.hex() + "\n");
  return hash.finish();
}

ListKind kind_named(std::string_view name) {
  if (name == "time_stamps") return ListKind::TimeStamps;
  if (name == "identities") return ListKind::Identities;
  GG_CHECK(name == "signers");
  return ListKind::Signers;
}

std::string_view embedded_list(std::string_view path) {
  for (const auto& file : trust_list_files())
    if (file.path == path) return file.text();
  return {};
}

std::vector<TrustList> load_bundled() {
  const auto index = parse_json(embedded_list("lists.json"));
  GG_CHECK(index.has_value());
  GG_CHECK(index->is_array());
  std::vector<TrustList> lists;
  for (const auto& entry : *index) {
    ListFacts facts{kind_named(text_member(entry, "kind")),
                    std::string(text_member(entry, "name")),
                    std::string(text_member(entry, "date")),
                    std::string(text_member(entry, "origin")),
                    {}};
    const auto* purposes = find_member(entry, "purposes");
    GG_CHECK(purposes != nullptr);
    for (const auto& purpose : *purposes) facts.purposes.push_back(scalar_text(purpose));
    auto list = TrustList::parse(embedded_list(text_member(entry, "file")), std::move(facts));
    GG_CHECK(list.has_value());
    lists.push_back(*std::move(list));
  }
  return lists;
}

}  // namespace

std::vector<std::string> usual_purposes() {
  return {std::string(oid::claim_signing), std::string(oid::email_protection),
          std::string(oid::document_signing)};
}

Result<TrustList> TrustList::parse(std::string_view text, ListFacts facts) {
  if (text.size() > Limits::text_bytes_max)
    return fail(Error{ErrorKind::LimitExceeded, "a trust list has at most 8 MiB"});
  TRY_LET(const auto certificates, certificates_of(text, facts));
  auto state = std::make_shared<State>();
  std::set<Sha256> seen;
  std::size_t number = 0;
  for (const auto& der : certificates) {
    ++number;
    auto certificate = parse_certificate(std::as_bytes(std::span(der)));
    if (!certificate.has_value())
      return refuse_list(facts, fmt::format("has a certificate that cannot be read: number {}, {}",
                                            number, certificate.error().fault->text));
    if (seen.insert(certificate->sha256).second) state->anchors.push_back(*std::move(certificate));
  }
  state->facts = std::move(facts);
  state->fingerprint = fingerprint_of(*state);
  return TrustList(std::move(state));
}

const ListFacts& TrustList::facts() const { return state_->facts; }
std::span<const Certificate> TrustList::anchors() const { return state_->anchors; }
const Sha256& TrustList::fingerprint() const { return state_->fingerprint; }

X509_STORE* TrustList::State::authorities() const {
  std::call_once(made, [this] {
    store.reset(X509_STORE_new());
    GG_CHECK(store != nullptr);
    for (const auto& anchor : anchors) {
      if (!anchor.is_authority) continue;
      if (const auto certificate = to_x509(anchor.der))
        GG_CHECK(X509_STORE_add_cert(store.get(), certificate.get()) == 1);
    }
  });
  return store.get();
}

const Certificate* TrustList::State::find(const Sha256& sha256) const {
  const auto found = std::ranges::find(anchors, sha256, &Certificate::sha256);
  return found == anchors.end() ? nullptr : &*found;
}

openssl::Certificate to_x509(Bytes der) {
  const auto* at = octets(der);
  openssl::Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  ERR_clear_error();
  return certificate;
}

const std::vector<TrustList>& bundled_lists() {
  static const auto lists = load_bundled();
  return lists;
}

}  // namespace gg::trust
