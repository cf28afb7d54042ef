#include "ledger/note.h"

#include "base/base64.h"
#include "base/check.h"
#include "base/text.h"

#include <algorithm>

namespace gg::ledger {
namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";
constexpr std::size_t id_bytes = 4;
constexpr std::size_t time_bytes = 8;

tl::unexpected<Error> no_note(const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput, "this is no signed note: " + why});
}

template <class T>
std::string big_endian(T value) {
  std::string bytes;
  for (auto shift = 8 * sizeof(T); shift > 0; shift -= 8)
    bytes += static_cast<char>(static_cast<std::uint8_t>(value >> (shift - 8)));
  return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

/// `line` without its newline.
Result<NoteSignature> parse_signature(std::string_view line, std::size_t number) {
  const auto refuse = [number](const char* why) {
    return no_note("signature line " + std::to_string(number) + " " + why);
  };
  if (!line.starts_with(dash)) return refuse("does not begin with an em dash and a space");
  line.remove_prefix(dash.size());
  const auto space = line.find(' ');
  if (space == std::string_view::npos) return refuse("has no key name and signature");
  NoteSignature signature;
  signature.name = line.substr(0, space);
  if (!is_key_name(signature.name)) return refuse("has an impossible key name");
  const auto bytes = parse_base64(line.substr(space + 1));
  if (!bytes) return refuse("has a signature that is not base 64");
  if (bytes->size() <= id_bytes) return refuse("has a signature that is too short");
  signature.key_id = static_cast<std::uint32_t>(from_big_endian(bytes->substr(0, id_bytes)));
  signature.bytes = bytes->substr(id_bytes);
  return signature;
}

std::string cosigned_message(std::string_view text, std::uint64_t time) {
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

bool is_good(const SignedNote& note, const NoteSignature& line, const VerifierKey& key,
             SignatureCheck& check) {
  if (key.type() == KeyType::Ed25519) return key.verifies(note.text, line.bytes);
  if (line.bytes.size() < time_bytes) return false;
  const auto time = from_big_endian(line.bytes.substr(0, time_bytes));
  if (time >> 63U != 0) return false;
  if (!key.verifies(cosigned_message(note.text, time), line.bytes.substr(time_bytes))) return false;
  const std::chrono::sys_seconds at{std::chrono::seconds{static_cast<std::int64_t>(time)}};
  check.time = check.time ? std::max(*check.time, at) : at;
  return true;
}

}  // namespace

Result<SignedNote> parse_note(std::string_view bytes, const NoteLimits& limits) {
  if (bytes.size() > limits.note_bytes_max)
    return fail(
        Error{ErrorKind::LimitExceeded,
              "this note is longer than " + std::to_string(limits.note_bytes_max) + " bytes"});
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; };
  if (std::ranges::any_of(bytes, is_control)) return no_note("it has a control character");
  if (!is_utf8(bytes)) return no_note("it is not UTF-8");
  const auto blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) return no_note("no blank line stands before its signatures");
  SignedNote note{std::string(bytes.substr(0, blank + 1)), {}};
  auto lines = bytes.substr(blank + 2);
  if (lines.empty()) return no_note("it has no signature");
  if (!lines.ends_with('\n')) return no_note("its last line has no end");
  while (!lines.empty()) {
    if (note.signatures.size() == limits.signatures_max)
      return fail(Error{
          ErrorKind::LimitExceeded,
          "this note has more than " + std::to_string(limits.signatures_max) + " signatures"});
    const auto end = lines.find('\n');
    TRY_LET(auto signature, parse_signature(lines.substr(0, end), note.signatures.size() + 1));
    note.signatures.push_back(std::move(signature));
    lines.remove_prefix(end + 1);
  }
  return note;
}

std::string to_text(const SignedNote& note) {
  std::string out = note.text + "\n";
  for (const auto& one : note.signatures) {
    out += dash;
    out += one.name + " " + base64_of(big_endian(one.key_id) + one.bytes) + "\n";
  }
  return out;
}

NoteSignature sign_note(std::string_view text, const SigningKey& key) {
  GG_CHECK(key.verifier().type() == KeyType::Ed25519);
  return {key.verifier().name(), key.verifier().id(), key.sign(text)};
}

NoteSignature cosign_note(std::string_view text, const SigningKey& key,
                          std::chrono::sys_seconds time) {
  GG_CHECK(key.verifier().type() == KeyType::Cosignature && time.time_since_epoch().count() >= 0);
  const auto seconds = static_cast<std::uint64_t>(time.time_since_epoch().count());
  return {key.verifier().name(), key.verifier().id(),
          big_endian(seconds) + key.sign(cosigned_message(text, seconds))};
}

SignatureCheck check_signature(const SignedNote& note, const VerifierKey& key) {
  SignatureCheck check;
  for (const auto& line : note.signatures) {
    if (line.name != key.name() || line.key_id != key.id()) continue;
    if (!key.can_verify()) return {SignatureState::Unsupported, {}};
    if (!is_good(note, line, key, check)) return {SignatureState::Bad, {}};
    check.state = SignatureState::Good;
  }
  return check;
}

}  // namespace gg::ledger
