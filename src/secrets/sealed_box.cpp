#include "secrets/sealed_box.h"

#include "base/check.h"
#include "secrets/octets.h"
#include "secrets/sealed_header.h"

#include <optional>

#include <sodium.h>

namespace gg::secrets {

/// A stream of libsodium, with what does not fill a frame yet.
struct SealedStream {
  crypto_secretstream_xchacha20poly1305_state state{};
  std::string header;
  std::string waiting;
  bool begun = false;
  bool ended = false;

  SealedStream() = default;
  SealedStream(const SealedStream&) = delete;
  SealedStream& operator=(const SealedStream&) = delete;
  ~SealedStream() {
    sodium_memzero(&state, sizeof state);
    wipe(waiting);
  }

  /// The header is additional data of the first frame, and of no other.
  std::string_view additional() {
    return std::exchange(begun, true) ? std::string_view() : std::string_view(header);
  }
};

void FreeSealedStream::operator()(SealedStream* stream) const {
  const std::unique_ptr<SealedStream> owned(stream);
}

namespace {

constexpr std::size_t frame_extra_bytes = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t frame_bytes = sealed_chunk_bytes + frame_extra_bytes;
constexpr unsigned char tag_middle = crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
constexpr unsigned char tag_last = crypto_secretstream_xchacha20poly1305_TAG_FINAL;

auto not_sealed(const std::string& what) {
  return fail(Error{ErrorKind::InvalidInput, "the evidence was not sealed: " + what});
}

auto not_opened(ErrorKind kind, const std::string& what) {
  return fail(Error{kind, "the sealed box cannot be opened: " + what});
}

Result<void> check_holders(const std::vector<Holder>& holders) {
  if (holders.empty() || holders.size() > sealed_holders_max)
    return not_sealed("name 1 to " + std::to_string(sealed_holders_max) + " holders");
  for (std::size_t index = 0; index < holders.size(); ++index) {
    if (!is_holder_name(holders[index].name))
      return not_sealed("the name of a holder is 1 to 128 bytes of text on one line");
    for (std::size_t other = 0; other < index; ++other)
      if (holders[other].key == holders[index].key)
        return not_sealed(holders[other].name + " and " + holders[index].name +
                          " have the same key");
  }
  return {};
}

std::string names_of(const SealedHeader& header) {
  std::string names;
  for (const auto& line : header.lines) names += (names.empty() ? "" : ", ") + line.holder.name;
  return names;
}

Result<Key> content_key(const SealedHeader& header, const Key& secret) {
  const auto own = holder_key_of(secret);
  for (const auto& line : header.lines) {
    if (line.holder.key != own) continue;
    if (const auto key = open_key(line.sealed_key, secret)) return *key;
    return not_opened(ErrorKind::InvalidInput, "the line of " + line.holder.name + " was changed");
  }
  return not_opened(ErrorKind::NotFound, "this key is of none of its holders: " + names_of(header));
}

Result<std::vector<SealedLine>> seal_to_all(const Key& content,
                                            const std::vector<Holder>& holders) {
  std::vector<SealedLine> lines;
  for (const auto& holder : holders) {
    auto sealed = seal_key(content, holder.key);
    if (!sealed) return not_sealed("the key of " + holder.name + " is none; ask for it again");
    lines.push_back({holder, *std::move(sealed)});
  }
  return lines;
}

void push_frame(SealedStream& stream, std::string_view content, unsigned char tag,
                std::string& out) {
  std::string frame(content.size() + frame_extra_bytes, '\0');
  const auto additional = stream.additional();
  GG_CHECK(crypto_secretstream_xchacha20poly1305_push(
               &stream.state, octets(frame), nullptr, octets(content), content.size(),
               octets(additional), additional.size(), tag) == 0);
  out += frame;
}

Result<void> pull_frame(SealedStream& stream, std::string_view frame, unsigned char tag_expected,
                        std::string& out) {
  if (frame.size() < frame_extra_bytes)
    return not_opened(ErrorKind::InvalidInput, "it is cut; fetch it again");
  std::string content(frame.size() - frame_extra_bytes, '\0');
  const auto additional = stream.additional();
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&stream.state, octets(content), nullptr, &tag,
                                                 octets(frame), frame.size(), octets(additional),
                                                 additional.size()) != 0)
    return not_opened(ErrorKind::InvalidInput, "it was changed or cut after it was sealed");
  if (tag != tag_expected)
    return not_opened(ErrorKind::InvalidInput, "it does not end where its last frame is");
  out += content;
  wipe(content);
  return {};
}

}  // namespace

Result<Sealer> Sealer::to(const std::vector<Holder>& holders) {
  TRY(check_holders(holders));
  const auto content = Key::random();
  SealedStreamPtr stream(std::make_unique<SealedStream>().release());
  SealedHeader header;
  header.stream_header.resize(crypto_secretstream_xchacha20poly1305_HEADERBYTES);
  GG_CHECK(crypto_secretstream_xchacha20poly1305_init_push(
               &stream->state, octets(header.stream_header), content.data()) == 0);
  TRY_LET(header.lines, seal_to_all(content, holders));
  stream->header = write_sealed_header(header);
  return Sealer(std::move(stream));
}

const std::string& Sealer::header() const { return stream_->header; }

std::string Sealer::add(std::string_view content) {
  GG_CHECK(!stream_->ended);
  std::string out;
  auto& waiting = stream_->waiting;
  while (waiting.size() + content.size() >= sealed_chunk_bytes) {
    const auto part = content.substr(0, sealed_chunk_bytes - waiting.size());
    content.remove_prefix(part.size());
    waiting += part;
    push_frame(*stream_, waiting, tag_middle, out);
    wipe(waiting);
  }
  waiting += content;
  return out;
}

std::string Sealer::finish() {
  GG_CHECK(!std::exchange(stream_->ended, true));
  std::string out;
  push_frame(*stream_, stream_->waiting, tag_last, out);
  return out;
}

Result<Opener> Opener::with(const SealedHeader& header, const Key& secret) {
  TRY_LET(const auto content, content_key(header, secret));
  SealedStreamPtr stream(std::make_unique<SealedStream>().release());
  stream->header = header.text;
  if (crypto_secretstream_xchacha20poly1305_init_pull(&stream->state, octets(header.stream_header),
                                                      content.data()) != 0)
    return not_opened(ErrorKind::InvalidInput, "its stream header was changed");
  return Opener(std::move(stream));
}

Result<std::string> Opener::add(std::string_view bytes) {
  GG_CHECK(!stream_->ended);
  std::string out;
  auto& waiting = stream_->waiting;
  while (waiting.size() + bytes.size() >= frame_bytes) {
    const auto part = bytes.substr(0, frame_bytes - waiting.size());
    bytes.remove_prefix(part.size());
    waiting += part;
    TRY(pull_frame(*stream_, waiting, tag_middle, out));
    waiting.clear();
  }
  waiting += bytes;
  return out;
}

Result<std::string> Opener::finish() {
  GG_CHECK(!std::exchange(stream_->ended, true));
  std::string out;
  TRY(pull_frame(*stream_, stream_->waiting, tag_last, out));
  return out;
}

Result<std::string> seal(std::string_view content, const std::vector<Holder>& holders) {
  TRY_LET(auto sealer, Sealer::to(holders));
  auto box = sealer.header();
  box += sealer.add(content);
  box += sealer.finish();
  return box;
}

Result<std::string> open_sealed(std::string_view box, const Key& secret) {
  TRY_LET(const auto header, parse_sealed_header(box));
  TRY_LET(auto opener, Opener::with(header, secret));
  TRY_LET(auto content, opener.add(box.substr(header.text.size())));
  TRY_LET(const auto rest, opener.finish());
  return content + rest;
}

}  // namespace gg::secrets
