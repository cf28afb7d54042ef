#include "worker/confine.h"

#include "base/sanitized.h"

#include <array>
#include <cerrno>
#include <memory>

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace gg::worker {
namespace {

constexpr rlim_t address_space_bytes = rlim_t{2} << 30U;
constexpr rlim_t cpu_seconds = 10;

bool limit(__rlimit_resource resource, rlim_t most) {
  const rlimit both{.rlim_cur = most, .rlim_max = most};
  return setrlimit(resource, &both) == 0;
}

bool set_limits() {
  const bool has_space = is_sanitized || limit(RLIMIT_AS, address_space_bytes);
  return has_space && limit(RLIMIT_CPU, cpu_seconds) && limit(RLIMIT_FSIZE, 0) &&
         limit(RLIMIT_CORE, 0);
}

/// What decoding needs: reading and seeking the input, writing the result, memory, the clock, the
/// end. Threads are not made, so `clone` is not there.
constexpr std::array allowed{SCMP_SYS(read),
                             SCMP_SYS(lseek),
                             SCMP_SYS(write),
                             SCMP_SYS(brk),
                             SCMP_SYS(mmap),
                             SCMP_SYS(munmap),
                             SCMP_SYS(mremap),
                             SCMP_SYS(mprotect),
                             SCMP_SYS(madvise),
                             SCMP_SYS(futex),
                             SCMP_SYS(clock_gettime),
                             SCMP_SYS(clock_getres),
                             SCMP_SYS(gettimeofday),
                             SCMP_SYS(getrandom),
                             SCMP_SYS(rt_sigreturn),
                             SCMP_SYS(rt_sigprocmask),
                             SCMP_SYS(exit),
                             SCMP_SYS(exit_group),
                             SCMP_SYS(sched_getaffinity),
                             SCMP_SYS(sched_yield),
                             SCMP_SYS(getpid),
                             SCMP_SYS(gettid)};

/// What a library may try without harm and then do without: it is told "not permitted".
constexpr std::array refused{
    SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(access),   SCMP_SYS(fstat),   SCMP_SYS(newfstatat),
    SCMP_SYS(stat), SCMP_SYS(ioctl),  SCMP_SYS(readlink), SCMP_SYS(sysinfo), SCMP_SYS(uname)};

struct FilterReleaser {
  void operator()(void* filter) const { seccomp_release(filter); }
};

bool set_filter() {
  if constexpr (is_sanitized) return true;
  const std::unique_ptr<void, FilterReleaser> filter(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (!filter) return false;
  for (const auto call : allowed)
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) != 0) return false;
  for (const auto call : refused)
    if (seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(EPERM), call, 0) != 0) return false;
  return seccomp_load(filter.get()) == 0;
}

}  // namespace

bool confine() {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return false;
  return set_limits() && set_filter();
}

}  // namespace gg::worker
