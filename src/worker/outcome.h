#pragma once

namespace gg::worker {

/// How the worker ends, as its exit code. `report/thumbnail.cpp` has a phrase for each: change
/// both. A death by signal is an ordinary outcome too.
enum class Outcome : int {
  Done = 0,          ///< A JPEG stream was written to standard output.
  BadUsage = 64,     ///< Called in a way no version of goodgate calls it.
  NotConfined = 71,  ///< The limits or the system call filter could not be set: nothing was read.
  Unknown = 80,      ///< The file is of no kind that is decoded here.
  NoPicture = 81,    ///< The file has no picture, or its coding is unknown.
  NotDecoded = 82,   ///< There is a picture, but no frame of it could be decoded here.
  TooLarge = 83,     ///< The picture has more pixels than are decoded here.
  NotEncoded = 84,   ///< The small picture could not be made.
};

}  // namespace gg::worker
