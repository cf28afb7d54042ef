#include "crew.h"

#include "base/check.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <span>
#include <sstream>
#include <utility>

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define GG_MUTANTS_ASAN
#endif
#endif

namespace gg::mutants {
namespace {

constexpr int exit_out_of_memory = 3;
constexpr unsigned wall_seconds_max = 120;  ///< For what waits and does not work.

/// What a worker leaves in memory it shares with the crew, so that it outlives the worker.
struct Slot {
  std::uint64_t next;  ///< The mutant that it works on.
  std::uint64_t done;
  std::array<std::uint64_t, 4> states;
  std::uint64_t slowest;
  std::uint64_t slowest_ns;
  std::uint64_t biggest;
  std::uint64_t biggest_kib;
  std::uint64_t same_as_seed;
};

std::uint64_t cpu_ns() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<std::uint64_t>(now.tv_sec) * 1'000'000'000U +
         static_cast<std::uint64_t>(now.tv_nsec);
}

void limit_cpu(unsigned seconds) {
  itimerval timer{};
  timer.it_value.tv_sec = seconds;
  setitimer(ITIMER_PROF, &timer, nullptr);  // SIGPROF ends the process
}

#ifndef GG_MUTANTS_ASAN
/// Kilobytes of private memory that this process has, as RLIMIT_DATA counts them.
std::uint64_t data_kib() {
  std::uint64_t kib = 0;
  std::FILE* status = std::fopen("/proc/self/status", "r");
  GG_CHECK(status != nullptr);
  std::array<char, 256> line{};
  while (std::fgets(line.data(), line.size(), status) != nullptr)
    if (std::string_view(line.data()).starts_with("VmData:"))
      kib = std::strtoull(line.data() + 7, nullptr, 10);
  std::fclose(status);
  return kib;
}

void limit_memory(std::uint64_t mib) {
  const rlim_t bytes = (data_kib() << 10U) + (mib << 20U);
  const rlimit limit{bytes, bytes};
  GG_CHECK(setrlimit(RLIMIT_DATA, &limit) == 0);
}
#else
void limit_memory(std::uint64_t) {}
#endif

/// One process that takes every nth mutant.
class Worker {
 public:
  Worker(const MutantMaker& maker, Trial& trial, const CrewTerms& terms, Slot& slot, int notes)
      : maker_(maker), trial_(trial), terms_(terms), slot_(slot), notes_(notes) {}

  int work() {
    limit_memory(terms_.memory_mib_max);
    const rlimit no_core{0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    for (; slot_.next < terms_.first + terms_.count; slot_.next += terms_.workers) {
      try {
        take(slot_.next);
      } catch (const std::bad_alloc&) {
        return exit_out_of_memory;
      }
    }
    return 0;
  }

 private:
  void take(std::uint64_t number) {
    limit_cpu(terms_.cpu_seconds_max);
    alarm(wall_seconds_max);
    const auto begin = cpu_ns();
    const auto mutant = maker_.make(number);
    const auto verdict = trial_.run(mutant);
    const auto took = cpu_ns() - begin;
    limit_cpu(0);
    ++slot_.done;
    ++slot_.states[static_cast<std::size_t>(verdict.state)];
    if (took > slot_.slowest_ns)
      std::tie(slot_.slowest_ns, slot_.slowest) = std::pair(took, number);
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    if (const auto kib = static_cast<std::uint64_t>(used.ru_maxrss); kib > slot_.biggest_kib)
      std::tie(slot_.biggest_kib, slot_.biggest) = std::pair(kib, number);
    tell(number, verdict);
  }

  void tell(std::uint64_t number, const Verdict& verdict) {
    for (const auto& each : verdict.contradictions) note('!', number, each);
    const bool is_believed =
        verdict.state == credentials::State::Trusted || verdict.state == credentials::State::Valid;
    if (!is_believed) return;
    if (verdict.signed_as.empty()) return note('?', number, "");
    if (verdict.differs.empty()) ++slot_.same_as_seed;
    for (const auto& each : verdict.differs) note('~', number, each);
  }

  /// One line, written at once: the file is opened to append.
  void note(char kind, std::uint64_t number, const std::string& what) const {
    const auto line = kind + std::to_string(number) + " " + what + "\n";
    GG_CHECK(write(notes_, line.data(), line.size()) == static_cast<ssize_t>(line.size()));
  }

  const MutantMaker& maker_;
  Trial& trial_;
  const CrewTerms& terms_;
  Slot& slot_;
  int notes_;
};

std::string death_words(int status) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == exit_out_of_memory) return "too much memory";
  if (WIFEXITED(status)) return "exit code " + std::to_string(WEXITSTATUS(status));
  const auto number = WTERMSIG(status);
  if (number == SIGPROF) return "too much time";
  if (number == SIGALRM) return "stands still";
  return strsignal(number);
}

/// The processes, their slots and notes.
class Crew {
 public:
  Crew(const MutantMaker& maker, Trial& trial, const CrewTerms& terms)
      : maker_(maker), trial_(trial), terms_(terms), notes_(memfd_create("notes", MFD_CLOEXEC)) {
    GG_CHECK(notes_ >= 0 && fcntl(notes_, F_SETFL, O_APPEND) == 0);
    void* shared = mmap(nullptr, sizeof(Slot) * terms.workers, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    GG_CHECK(shared != MAP_FAILED);
    slots_ = std::span(static_cast<Slot*>(shared), terms.workers);
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    munmap(slots_.data(), slots_.size_bytes());
    close(notes_);
  }

  Tally run() {
    const auto begin = std::chrono::steady_clock::now();
    for (unsigned index = 0; index < terms_.workers; ++index) {
      slots_[index].next = terms_.first + index;
      start(index);
    }
    while (!running_.empty()) wait_for_one();
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    tally_.wall_seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    tally_.cpu_seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                         static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
    for (const auto& slot : slots_) add(slot);
    read_notes();
    return std::move(tally_);
  }

 private:
  void start(unsigned index) {
    std::fflush(stdout);
    const auto child = fork();
    GG_CHECK(child >= 0);
    if (child == 0) {
      trial_.open_own_files();
      _exit(Worker(maker_, trial_, terms_, slots_[index], notes_).work());
    }
    running_.emplace(child, index);
  }

  void wait_for_one() {
    int status = 0;
    const auto child = waitpid(-1, &status, 0);
    const auto found = running_.find(child);
    if (found == running_.end()) return;
    const auto index = found->second;
    running_.erase(found);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    auto& slot = slots_[index];
    tally_.deaths.push_back(std::to_string(slot.next) + ": " + death_words(status));
    slot.next += terms_.workers;
    if (slot.next < terms_.first + terms_.count) start(index);
  }

  void add(const Slot& slot) {
    tally_.done += slot.done;
    tally_.same_as_seed += slot.same_as_seed;
    for (std::size_t state = 0; state < slot.states.size(); ++state)
      tally_.states[state] += slot.states[state];
    if (const auto ms = static_cast<double>(slot.slowest_ns) / 1e6; ms > tally_.slowest_ms)
      std::tie(tally_.slowest_ms, tally_.slowest) = std::pair(ms, slot.slowest);
    if (const auto mib = slot.biggest_kib >> 10U; mib > tally_.biggest_mib)
      std::tie(tally_.biggest_mib, tally_.biggest) = std::pair(mib, slot.biggest);
  }

  void read_notes() {
    std::string text(static_cast<std::size_t>(lseek(notes_, 0, SEEK_END)), '\0');
    GG_CHECK(pread(notes_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
    std::istringstream lines(text);
    char kind = 0;
    std::uint64_t number = 0;
    std::string what;
    while (lines >> kind >> number && lines.get() == ' ' && std::getline(lines, what)) {
      if (kind == '?') {
        tally_.unexplained.push_back(number);
        continue;
      }
      auto& noted = (kind == '!' ? tally_.contradictions : tally_.unsigned_differences)[what];
      noted.number = noted.count == 0 ? number : std::min(noted.number, number);
      ++noted.count;
    }
    std::ranges::sort(tally_.unexplained);
  }

  const MutantMaker& maker_;
  Trial& trial_;
  const CrewTerms& terms_;
  int notes_;
  std::span<Slot> slots_;
  std::map<pid_t, unsigned> running_;
  Tally tally_;
};

}  // namespace

Tally run_crew(const MutantMaker& maker, Trial& trial, const CrewTerms& terms) {
  return Crew(maker, trial, terms).run();
}

}  // namespace gg::mutants
