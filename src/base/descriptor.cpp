#include "base/descriptor.h"

#include <unistd.h>

namespace gg {

void Descriptor::reset() {
  if (number_ >= 0) close(number_);
  number_ = -1;
}

}  // namespace gg
