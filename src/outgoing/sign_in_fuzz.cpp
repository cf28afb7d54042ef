#include "base/check.h"
#include "base/text.h"
#include "outgoing/form.h"
#include "outgoing/oidc.h"
#include "secrets/octets.h"

/// Any text as a query and as a discovery document: a form in UTF-8 that reads back from what it is
/// written as, an answer only with the state that was sent, a provider with every endpoint; or
/// errors.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  const auto text = secrets::chars(data, size);
  if (const auto form = outgoing::parse_form(text); form.has_value()) {
    const auto again = outgoing::parse_form(outgoing::write_form(*form));
    GG_CHECK(again.has_value() && again->size() == form->size());
    for (std::size_t index = 0; index < form->size(); ++index) {
      GG_CHECK(is_utf8(form->at(index).value));
      GG_CHECK(again->at(index).name == form->at(index).name);
      GG_CHECK(again->at(index).value == form->at(index).value);
    }
  }
  const auto provider = outgoing::parse_provider(text, "https://id.example");
  if (provider.has_value())
    GG_CHECK(!provider->token_endpoint.empty() && !provider->jwks_uri.empty());
  const auto code = outgoing::parse_sign_in_answer(text, {.issuer = "i"}, {.state = "s"});
  if (code.has_value()) GG_CHECK(!code->empty() && text.find("state=") != std::string::npos);
  return 0;
}
