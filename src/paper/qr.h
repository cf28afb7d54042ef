#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gg::paper {

/// The dark and light fields of a QR code, row by row. *value*
struct Qr {
  std::size_t width = 0;
  std::vector<bool> dark;  ///< width × width.
};

/// Source: ISO/IEC 18004, error correction M. Errors: LimitExceeded for a text that does not fit.
Result<Qr> qr_of(const std::string& text);

}  // namespace gg::paper
