#pragma once

#include "worker/outcome.h"
#include "worker/owned.h"

namespace gg::worker {

/// The first frame of a file, or why there is none.
struct Decoded {
  Outcome outcome = Outcome::NoPicture;
  Owned<AVFrame> frame;  ///< Null unless `outcome` is `Done`.
};

/// Decodes the first picture of the file `input` reads: the picture itself, the first frame of a
/// video, or the cover of a sound file. One thread.
Decoded decode_first_picture(AVIOContext& input);

}  // namespace gg::worker
