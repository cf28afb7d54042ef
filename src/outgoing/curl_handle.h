#pragma once

#include "base/check.h"

#include <memory>
#include <string>

#include <curl/curl.h>

namespace gg::outgoing {

using CurlPtr = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using CurlListPtr = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// A fresh handle of libcurl, which is started with the first. Threads: thread-safe.
inline CurlPtr new_curl() {
  static const bool started = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  GG_CHECK(started);
  CurlPtr handle(curl_easy_init(), curl_easy_cleanup);
  GG_CHECK(handle != nullptr);
  return handle;
}

/// Sets one option; libcurl refuses only options that this program does not use.
template <class T>
void set(const CurlPtr& handle, CURLoption option, T value) {
  GG_CHECK(curl_easy_setopt(handle.get(), option, value) == CURLE_OK);
}

/// Adds a line to a list of libcurl's.
inline void append(CurlListPtr& list, const std::string& line) {
  auto* grown = curl_slist_append(list.get(), line.c_str());
  GG_CHECK(grown != nullptr);
  static_cast<void>(list.release());
  list.reset(grown);
}

}  // namespace gg::outgoing
