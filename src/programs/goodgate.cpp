#include "cli/command_line.h"
#include "cli/exit_code.h"

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  try {
    return gg::cli::run(argc, argv);
  } catch (const std::exception& error) {  // memory is out, or a library broke its word
    std::fprintf(stderr, "goodgate: internal error: %s\n", error.what());
    return static_cast<int>(gg::cli::ExitCode::Internal);
  }
}
