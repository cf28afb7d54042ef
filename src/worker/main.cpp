// goodgate-worker thumbnail
//
// Reads one media file from standard input (a file that is open already, not a pipe), writes a
// JPEG picture of at most 320 pixels a side to standard output, and ends: see outcome.h. It is made
// to be started by goodgate, once for each file, and gives up every right before it reads a byte.

#include "worker/confine.h"
#include "worker/decode.h"
#include "worker/input.h"
#include "worker/jpeg.h"
#include "worker/outcome.h"

#include <cerrno>
#include <cstdint>
#include <string_view>

extern "C" {
#include <libavutil/cpu.h>
#include <libavutil/log.h>
}

#include <unistd.h>

namespace gg::worker {
namespace {

bool write_all(const AVPacket& packet) {
  const auto size = static_cast<std::size_t>(packet.size);
  for (std::size_t done = 0; done < size;) {
    const auto count = write(STDOUT_FILENO, packet.data + done, size - done);
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) done += static_cast<std::size_t>(count);
  }
  return true;
}

Outcome make_thumbnail() {
  av_log_set_level(AV_LOG_QUIET);
  av_get_cpu_flags();  // asks the system; remembered for later
  if (!confine()) return Outcome::NotConfined;
  const auto input = make_input();
  if (!input) return Outcome::TooLarge;
  const auto decoded = decode_first_picture(*input);
  if (decoded.outcome != Outcome::Done) return decoded.outcome;
  const auto jpeg = make_small_jpeg(*decoded.frame, decoded.turn);
  return jpeg && write_all(*jpeg) ? Outcome::Done : Outcome::NotEncoded;
}

}  // namespace
}  // namespace gg::worker

int main(int argc, char** argv) {
  using gg::worker::Outcome;
  const bool is_known = argc == 2 && std::string_view(argv[1]) == "thumbnail";
  const auto outcome = is_known ? gg::worker::make_thumbnail() : Outcome::BadUsage;
  // Straight to the end: destructors of libraries have no business in a confined process.
  _exit(static_cast<int>(outcome));
}
