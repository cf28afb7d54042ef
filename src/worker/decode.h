#pragma once

#include "worker/outcome.h"
#include "worker/owned.h"
#include "worker/upright.h"

namespace gg::worker {

/// The first frame of a file, or why there is none.
struct Decoded {
  Outcome outcome = Outcome::NoPicture;
  Owned<AVFrame> frame;  ///< Null unless `outcome` is `Done`.
  Turn turn;             ///< How the frame is meant to be seen.
};

/// Decodes the first picture of the file `input` reads: the picture itself, the first frame of a
/// video, or the cover of a sound file. One thread.
Decoded decode_first_picture(AVIOContext& input);

}  // namespace gg::worker
