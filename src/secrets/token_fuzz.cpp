#include "base/check.h"
#include "secrets/octets.h"
#include "secrets/session.h"
#include "secrets/token.h"

/// Any text: a token whose hash is that of the text and whose prefix is that of its kind, or an
/// error that does not repeat it. A session id likewise.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto text = secrets::chars(data, size);
  const auto shown = secrets::parse_token(text);
  if (shown.has_value()) {
    GG_CHECK(text.starts_with(secrets::prefix_of(shown->kind)) && text.size() == 42);
    GG_CHECK(shown->hash == sha256_of(text));
  } else {
    GG_CHECK(text.size() < 12 || !text.starts_with("gg") ||
             shown.error().message.find(text) == std::string::npos);
  }
  if (const auto session = secrets::hash_of_session(text)) GG_CHECK(*session == sha256_of(text));
  return 0;
}
