#pragma once

#include "base/result.h"
#include "json/json.h"
#include "outgoing/http_client.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace gg::desk_client {

/// A desk somewhere, asked as the holder of a token. Every refusal becomes an error of the same
/// kind as the desk's own, in the desk's words. Errors of all members: those, and Unavailable
/// where no answer came. *thread-safe*
class DeskClient {
 public:
  /// `server`: "https://desk.example/goodgate"; http only where somebody wrote it so. An empty
  /// token asks as nobody. Errors: InvalidInput where it is no address.
  static Result<DeskClient> at(const std::string& server, std::string token);

  /// `path` below /api/v1: "/uses?state=draft".
  [[nodiscard]] Result<Json> get(const std::string& path) const;

  /// `version` is the one that was seen, 0 for any; nothing where the operation asks for none.
  [[nodiscard]] Result<Json> post(const std::string& path, const Json& body,
                                  std::optional<std::int64_t> version = std::nullopt) const;

  /// Sends a file as the body, as it is read. Errors also: NotFound for a file that cannot be read.
  [[nodiscard]] Result<Json> upload(const std::string& path, const std::string& file,
                                    std::uint64_t size_bytes) const;

  /// Sends the next bytes of an upload, which begin at `offset` of it. Errors: Conflict where the
  /// desk has more or less of it.
  [[nodiscard]] Result<void> append(const std::string& path, std::uint64_t offset,
                                    std::string bytes) const;

  Result<void> remove(const std::string& path) const;

  /// All items of a list, page after page, at most `items_max`. `query`: "state=draft&title=ttl_…".
  [[nodiscard]] Result<Json> list(const std::string& path, const std::string& query,
                                  std::size_t items_max = 10'000) const;

  [[nodiscard]] const std::string& server() const { return server_; }

 private:
  DeskClient(std::string server, std::string token, outgoing::HttpSettings settings);
  [[nodiscard]] Result<Json> ask(outgoing::HttpRequest request,
                                 std::chrono::milliseconds more = {}) const;

  std::string server_;
  std::string token_;
  outgoing::HttpSettings settings_;
};

/// A text as a value of a query (RFC 3986: all but unreserved characters encoded).
std::string encoded(std::string_view text);

}  // namespace gg::desk_client
