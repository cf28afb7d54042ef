#pragma once

#include "json/json.h"
#include "register/date.h"
#include "rulebook/read_book.h"
#include "store/transaction.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

// The studio's own rulebooks beside their records. Errors of all: Unavailable.

/// A version that was published and not retired since.
struct PublishedBook {
  std::string book;       ///< Id of the rulebook: "house-genai".
  std::string version;    ///< "2026-12-01".
  std::string first_day;  ///< It holds from this day on, until a later one does.
  std::string published;  ///< When it was: of two that hold from one day, the later one goes first.
  std::string sha256;     ///< Of its canonical text.
  std::string rulebook;   ///< Id of its record.
};

/// Keeps a canonical text under its hash, for ever.
Result<void> keep_book_text(store::Transaction& transaction, const rulebook::BookFile& file);

Result<bool> has_book_text(store::Snapshot& snapshot, std::string_view sha256);

/// The canonical text with this hash; nothing where it is not here.
Result<std::optional<std::string>> find_book_text(store::Snapshot& snapshot,
                                                  std::string_view sha256);

Result<void> add_published(store::Transaction& transaction, const PublishedBook& version);
Result<void> drop_published(store::Transaction& transaction, const PublishedBook& version);

/// The version of a rulebook that holds on a day; nothing where the studio published none.
Result<std::optional<PublishedBook>> find_in_force(store::Snapshot& snapshot, std::string_view book,
                                                   Date day);

/// One version of a rulebook, whether or not its first day has come.
Result<std::optional<PublishedBook>> find_published(store::Snapshot& snapshot,
                                                    std::string_view book,
                                                    std::string_view version);

/// The steps of a check whose findings are kept in full.
inline constexpr std::string_view proofs_step = "proofs";
inline constexpr std::string_view difference_step = "difference";
/// What stands beside the proofs of a version alone: those with other books.
inline constexpr const char* together_member = "together";

Result<void> keep_found(store::Transaction& transaction, const std::string& rulebook,
                        std::string_view step, const Json& found);

/// What a step found last; null where it was not taken.
Result<Json> find_found(store::Snapshot& snapshot, const std::string& rulebook,
                        std::string_view step);

}  // namespace gg::clearance
