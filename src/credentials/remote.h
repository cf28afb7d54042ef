#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace gg::credentials {

/// What came of asking an address at which a file says that its store is. *value*
struct RemoteAnswer {
  std::string address;     ///< That answered; behind redirects another than the one stated.
  std::string media_type;  ///< As it said; "application/c2pa" is right (C2PA 2.2 section 11.4).
  std::shared_ptr<const std::string> content;  ///< Empty where nothing came.
  std::string failure;                         ///< Why nothing came; empty where something did.
};

/// Asks an address; who validates without a network has none. Threads: called by several at once.
using AskRemote =
    std::function<RemoteAnswer(const std::string& address, const std::stop_token& stop)>;

/// Of the store of a file that was asked for at its address. *value*
struct RemoteFacts {
  std::string address;
  std::string media_type;
  std::size_t bytes = 0;
  std::string failure;  ///< Why there is none; empty otherwise.
};

}  // namespace gg::credentials
