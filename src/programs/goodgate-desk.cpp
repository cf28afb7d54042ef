#include "desk_cli/command_line.h"

#include <cstdio>
#include <exception>

#ifdef GG_JEMALLOC
// Few threads work at a time, and what they drop goes back to the machine soon (jemalloc(3),
// TUNING).
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:2,dirty_decay_ms:500,muzzy_decay_ms:0,lg_tcache_max:12";
#endif

int main(int argc, char** argv) {
  constexpr int internal = 70;  // sysexits
  try {
    return gg::desk_cli::run(argc, argv);
  } catch (const std::exception& error) {  // memory is out, or a library broke its word
    std::fprintf(stderr, "goodgate-desk: internal error: %s\n", error.what());
    return internal;
  }
}
