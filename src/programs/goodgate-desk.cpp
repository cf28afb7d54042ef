#include "desk_cli/command_line.h"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  constexpr int internal = 70;  // sysexits
  try {
    return gg::desk_cli::run(argc, argv);
  } catch (const std::exception& error) {  // memory is out, or a library broke its word
    std::fprintf(stderr, "goodgate-desk: internal error: %s\n", error.what());
    return internal;
  }
}
