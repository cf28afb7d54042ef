#include "base/check.h"
#include "secrets/octets.h"
#include "secrets/sealed_header.h"

/// Any bytes: a header that is written back byte by byte, or an error; and a box nobody sealed to
/// this holder never opens.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace gg;
  static const auto secret = *secrets::Key::from(std::string(32, 'k'));
  const auto text = secrets::chars(data, size);
  const auto header = secrets::parse_sealed_header(text);
  if (header.has_value()) {
    GG_CHECK(text.starts_with(header->text));
    GG_CHECK(secrets::write_sealed_header(*header) == header->text);
    GG_CHECK(!header->lines.empty() && header->lines.size() <= secrets::sealed_holders_max);
  }
  GG_CHECK(!secrets::open_sealed(text, secret).has_value());
  return 0;
}
