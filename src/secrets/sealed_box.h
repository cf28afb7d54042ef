#pragma once

#include "base/result.h"
#include "secrets/holder.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gg::secrets {

// A sealed box: bytes that any one of its holders can open, and nobody else.
//
//   goodgate-sealed/1 LF
//   holder KEY SEALED-CONTENT-KEY NAME LF     one line a holder, 1 to 64 of them
//   stream STREAM-HEADER LF
//   frame … frame last-frame
//
// KEY is the holder's public key (32 bytes), SEALED-CONTENT-KEY the random content key sealed to it
// (80 bytes), STREAM-HEADER that of libsodium's crypto_secretstream_xchacha20poly1305 (24 bytes),
// each in base64url without padding; NAME runs to the end of the line. A frame is 65,536 bytes of
// content and 17 more; the last frame has less content, perhaps none, and the tag FINAL. The whole
// header is additional data of the first frame: a holder added, dropped or renamed makes the box
// unreadable, and so does a frame that is cut, moved or appended.
//
// What it does not do: it says nothing of who sealed it, and the size of the content can be seen.

inline constexpr std::size_t sealed_chunk_bytes = 65'536;
inline constexpr std::size_t sealed_header_bytes_max = 64U << 10;
inline constexpr std::size_t sealed_holders_max = 64;

/// One holder's line of a header.
struct SealedLine {
  Holder holder;
  std::string sealed_key;
};

/// The header of a sealed box; readable by all.
struct SealedHeader {
  std::vector<SealedLine> lines;
  std::string stream_header;
  std::string text;  ///< As read, and as written: there is one way to write it.
};

/// Reads the header at the start of `bytes`; more may follow. Errors: InvalidInput with the line,
/// also when the header is cut or longer than `sealed_header_bytes_max`.
Result<SealedHeader> parse_sealed_header(std::string_view bytes);

struct SealedStream;
struct FreeSealedStream {
  void operator()(SealedStream* stream) const;
};
using SealedStreamPtr = std::unique_ptr<SealedStream, FreeSealedStream>;

/// Seals a stream. *single thread*
class Sealer {
 public:
  /// Errors: InvalidInput when there is no holder or more than 64, one twice, a name that does not
  /// fit on a line, or a key that is none.
  static Result<Sealer> to(const std::vector<Holder>& holders);

  /// Comes first in the box.
  [[nodiscard]] const std::string& header() const;
  /// Takes content; returns what comes next in the box, perhaps nothing yet.
  std::string add(std::string_view content);
  /// The end of the box. Nothing may be added after it.
  std::string finish();

 private:
  explicit Sealer(SealedStreamPtr stream) : stream_(std::move(stream)) {}
  SealedStreamPtr stream_;
};

/// Opens a stream. *single thread*
class Opener {
 public:
  /// Errors: NotFound when the key is of no holder (the holders are named); InvalidInput when the
  /// line of that holder was changed.
  static Result<Opener> with(const SealedHeader& header, const Key& secret);

  /// Takes what follows the header; returns content that is authentic. It is not known to be whole
  /// before `finish` was good. Errors: InvalidInput when the box was changed.
  Result<std::string> add(std::string_view bytes);
  /// The last content. Errors: InvalidInput when the box was changed or is cut.
  Result<std::string> finish();

 private:
  explicit Opener(SealedStreamPtr stream) : stream_(std::move(stream)) {}
  SealedStreamPtr stream_;
};

/// A whole box in memory. Errors: as `Sealer::to`.
Result<std::string> seal(std::string_view content, const std::vector<Holder>& holders);
/// Errors: as `parse_sealed_header` and `Opener`.
Result<std::string> open_sealed(std::string_view box, const Key& secret);

}  // namespace gg::secrets
