#pragma once

namespace gg::worker {

/// Gives up all that decoding does not need, for good: address space, CPU seconds, file writes and
/// core dumps are limited, and every system call outside a short list ends the process. Nothing
/// can be opened, connected or started afterwards. Returns false when any part could not be set.
///
/// In a build with a sanitizer only the limits that the sanitizer bears are set.
bool confine();

}  // namespace gg::worker
