#include "ledger/timestamp.h"

#include "base/check.h"
#include "base/freed_by.h"

#include <ctime>
#include <memory>
#include <vector>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/ts.h>
#include <openssl/x509.h>

namespace gg::ledger {
namespace {

constexpr std::size_t response_bytes_max = 256U << 10U;
constexpr std::size_t pem_bytes_max = 1U << 20U;

using Request = std::unique_ptr<TS_REQ, FreedBy<TS_REQ_free>>;
using Response = std::unique_ptr<TS_RESP, FreedBy<TS_RESP_free>>;
using Imprint = std::unique_ptr<TS_MSG_IMPRINT, FreedBy<TS_MSG_IMPRINT_free>>;
using Algorithm = std::unique_ptr<X509_ALGOR, FreedBy<X509_ALGOR_free>>;
using Integer = std::unique_ptr<ASN1_INTEGER, FreedBy<ASN1_INTEGER_free>>;
using Number = std::unique_ptr<BIGNUM, FreedBy<BN_free>>;
using Store = std::unique_ptr<X509_STORE, FreedBy<X509_STORE_free>>;
using Certificate = std::unique_ptr<X509, FreedBy<X509_free>>;
using Memory = std::unique_ptr<BIO, FreedBy<BIO_free>>;
using Context = std::unique_ptr<TS_VERIFY_CTX, FreedBy<TS_VERIFY_CTX_free>>;

tl::unexpected<Error> refuse_stamp(std::string why) {
  ERR_clear_error();
  return fail(Error{ErrorKind::InvalidInput, "the time stamp " + std::move(why)});
}

/// The newest reason that OpenSSL gives.
std::string openssl_reason() {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  return reason == nullptr ? "no reason given" : reason;
}

Request make_request(const Sha256& digest, std::uint64_t nonce) {
  Request request(TS_REQ_new());
  const Imprint imprint(TS_MSG_IMPRINT_new());
  const Algorithm algorithm(X509_ALGOR_new());
  const Integer number(ASN1_INTEGER_new());
  GG_CHECK(request && imprint && algorithm && number);
  GG_CHECK(X509_ALGOR_set0(algorithm.get(), OBJ_nid2obj(NID_sha256), V_ASN1_NULL, nullptr) == 1);
  GG_CHECK(TS_MSG_IMPRINT_set_algo(imprint.get(), algorithm.get()) == 1);
  auto bytes = digest.bytes;
  GG_CHECK(TS_MSG_IMPRINT_set_msg(imprint.get(), bytes.data(), static_cast<int>(bytes.size())) ==
           1);
  GG_CHECK(ASN1_INTEGER_set_uint64(number.get(), nonce) == 1);
  GG_CHECK(TS_REQ_set_version(request.get(), 1) == 1);
  GG_CHECK(TS_REQ_set_msg_imprint(request.get(), imprint.get()) == 1);
  GG_CHECK(TS_REQ_set_nonce(request.get(), number.get()) == 1);
  GG_CHECK(TS_REQ_set_cert_req(request.get(), 1) == 1);
  return request;
}

Result<Response> parse_response(std::string_view bytes) {
  if (bytes.size() > response_bytes_max) return refuse_stamp("is too long");
  const std::vector<unsigned char> octets(bytes.begin(), bytes.end());
  const auto* at = octets.data();
  Response response(d2i_TS_RESP(nullptr, &at, static_cast<long>(octets.size())));
  if (!response)
    return refuse_stamp("is no answer of a time-stamping authority: " + openssl_reason());
  if (at != octets.data() + octets.size()) return refuse_stamp("has bytes behind its end");
  return response;
}

/// A store of the believed certificates that checks as of `time`.
Result<Store> make_store(std::string_view pem, std::chrono::sys_seconds time) {
  if (pem.size() > pem_bytes_max)
    return refuse_stamp("cannot be checked: there are too many authorities");
  const Memory memory(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  Store store(X509_STORE_new());
  GG_CHECK(memory && store);
  std::size_t count = 0;
  for (;; ++count) {
    const Certificate certificate(PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr));
    if (!certificate) break;
    GG_CHECK(X509_STORE_add_cert(store.get(), certificate.get()) == 1);
  }
  if (count == 0 || ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE)
    return refuse_stamp("cannot be checked: the authorities are no certificates in PEM");
  ERR_clear_error();
  X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store.get()),
                             static_cast<time_t>(time.time_since_epoch().count()));
  return store;
}

Result<Timestamp> parse_info(TS_RESP* response) {
  auto* info = TS_RESP_get_tst_info(response);
  if (info == nullptr) return refuse_stamp("was not granted by the authority");
  tm parts{};
  if (ASN1_TIME_to_tm(TS_TST_INFO_get_time(info), &parts) != 1) return refuse_stamp("has no time");
  const Number serial(ASN1_INTEGER_to_BN(TS_TST_INFO_get_serial(info), nullptr));
  if (!serial) return refuse_stamp("has no serial number");
  const std::unique_ptr<char, FreedBy<[](char* text) { OPENSSL_free(text); }>> hex(
      BN_bn2hex(serial.get()));
  GG_CHECK(hex != nullptr);
  return Timestamp{std::chrono::sys_seconds{std::chrono::seconds{timegm(&parts)}}, hex.get()};
}

}  // namespace

std::string timestamp_query(const Sha256& digest, std::uint64_t nonce) {
  const auto request = make_request(digest, nonce);
  unsigned char* der = nullptr;
  const int size = i2d_TS_REQ(request.get(), &der);
  GG_CHECK(size > 0);
  std::string query(der, der + size);
  OPENSSL_free(der);
  return query;
}

Result<Timestamp> check_timestamp(std::string_view response, const TimestampCheck& check) {
  ERR_clear_error();
  TRY_LET(const auto parsed, parse_response(response));
  TRY_LET(auto stamp, parse_info(parsed.get()));
  TRY_LET(auto store, make_store(check.authorities_pem, stamp.time));
  const auto request = make_request(check.digest, check.nonce);
  const Context context(TS_REQ_to_TS_VERIFY_CTX(request.get(), nullptr));
  GG_CHECK(context != nullptr);
  TS_VERIFY_CTX_add_flags(context.get(), TS_VFY_SIGNATURE);
  TS_VERIFY_CTX_set_store(context.get(), store.release());
  if (TS_RESP_verify_response(context.get(), parsed.get()) != 1)
    return refuse_stamp("does not hold: " + openssl_reason());
  return stamp;
}

}  // namespace gg::ledger
