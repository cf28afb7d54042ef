#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

namespace gg {

/// What kind of failure, coarse enough that callers switch on it and each edge (exit code, HTTP
/// status) maps it once. Adding a kind means visiting every switch.
enum class ErrorKind : std::uint8_t {
  InvalidInput,
  NotFound,
  Conflict,
  Forbidden,  ///< Not for this person.
  Stale,      ///< The object is no longer as the caller saw it.
  LimitExceeded,
  Unavailable,
  Internal
};

/// A failure of an operation (not a finding about media: findings are data).
struct Error {
  ErrorKind kind;
  std::string message;  ///< For people: what is wrong, where, and what to do. Never parsed by code.
};

/// Either a value or the reason there is none. Dropping one is a compile error.
template <class T, class E = Error>
class [[nodiscard]] Result : public tl::expected<T, E> {
 public:
  using tl::expected<T, E>::expected;
};

template <class E>
auto fail(E error) {
  return tl::unexpected<E>(std::move(error));
}

}  // namespace gg

#define GG_CONCAT_(a, b) a##b
#define GG_CONCAT(a, b) GG_CONCAT_(a, b)
#define GG_TRY_LET_(tmp, decl, ...)                                \
  auto tmp = (__VA_ARGS__);                                        \
  if (!tmp.has_value()) return ::gg::fail(std::move(tmp).error()); \
  decl = *std::move(tmp)

/// `TRY_LET(const auto size, reader.u32());` binds the value or returns the error.
#define TRY_LET(decl, ...) GG_TRY_LET_(GG_CONCAT(gg_try_, __COUNTER__), decl, __VA_ARGS__)

/// `TRY(reader.skip(4));` returns the error, if any.
#define TRY(...)                                                \
  do {                                                          \
    if (auto gg_try = (__VA_ARGS__); !gg_try.has_value())       \
      return ::gg::fail(std::move(gg_try).error());             \
  } while (false)
