#include "trust/time_stamp_token.h"

namespace gg::trust {
namespace {

Parsed<void> read_imprint(const DerValue& value, TokenInfo& info) {
  DerReader in(value);
  TRY_LET(const auto algorithm, in.next(der::sequence));
  TRY_LET(const auto id, algorithm_id(algorithm));
  info.hash_oid = id.oid;
  info.hash = hash_of(id.oid);
  TRY_LET(const auto imprint, in.next(der::octet_string));
  info.imprint = imprint.content;
  return in.expect_end();
}

}  // namespace

Parsed<TokenInfo> parse_token_info(Bytes encoded) {
  TRY_LET(const auto whole, parse_der(encoded, der::sequence));
  DerReader in(whole);
  TokenInfo info;
  TRY(in.next(der::integer));
  TRY_LET(const auto policy, in.next(der::object_id));
  TRY_LET(info.policy, oid_text(policy));
  TRY_LET(const auto imprint, in.next(der::sequence));
  TRY(read_imprint(imprint, info));
  TRY_LET(const auto serial, in.next(der::integer));
  info.serial = integer_hex(serial);
  TRY_LET(const auto time, in.next(der::generalized_time));
  TRY_LET(info.time, time_of(time));
  return info;  // accuracy, ordering, nonce, name and extensions say nothing more here
}

Parsed<Bytes> find_token(Bytes encoded) {
  constexpr std::byte granted_with_mods{1};
  TRY_LET(const auto whole, parse_der(encoded, der::sequence));
  DerReader in(whole);
  TRY_LET(const auto content_type, in.next_if(der::object_id));
  if (content_type) return encoded;
  TRY_LET(const auto status_info, in.next(der::sequence));
  DerReader inside(status_info);
  TRY_LET(const auto status, inside.next(der::integer));
  if (status.content.size() != 1 || status.content.front() > granted_with_mods)
    return fail(ParseError{&faults::bad_value, status.offset});
  TRY_LET(const auto token, in.next(der::sequence));
  TRY(in.expect_end());
  return token.whole;
}

}  // namespace gg::trust
