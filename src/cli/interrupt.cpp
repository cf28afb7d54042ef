#include "cli/interrupt.h"

#include <csignal>

#include <pthread.h>
#include <unistd.h>

namespace gg::cli {
namespace {

sigset_t interrupting_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGUSR1);  // sent by the destructor to its own waiter
  return signals;
}

}  // namespace

// The signals are blocked in every thread and waited for in one: no code runs in a handler.
Interrupt::Interrupt() {
  const auto signals = interrupting_signals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  waiter_ = std::jthread([source = source_, signals](const std::stop_token& done) mutable {
    while (!done.stop_requested()) {
      int signal = 0;
      if (sigwait(&signals, &signal) != 0 || signal == SIGUSR1) continue;
      if (source.stop_requested()) _exit(130);
      source.request_stop();
    }
  });
}

Interrupt::~Interrupt() {
  waiter_.request_stop();
  pthread_kill(waiter_.native_handle(), SIGUSR1);
  waiter_.join();
  const auto signals = interrupting_signals();
  pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

}  // namespace gg::cli
