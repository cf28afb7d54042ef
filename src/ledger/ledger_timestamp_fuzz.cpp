#include "base/check.h"
#include "ledger/timestamp.h"

#include <cstdint>
#include <string>

/// Any bytes as the answer of an authority: read or refused, and believed never, as no authority
/// is.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg::ledger;
  // A root certificate of which nobody has the key.
  constexpr std::string_view root =
      "-----BEGIN CERTIFICATE-----\n"
      "MIIBODCB66ADAgECAhRAg1dBE8NrBbe3H1QRLQ74adCvXTAFBgMrZXAwETEPMA0G\n"
      "A1UEAwwGTm9ib2R5MCAXDTI2MTEyNDE5NTI0M1oYDzIxMjYxMDMxMTk1MjQzWjAR\n"
      "MQ8wDQYDVQQDDAZOb2JvZHkwKjAFBgMrZXADIQDN89deWJOkWP3LFJGOCUMJiPSI\n"
      "I95iANQiVke5Kvmi3KNTMFEwHQYDVR0OBBYEFGrzkCe2xP6wCX6Om41PfoiAfY/d\n"
      "MB8GA1UdIwQYMBaAFGrzkCe2xP6wCX6Om41PfoiAfY/dMA8GA1UdEwEB/wQFMAMB\n"
      "Af8wBQYDK2VwA0EANRMMH3iovCdk8yDTyZhpRrhxTT5PCPr+cYuKadodzbTJJwWp\n"
      "YcWM7p8KHsDMHqsobWHAGk45j/Lpc5QyoWQfDQ==\n"
      "-----END CERTIFICATE-----\n";
  const auto stamp = check_timestamp(std::string(data, data + size), {{}, 1, root});
  GG_CHECK(!stamp.has_value() && !stamp.error().message.empty());
  return 0;
}
