#include "base/check.h"
#include "ledger/checkpoint.h"

#include <cstdint>
#include <string>

namespace {

using namespace gg::ledger;

void try_keys(const std::string& text) {
  if (const auto key = VerifierKey::parse(text)) GG_CHECK(key->text() == text);
  if (const auto key = SigningKey::parse(text)) GG_CHECK(key->secret_text() == text);
}

}  // namespace

/// Any bytes: what is read as note, checkpoint or key is written as the same bytes, and whatever a
/// known key is said to have signed is either its text or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  try_keys(text);
  static const auto key =
      *VerifierKey::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
  const auto note = parse_note(text);
  const auto checkpoint = parse_checkpoint(text);
  if (checkpoint) GG_CHECK(note.has_value() && checkpoint->note == *note);
  if (!note) return 0;
  GG_CHECK(to_text(*note) == text);
  const bool good = check_signature(*note, key).state == SignatureState::Good;
  if (good) GG_CHECK(note->text.starts_with("If you think cryptography is the answer"));
  if (checkpoint) {
    GG_CHECK(to_text(checkpoint->checkpoint) == checkpoint->note.text);
    GG_CHECK(!check_trust(*checkpoint, {key, {}, 0}).has_value());
  }
  return 0;
}
