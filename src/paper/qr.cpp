#include "paper/qr.h"

#include "base/freed_by.h"

#include <memory>
#include <span>

#include <qrencode.h>

namespace gg::paper {

Result<Qr> qr_of(const std::string& text) {
  const std::unique_ptr<QRcode, FreedBy<QRcode_free>> code(
      QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M));
  if (!code) return fail(Error{ErrorKind::LimitExceeded, "a QR code cannot hold this much text"});
  Qr qr{.width = static_cast<std::size_t>(code->width), .dark = {}};
  for (const auto field : std::span(code->data, qr.width * qr.width))
    qr.dark.push_back((field & 1U) != 0);
  return qr;
}

}  // namespace gg::paper
