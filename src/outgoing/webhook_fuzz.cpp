#include "base/check.h"
#include "base/text.h"
#include "outgoing/http_url.h"
#include "outgoing/webhook.h"
#include "secrets/octets.h"

#include <algorithm>

/// The first three lines are the headers of a webhook, the rest its body: nobody signed it, so it
/// is refused. The first line as a URL: what is taken is https and has no user in it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  static const outgoing::WebhookTrust trust{
      .secrets = {outgoing::WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").value()},
      .keys = {secrets::SigningKey(*secrets::Key::from(std::string(32, 'k'))).public_key()}};
  const std::chrono::sys_seconds now{std::chrono::seconds(1'614'265'330)};
  auto text = secrets::chars(data, size);
  const auto line = [&text] {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string taken(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
  };
  const auto first = line();
  const auto url = outgoing::check_url(first, {});
  if (url.has_value()) {
    GG_CHECK(starts_with_ignoring_case(url->text, "https://") && !url->is_trusted);
    GG_CHECK(url->text == first && first.find('#') == std::string::npos);
  }
  static_cast<void>(outgoing::WebhookSecret::parse(first));
  const auto verified = outgoing::verify_webhook(
      {{"webhook-id", first}, {"webhook-timestamp", line()}, {"webhook-signature", line()}}, text,
      trust, now);
  if (verified.has_value()) GG_CHECK(text == R"({"test": 2432232314})");
  return 0;
}
