#pragma once

#include "worker/owned.h"

namespace gg::worker {

/// The file on standard input as the libraries read it: by reading and seeking that one
/// descriptor. Nothing if there is no memory for it.
Owned<AVIOContext> make_input();

}  // namespace gg::worker
