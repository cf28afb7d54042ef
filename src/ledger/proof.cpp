#include "ledger/proof.h"

#include "base/base64.h"
#include "ledger/decimal.h"

namespace gg::ledger {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::string_view extra_word = "extra ";
constexpr std::string_view index_word = "index ";
constexpr std::size_t extra_bytes_max = 64U << 10U;
constexpr std::size_t path_max = 64;

/// The lines of a proof with their numbers.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  /// The next line without its newline; nothing at the end or where the newline is missing.
  std::optional<std::string_view> next() {
    const auto end = rest_.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    ++number_;
    const auto line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return line;
  }
  [[nodiscard]] bool next_starts_with(std::string_view word) const {
    return rest_.starts_with(word);
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] tl::unexpected<Error> refuse(std::string why) const {
    return fail(Error{ErrorKind::InvalidInput,
                      "line " + std::to_string(number_) + " of the proof " + std::move(why)});
  }
  [[nodiscard]] tl::unexpected<Error> too_much(const char* what) const {
    return fail(Error{ErrorKind::LimitExceeded, "the proof has too much " + std::string(what)});
  }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

Result<void> parse_extra(Lines& lines, Proof& proof) {
  if (!lines.next_starts_with(extra_word)) return {};
  auto line = lines.next();
  if (!line) return lines.refuse("is followed by one without an end");
  proof.extra = parse_base64(line->substr(extra_word.size()));
  if (!proof.extra) return lines.refuse("has extra data that is not base 64");
  if (proof.extra->size() > extra_bytes_max) return lines.too_much("extra data");
  return {};
}

Result<void> parse_path(Lines& lines, Proof& proof) {
  for (;;) {
    const auto line = lines.next();
    if (!line) return lines.refuse("is followed by no checkpoint");
    if (line->empty()) return {};
    if (proof.path.size() == path_max) return lines.too_much("hashes");
    const auto bytes = parse_base64(*line);
    const auto hash = bytes ? digest_from<TreeHash>(*bytes) : std::nullopt;
    if (!hash) return lines.refuse("is not a SHA-256 hash in base 64");
    proof.path.push_back(*hash);
  }
}

}  // namespace

std::string to_text(const Proof& proof) {
  std::string out = std::string(first_line) + "\n";
  if (proof.extra) out += std::string(extra_word) + base64_of(*proof.extra) + "\n";
  out += std::string(index_word) + std::to_string(proof.index) + "\n";
  for (const auto& hash : proof.path) out += base64_of(bytes_of(hash)) + "\n";
  return out + "\n" + to_text(proof.checkpoint);
}

Result<Proof> parse_proof(std::string_view bytes, const NoteLimits& limits) {
  Proof proof;
  Lines lines(bytes);
  if (lines.next() != first_line) return lines.refuse("is not " + std::string(first_line));
  TRY(parse_extra(lines, proof));
  const auto line = lines.next();
  if (!line || !line->starts_with(index_word)) return lines.refuse("is not the index of an entry");
  const auto index = parse_decimal<std::uint64_t>(line->substr(index_word.size()));
  if (!index || *index >= tree_size_end) return lines.refuse("has an impossible index");
  proof.index = *index;
  TRY(parse_path(lines, proof));
  TRY_LET(proof.checkpoint, parse_checkpoint(lines.rest(), limits));
  return proof;
}

Result<void> check_proof(const Proof& proof, const Commitment& commitment, const Trust& trust) {
  TRY(check_trust(proof.checkpoint, trust));
  const auto& head = proof.checkpoint.checkpoint.head;
  return check_inclusion({proof.index, head.size}, leaf_hash(commitment), proof.path, head.root);
}

}  // namespace gg::ledger
