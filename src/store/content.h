#pragma once

#include "store/transaction.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gg::store {

// Contents: bytes of any size, each kept once, in chunks beside the records. A content arrives in
// several transactions, so that no other writer waits long, and is there for nobody until one of
// them keeps it. Errors of all: Unavailable.

inline constexpr std::size_t content_chunk_bytes = 256U << 10;

/// A content that is kept. *value*
struct Content {
  std::int64_t id = 0;
  std::string sha256;  ///< Of its bytes as they are kept.
  std::int64_t size_bytes = 0;
  std::string media_type;
};

/// A content without bytes that nobody sees; its id.
Result<std::int64_t> begin_content(Transaction& transaction, std::string_view now);

/// Its next chunk: all but the last are `content_chunk_bytes` long. `number` counts from 0.
Result<void> add_chunk(Transaction& transaction, std::int64_t content, std::int64_t number,
                       std::string_view bytes);

/// All its chunks are there: it is seen from now on. Errors: Conflict where it does not arrive, or
/// the same bytes are kept already.
Result<void> keep_content(Transaction& transaction, const Content& content);

/// One that arrives and that nobody will keep.
Result<void> give_up_content(Transaction& transaction, std::int64_t content);

/// The content of these bytes; nothing where there is none.
Result<std::optional<Content>> find_content(Snapshot& snapshot, std::string_view sha256);

/// The content of an attachment; nothing where it has none.
Result<std::optional<Content>> content_of(Snapshot& snapshot, std::string_view attachment);

/// The chunk of this number; empty behind the last, and for a content that is gone.
Result<std::string> content_chunk(Snapshot& snapshot, std::int64_t content, std::int64_t number);

/// Gives an attachment its content, in place of the one it had.
Result<void> attach_content(Transaction& transaction, std::string_view attachment,
                            std::int64_t content);

/// When bytes that nobody has any more are taken away.
enum class Leaving : std::uint8_t {
  Later,  ///< Piece by piece, by `sweep_contents`: other writers do not wait.
  Now,    ///< In this transaction, all of them.
};

/// Takes its content from an attachment; one that no other attachment has leaves.
Result<void> detach_content(Transaction& transaction, std::string_view attachment, Leaving leaving);

/// What arrived when the program ended has nobody who will keep it.
Result<void> give_up_arriving(Transaction& transaction);

/// Takes away some of what leaves, and says whether there is more.
Result<bool> sweep_contents(Transaction& transaction);

/// True when something leaves.
Result<bool> has_leaving(Snapshot& snapshot);

}  // namespace gg::store
