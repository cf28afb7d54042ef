#include "paper/pdf.h"

#include <cstddef>
#include <cstdint>
#include <string>

/// The files in a stranger's PDF: whatever the bytes, an answer within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  (void)gg::paper::attachments_of(bytes).has_value();
  return 0;
}
