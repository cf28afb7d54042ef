#pragma once

#include <exception>
#include <optional>
#include <string>

namespace gg::http {

/// Calls `work` and says what it threw. The one place that catches: above it is C code, through
/// which no exception may pass.
template <class Work>
std::optional<std::string> thrown_by(Work&& work) {
  try {
    work();
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "something that is no std::exception";
  }
  return std::nullopt;
}

}  // namespace gg::http
