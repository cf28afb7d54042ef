#pragma once

#include "bindings/hash.h"
#include "bytes/budget.h"
#include "credentials/jumbf.h"
#include "credentials/uri.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace gg::credentials {

/// What a manifest may do. Source: C2PA 2.2 section 11.2.
enum class ManifestType : std::uint8_t {
  Standard,
  Update,     ///< Says more of a file whose content did not change.
  TimeStamp,  ///< Only a time; no longer made, and passed over.
};

/// One manifest of a store.
struct Manifest {
  std::string label;
  ManifestType type = ManifestType::Standard;
  std::size_t store = 0;                    ///< Number of the store that it stands in, from 0.
  const jumbf::Superbox* box = nullptr;     ///< Unpacked; nothing where it could not be.
  const jumbf::Superbox* packed = nullptr;  ///< As it stands in the store, where it is compressed.
  std::optional<ParseError> fault;          ///< Why it could not be unpacked.
};

/// How many manifests a store may hold: real ones have hundreds at most.
inline constexpr std::size_t manifests_max = 2000;

/// The manifests of a file's credentials, their boxes, and digests of those. Nothing is judged
/// here. *single thread*  Lifetime: the bytes that were read must outlive it.
class ManifestStore {
 public:
  /// Reads the stores that count, in their order: a file has one, a video with an update two.
  /// Faults: jumbf::faults (3001–), truncated, too_deep, too_many_items, inflate_too_large.
  /// Source: C2PA 2.2 sections 11.1.4, 11.2.4 and 15.5.
  static Parsed<ManifestStore> read(std::span<const Bytes> stores, Budget& budget);

  [[nodiscard]] const std::deque<Manifest>& manifests() const { return manifests_; }
  /// The last: the one that speaks for the file.
  [[nodiscard]] const Manifest& active() const { return manifests_.back(); }
  [[nodiscard]] const Manifest* find(std::string_view label) const;

  /// The box that a URI in a manifest leads to, or nothing.
  [[nodiscard]] const jumbf::Superbox* resolve(const JumbfUri& uri, const Manifest& from) const;

  /// The digest of what is inside a box, worked out once.
  const bindings::HashValue& digest(const jumbf::Superbox& box, bindings::Algorithm algorithm) {
    return digest(box.inside, algorithm);
  }
  /// The same of any bytes of the stores.
  const bindings::HashValue& digest(Bytes bytes, bindings::Algorithm algorithm);

 private:
  Parsed<void> add_store(Bytes store, Budget& budget);
  Parsed<void> add_manifest(const jumbf::Superbox& box, Budget& budget);
  Parsed<void> unpack(Manifest& manifest, Budget& budget);
  [[nodiscard]] const jumbf::Superbox* child_of(const jumbf::Superbox& box,
                                                std::string_view label) const;

  std::size_t stores_ = 0;  ///< Those that were read to their end.
  std::deque<jumbf::Superbox> trees_;
  std::deque<std::vector<std::byte>> unpacked_;
  std::deque<Manifest> manifests_;
  std::map<std::string, const Manifest*, std::less<>> by_label_;
  /// The first child of each label, of boxes that were asked.
  mutable std::map<const jumbf::Superbox*, std::map<std::string_view, const jumbf::Superbox*>>
      children_;
  /// By first byte, how many, and algorithm.
  std::map<std::tuple<const std::byte*, std::size_t, bindings::Algorithm>, bindings::HashValue>
      digests_;
};

}  // namespace gg::credentials
