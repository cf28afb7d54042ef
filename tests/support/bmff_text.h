#pragma once

#include "base/sha256.h"
#include "bytes/hex.h"
#include "support/cbor_writer.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// Boxes of films for tests, with the assertions that bind them, written from what they state.
namespace gg::bmff_text {

using test::CborWriter;

inline std::string sha(std::string_view bytes) {
  const auto digest = sha256_of(bytes);
  return {digest.bytes.begin(), digest.bytes.end()};
}

inline std::string be(std::uint64_t value, unsigned size) {
  std::string text;
  for (unsigned left = size; left > 0; --left)
    text += static_cast<char>(value >> (8 * (left - 1)) & 0xFFU);
  return text;
}

inline std::string box(std::string_view type, std::string_view payload) {
  return be(8 + payload.size(), 4) + std::string(type) + std::string(payload);
}

inline const std::string identifier =
    Reader::to_text(bytes_of("D8FEC3D6 1B0E483C 92975828 877EC481"));

inline std::string c2pa_box(std::string_view purpose, std::string_view content) {
  return box("uuid", identifier + std::string(4, '\0') + std::string(purpose) + '\0' +
                         std::string(content));
}

inline std::string proof_box(std::uint64_t local_id, std::uint64_t location,
                             const std::vector<std::string>& hashes, std::size_t padding = 5) {
  CborWriter proof;
  proof.map(hashes.empty() ? 3 : 4).text("uniqueId").number(1).text("localId").number(local_id);
  proof.text("location").number(location);
  if (!hashes.empty()) proof.text("hashes").array(hashes.size());
  for (const auto& hash : hashes) proof.bytes(hash);
  return c2pa_box("merkle", proof.written() + std::string(padding, '\0'));
}

/// What a digest takes in of a root box: its offset and its bytes.
inline std::string with_offset(std::uint64_t offset, std::string_view bytes) {
  return be(offset, 8) + std::string(bytes);
}

/// The entries that every such hash has.
inline CborWriter& mandatory(CborWriter& writer) {
  writer.map(2).text("xpath").text("/uuid").text("data").array(1).map(2).text("offset").number(8);
  writer.text("value").bytes(identifier);
  writer.map(1).text("xpath").text("/ftyp");
  return writer.map(1).text("xpath").text("/mfra");
}

/// An assertion with the mandatory exclusions, `more` others, and what else it has.
inline std::string bmff_assertion(std::size_t more, std::string_view exclusions,
                                  std::size_t members, std::string_view rest) {
  CborWriter writer;
  writer.map(2 + members).text("alg").text("sha256").text("exclusions").array(3 + more);
  mandatory(writer).raw(exclusions).raw(rest);
  return writer.written();
}

inline std::string with_hash(std::string_view bound) {
  return CborWriter().text("hash").bytes(sha(bound)).written();
}

inline std::string merkle_row(std::size_t count, const std::vector<std::string>& hashes,
                              std::size_t members, std::string_view rest,
                              std::uint64_t local_id = 0) {
  CborWriter row;
  row.map(4 + members).text("uniqueId").number(1).text("localId").number(local_id);
  row.text("count").number(count).text("hashes").array(hashes.size());
  for (const auto& hash : hashes) row.bytes(hash);
  return row.raw(rest).written();
}

/// A film in fragments: an initialization part, then pairs of moof and mdat.
struct Film {
  std::string init = box("ftyp", "iso6") + box("moov", "tracks");
  std::vector<std::string> fragments;

  Film() {
    for (const char* media : {"one", "two", "three"})
      fragments.push_back(box("moof", "head") + box("mdat", media));
  }
  [[nodiscard]] std::string init_bound() const { return with_offset(12, init.substr(12)); }
  /// Bytes of a fragment at a place of its file.
  [[nodiscard]] std::string bound(std::size_t index, std::uint64_t offset) const {
    const auto& fragment = fragments[index];
    return with_offset(offset, fragment.substr(0, 12)) +
           with_offset(offset + 12, fragment.substr(12));
  }
  [[nodiscard]] std::string assertion(const std::vector<std::string>& leaves) const {
    const auto init_hash = CborWriter().text("initHash").bytes(sha(init_bound())).written();
    return bmff_assertion(0, "", 1,
                          CborWriter()
                              .text("merkle")
                              .array(1)
                              .raw(merkle_row(leaves.size(), leaves, 1, init_hash))
                              .written());
  }
};

}  // namespace gg::bmff_text
