#include "cli/exit_code.h"
#include "desk_cli/commands.h"

#include <csignal>
#include <cstdio>

namespace gg::desk_cli {
namespace {

constexpr std::chrono::seconds grace{10};

}  // namespace

int exit_code_of(ErrorKind kind) { return static_cast<int>(cli::exit_code_of(kind)); }

int complain(const Error& error) {
  std::fprintf(stderr, "goodgate: %s\n", error.message.c_str());
  return exit_code_of(error.kind);
}

int serve_until_stopped(const desk::DeskOptions& options,
                        const std::function<Result<void>(desk::Desk&)>& begun) {
  // Every thread that is started from here on leaves these signals to `sigwait` below.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  auto started = desk::Desk::start(options);
  if (!started.has_value()) return complain(started.error());
  const auto& served = *started;
  if (const auto said = begun(*served); !said.has_value()) return complain(said.error());
  std::fflush(stdout);
  int signal = 0;
  sigwait(&signals, &signal);
  std::printf("Stopping: running requests have %lld s\n", static_cast<long long>(grace.count()));
  std::fflush(stdout);
  served->stop(grace);
  return 0;
}

int run_serve(const desk::DeskOptions& options) {
  return serve_until_stopped(options, [&options](const desk::Desk& served) -> Result<void> {
    std::printf("Serving %s at %s\n", options.file.c_str(), served.listens_at().c_str());
    if (const auto link = served.first_link(); !link.empty())
      std::printf("Nobody is here yet. The first administrator signs up once at\n  %s\n",
                  link.c_str());
    return {};
  });
}

}  // namespace gg::desk_cli
