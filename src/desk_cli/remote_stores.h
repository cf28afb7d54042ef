#pragma once

#include "base/guarded.h"
#include "cli/credentials_commands.h"
#include "credentials/remote.h"
#include "outgoing/download.h"

#include <deque>
#include <map>
#include <memory>
#include <semaphore>
#include <string>

namespace gg::desk_cli {

/// Manifest stores at the addresses that files state, for one run of a command. An address is asked
/// once, however many files state it; four are asked at a time; a host that gave no answer three
/// times is not asked again. What came is kept while all of it has at most 64 MiB, the newest
/// longest. Threads: thread-safe.
class RemoteStores {
 public:
  explicit RemoteStores(const cli::RemoteChoice& choice);

  /// Limits: 16 MiB, as of a sidecar; 5 seconds to connect, 30 in all; those of `download`.
  credentials::RemoteAnswer ask(const std::string& address, const std::stop_token& stop);

 private:
  struct Asked {
    std::once_flag once;
    credentials::RemoteAnswer answer;
  };
  struct Kept {
    std::map<std::string, std::shared_ptr<Asked>> by_address;
    std::deque<std::string> in_order;          ///< Those that brought something, the oldest first.
    std::size_t bytes = 0;                     ///< That they brought.
    std::map<std::string, unsigned> silences;  ///< Of each host.
  };
  credentials::RemoteAnswer fetch(const std::string& address, const std::stop_token& stop);
  void keep(const std::string& address, const credentials::RemoteAnswer& answer);

  outgoing::HttpSettings settings_;  ///< Constant after construction.
  std::counting_semaphore<> slots_;
  Guarded<Kept> kept_;
};

}  // namespace gg::desk_cli
