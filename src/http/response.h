#pragma once

#include "base/descriptor.h"
#include "http/fields.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json_fwd.hpp>

namespace gg::http {

/// Bytes that others hold too: embedded files, a cached document.
struct SharedBytes {
  std::string_view bytes;
  std::shared_ptr<const void> owner;  ///< Keeps them; none for bytes that are part of the program.
};

/// Part of an open file, sent by the kernel (sendfile).
struct FileBytes {
  Descriptor file;
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
};

/// A body that grows while it is sent. Threads: `pull` is called by one thread at a time, `finish`
/// by any, the wake by any; the source is gone once the connection is.
class ByteSource {
 public:
  enum class Pulled : unsigned char { Bytes, NothingYet, End };
  enum class Wake : unsigned char { HasBytes, CutOff };

  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  /// Appends bytes to `out`, at least one with `Bytes`. After `NothingYet` the wake is called once
  /// there is more.
  virtual Pulled pull(std::string& out, std::size_t bytes_max) = 0;

  /// What to call when there is more to pull (`HasBytes`) or when the reader is too slow to be
  /// served (`CutOff`: the connection is closed). Set before the first `pull`.
  virtual void set_wake(std::function<void(Wake)> wake) = 0;

  /// The server is stopping: end soon, with last words if there are any.
  virtual void finish() = 0;
};

/// Bytes of a known number that are read while they are sent. Threads: one at a time.
class PlacedSource {
 public:
  PlacedSource() = default;
  PlacedSource(const PlacedSource&) = delete;
  PlacedSource& operator=(const PlacedSource&) = delete;
  virtual ~PlacedSource() = default;

  /// Reads at `offset`: how many bytes, at least one; 0 where they cannot be read, and then the
  /// connection is cut off. Runs on a server thread: must not wait for long.
  virtual std::size_t read(std::uint64_t offset, std::span<char> into) = 0;
};

/// Part of a source.
struct PlacedBytes {
  std::shared_ptr<PlacedSource> source;
  std::uint64_t offset = 0;
  std::uint64_t size_bytes = 0;
  bool is_random = true;  ///< False: it can only be read from its start on, so no ranges of it.
};

using Body =
    std::variant<std::string, SharedBytes, FileBytes, PlacedBytes, std::shared_ptr<ByteSource>>;

/// What is answered. The server adds ranges, 304, compression, security fields and the request id;
/// a field or status that HTTP cannot carry becomes a 500. *value, moved only*
struct Response {
  int status = 200;
  Headers headers;
  Body body;
  enum class Compression : unsigned char { WhenAsked, Never };  ///< Never: secrets beside input.
  Compression compression = Compression::WhenAsked;
};

/// Answers a request. Call once, from any thread, now or later; a second call does nothing, and
/// when the last copy is dropped without a call the answer is 500.
using Respond = std::function<void(Response)>;

/// A JSON document (RFC 8259), "application/json".
Response json(int status, const nlohmann::ordered_json& document);

Response text(int status, std::string body);

Response no_content();

/// 303 See Other, or another redirection.
Response redirect(std::string location, int status = 303);

/// The size of a body, or nothing for one that grows.
std::optional<std::uint64_t> size_bytes_of(const Body& body);

}  // namespace gg::http
