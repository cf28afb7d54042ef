#include "ledger/checkpoint.h"

#include "base/base64.h"
#include "ledger/decimal.h"

namespace gg::ledger {
namespace {

tl::unexpected<Error> no_checkpoint(const char* why) {
  return fail(
      Error{ErrorKind::InvalidInput, std::string("this is no checkpoint of a log: ") + why});
}

/// Takes the line before the next newline off the front of `text`.
std::string_view next_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return line;
}

Result<Checkpoint> parse_text(std::string_view text) {
  Checkpoint checkpoint;
  checkpoint.origin = next_line(text);
  if (checkpoint.origin.empty()) return no_checkpoint("line 1, the name of the log, is empty");
  const auto size = parse_decimal<std::uint64_t>(next_line(text));
  if (!size || *size >= tree_size_end) return no_checkpoint("line 2 is not the size of a tree");
  const auto bytes = parse_base64(next_line(text));
  const auto root = bytes ? digest_from<TreeHash>(*bytes) : std::nullopt;
  if (!root) return no_checkpoint("line 3 is not a SHA-256 root in base 64");
  checkpoint.head = {*size, *root};
  while (!text.empty()) {
    const auto line = next_line(text);
    if (line.empty()) return no_checkpoint("an extension line is empty");
    checkpoint.extensions.emplace_back(line);
  }
  return checkpoint;
}

std::string signers_of(const SignedNote& note) {
  std::string names;
  for (const auto& one : note.signatures) names += (names.empty() ? "" : ", ") + one.name;
  return names;
}

}  // namespace

std::string to_text(const Checkpoint& checkpoint) {
  std::string out = checkpoint.origin + "\n" + std::to_string(checkpoint.head.size) + "\n" +
                    base64_of(bytes_of(checkpoint.head.root)) + "\n";
  for (const auto& line : checkpoint.extensions) out += line + "\n";
  return out;
}

Result<SignedCheckpoint> parse_checkpoint(std::string_view bytes, const NoteLimits& limits) {
  TRY_LET(auto note, parse_note(bytes, limits));
  TRY_LET(auto checkpoint, parse_text(note.text));
  return SignedCheckpoint{std::move(checkpoint), std::move(note)};
}

SignedCheckpoint sign_checkpoint(const TreeHead& head, const SigningKey& key) {
  const Checkpoint checkpoint{key.verifier().name(), head, {}};
  auto text = to_text(checkpoint);
  auto signature = sign_note(text, key);
  return {checkpoint, {std::move(text), {std::move(signature)}}};
}

void cosign_checkpoint(SignedCheckpoint& checkpoint, const SigningKey& witness,
                       std::chrono::sys_seconds time) {
  checkpoint.note.signatures.push_back(cosign_note(checkpoint.note.text, witness, time));
}

Result<void> check_trust(const SignedCheckpoint& checkpoint, const Trust& trust) {
  const auto bad = [&checkpoint](const VerifierKey& key) {
    return fail(Error{ErrorKind::InvalidInput,
                      "the signature of " + key.name() + " on the checkpoint of size " +
                          std::to_string(checkpoint.checkpoint.head.size) +
                          " is wrong: the checkpoint or the signature was altered"});
  };
  const auto log = check_signature(checkpoint.note, trust.log);
  if (log.state == SignatureState::Bad) return bad(trust.log);
  if (log.state != SignatureState::Good)
    return fail(Error{ErrorKind::NotFound,
                      "the checkpoint of size " + std::to_string(checkpoint.checkpoint.head.size) +
                          " is not signed by the key " + trust.log.text() + " but by " +
                          signers_of(checkpoint.note) + "; is this the right public key?"});
  if (checkpoint.checkpoint.origin != trust.log.name())
    return fail(Error{ErrorKind::InvalidInput, "the checkpoint is of the log " +
                                                   checkpoint.checkpoint.origin + ", not of " +
                                                   trust.log.name()});
  std::size_t witnesses = 0;
  for (const auto& witness : trust.witnesses) {
    const auto check = check_signature(checkpoint.note, witness);
    if (check.state == SignatureState::Bad) return bad(witness);
    if (check.state == SignatureState::Good) ++witnesses;
  }
  if (witnesses < trust.quorum)
    return fail(Error{ErrorKind::InvalidInput, std::to_string(witnesses) +
                                                   " known witnesses signed the checkpoint; " +
                                                   std::to_string(trust.quorum) + " must"});
  return {};
}

}  // namespace gg::ledger
