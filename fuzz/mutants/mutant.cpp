#include "mutant.h"

#include "random.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace gg::mutants {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t changes_max = 4;
constexpr std::uint64_t grown_bytes_max = 64U << 10;

/// Heads that CBOR items begin with: lengths that are not there, open ends, deep nests.
constexpr std::array cbor_heads{
    "\x5b\xff\xff\xff\xff\xff\xff\xff\xff"sv,
    "\x9b\x00\x00\x00\x00\xff\xff\xff\xff"sv,
    "\xbb\x00\x00\x00\x01\x00\x00\x00\x00"sv,
    "\x7a\x7f\xff\xff\xff"sv,
    "\xbf"sv,
    "\x9f"sv,
    "\x5f"sv,
    "\x7f"sv,
    "\xff"sv,
    "\xa0"sv,
    "\x80"sv,
    "\xf6"sv,
    "\x18\x18"sv,
    "\xf9\x7e\x00"sv,
    "\xc2\x58\x20"sv,
    "\xd8\x1c"sv,
    "\x3b\xff\xff\xff\xff\xff\xff\xff\xff"sv,
    "\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81\x81"sv};

/// Changes the bytes of one file, and says what it did.
class Surgeon {
 public:
  Surgeon(const SeedBytes& seed, Random& random, const SeedFile& other)
      : seed_(seed), random_(random), other_(other.file), bytes_(seed.bytes) {}

  void operate() {
    const auto count = random_.once_in(2) ? 1 : 1 + random_.below(changes_max);
    aims_at_store_ = !seed_.store.empty() && random_.once_in(2);
    for (std::uint64_t index = 0; index < count; ++index) change(index == 0);
  }

  std::string take_bytes() { return std::move(bytes_); }
  [[nodiscard]] const std::string& what() const { return what_; }

 private:
  /// Places of the seed hold only until something was cut or grown.
  void change(bool is_first) {
    if (bytes_.empty()) return grow(is_first);
    switch (random_.below(12)) {
      case 0:
      case 1:
        return flip();
      case 2:
        return overwrite(Filled::Edges);
      case 3:
        return overwrite(Filled::Anything);
      case 4:
      case 5:
        return is_first ? change_length() : flip();
      case 6:
        return change_head();
      case 7:
        return cut(is_first);
      case 8:
        return grow(is_first);
      case 9:
        return repeat(is_first);
      case 10:
        return exchange();
      default:
        return splice(is_first);
    }
  }

  enum class Filled : unsigned char { Edges, Anything };

  std::size_t place() {
    if (aims_at_store_) {
      const auto& range = seed_.store[random_.below(seed_.store.size())];
      const auto at = range.first + random_.below(range.size());
      if (at < bytes_.size()) return static_cast<std::size_t>(at);
    }
    return static_cast<std::size_t>(random_.below(bytes_.size()));
  }

  /// Mostly short, now and then long.
  std::size_t length_before(std::size_t end) {
    const auto most = random_.once_in(4) ? grown_bytes_max : 32;
    return static_cast<std::size_t>(
        std::min<std::uint64_t>(1 + random_.below(1 + random_.below(most)), end));
  }

  void flip() {
    const auto at = place();
    const auto bit = random_.below(8);
    bytes_[at] = static_cast<char>(static_cast<unsigned char>(bytes_[at]) ^ (1U << bit));
    note("flip", at, 1);
  }

  void overwrite(Filled filled) {
    static constexpr auto edges = "\x00\xff\x7f\x80\x01"sv;
    const auto at = place();
    const auto size = std::min(length_before(bytes_.size() - at), std::size_t{64});
    const auto edge = edges[random_.below(edges.size())];
    for (std::size_t index = 0; index < size; ++index)
      bytes_[at + index] = filled == Filled::Edges ? edge : static_cast<char>(random_.next());
    note(filled == Filled::Edges ? "fill" : "scramble", at, size);
  }

  void change_head() {
    const auto head = cbor_heads[random_.below(cbor_heads.size())];
    const auto at = place();
    const auto size = std::min(head.size(), bytes_.size() - at);
    bytes_.replace(at, size, head.substr(0, size));
    note("head", at, size);
  }

  /// A length that encloses a place, or any.
  const LengthField* length_field() {
    const auto& lengths = seed_.lengths;
    if (lengths.empty()) return nullptr;
    const auto at = place();
    const auto first = random_.below(lengths.size());
    for (std::size_t index = 0; index < std::min<std::size_t>(lengths.size(), 64); ++index) {
      const auto& field = lengths[(first + index) % lengths.size()];
      if (field.covers.first <= at && at < field.covers.end) return &field;
    }
    return &lengths[first];
  }

  [[nodiscard]] std::uint64_t value_of(const LengthField& field) const {
    std::uint64_t value = 0;
    for (unsigned index = 0; index < field.size_bytes; ++index)
      value = value << 8U | static_cast<unsigned char>(bytes_[byte_of(field, index)]);
    return value;
  }

  void set_value(const LengthField& field, std::uint64_t value) {
    for (unsigned index = field.size_bytes; index-- > 0; value >>= 8U)
      bytes_[byte_of(field, index)] = static_cast<char>(value);
  }

  /// The place of the byte of a number, the most significant being 0.
  static std::size_t byte_of(const LengthField& field, unsigned index) {
    return static_cast<std::size_t>(
        field.offset + (field.is_little_endian ? field.size_bytes - 1 - index : index));
  }

  void change_length() {
    const auto* field = length_field();
    if (field == nullptr) return flip();
    const auto old = value_of(*field);
    const auto rest = bytes_.size() - field->covers.first;
    const std::array<std::uint64_t, 12> values{
        0,        1,    7,        8,           old - 1,     old + 1,
        old + 16, rest, rest + 1, 0x7fffffffU, 0xffffffffU, random_.below(2 * rest + 2)};
    set_value(*field, values[random_.below(values.size())]);
    note("length", field->offset, field->size_bytes);
  }

  /// Lengths around `at` follow what was put in or taken out there. Called before it is.
  void follow(std::size_t at, std::uint64_t difference) {
    for (const auto& field : seed_.lengths)
      if (field.covers.first < at && at < field.covers.end &&
          (at < field.offset || field.offset + field.size_bytes <= at))
        set_value(field, value_of(field) + difference);
    what_ += "lengths follow, ";
  }

  /// A whole box or chunk, or any bytes.
  ByteRange span(bool places_hold) {
    if (places_hold && random_.once_in(2))
      if (const auto* field = length_field()) return field->covers;
    const auto at = place();
    return {at, at + length_before(bytes_.size() - at)};
  }

  void cut(bool places_hold) {
    if (random_.once_in(4)) {
      const auto at = place();
      note("end", at, 0);
      return bytes_.resize(at);
    }
    const auto range = span(places_hold);
    const auto at = static_cast<std::size_t>(range.first);
    if (places_hold && random_.once_in(2)) follow(at, 0 - range.size());
    bytes_.erase(at, static_cast<std::size_t>(range.size()));
    note("cut", at, range.size());
  }

  void grow(bool places_hold) {
    const auto at = bytes_.empty() ? 0 : place();
    std::string more(length_before(grown_bytes_max), '\0');
    if (random_.once_in(2))
      for (auto& each : more) each = static_cast<char>(random_.next());
    put_in(at, more, places_hold, "grow");
  }

  void repeat(bool places_hold) {
    const auto range = span(places_hold);
    const auto more =
        bytes_.substr(static_cast<std::size_t>(range.first),
                      static_cast<std::size_t>(std::min(range.size(), grown_bytes_max)));
    const auto at = random_.once_in(2) ? static_cast<std::size_t>(range.first) : place();
    put_in(at, more, places_hold, "repeat");
  }

  void put_in(std::size_t at, const std::string& more, bool places_hold, std::string_view word) {
    if (places_hold && random_.once_in(2)) follow(at, more.size());
    bytes_.insert(at, more);
    note(word, at, more.size());
  }

  void exchange() {
    const auto first = place();
    const auto second = place();
    const auto low = std::min(first, second);
    const auto high = std::max(first, second);
    const auto size = std::min({length_before(bytes_.size() - high), high - low});
    for (std::size_t index = 0; index < size; ++index)
      std::swap(bytes_[low + index], bytes_[high + index]);
    note("exchange", low, size);
  }

  /// A part of another file in place of a part of this one; often store for store.
  void splice(bool places_hold) {
    if (places_hold && !seed_.store.empty() && !other_.store.empty() && random_.once_in(2)) {
      const auto& mine = seed_.store[random_.below(seed_.store.size())];
      const auto& theirs = other_.store[random_.below(other_.store.size())];
      return put_over(mine, theirs, places_hold);
    }
    const auto at = place();
    const auto from = static_cast<std::size_t>(random_.below(other_.bytes.size()));
    const auto size = std::min(length_before(bytes_.size() - at), other_.bytes.size() - from);
    put_over({at, at + size}, {from, from + size}, false);
  }

  void put_over(ByteRange mine, ByteRange theirs, bool places_hold) {
    const auto at = static_cast<std::size_t>(mine.first);
    const auto size = std::min(theirs.size(), 4 * grown_bytes_max);
    if (places_hold && random_.once_in(2)) follow(at, size - mine.size());
    bytes_.replace(at, static_cast<std::size_t>(mine.size()), other_.bytes,
                   static_cast<std::size_t>(theirs.first), static_cast<std::size_t>(size));
    note("splice", at, size);
  }

  void note(std::string_view word, std::uint64_t at, std::uint64_t size) {
    what_ += std::string(word) + " " + std::to_string(at) + "+" + std::to_string(size) + ", ";
  }

  const SeedBytes& seed_;
  Random& random_;
  const SeedBytes& other_;
  bool aims_at_store_ = false;
  std::string bytes_;
  std::string what_;
};

}  // namespace

bool Mutant::is_the_seed() const {
  return file == seed->file.bytes && sidecar.has_value() == seed->sidecar.has_value() &&
         (!sidecar || *sidecar == seed->sidecar->bytes);
}

MutantMaker::MutantMaker(const std::vector<SeedFile>& seeds) : seeds_(seeds) {
  std::uint64_t end = 0;
  for (const auto& seed : seeds) weight_ends_.push_back(end += seed.weight);
}

const SeedFile& MutantMaker::pick(std::uint64_t at) const {
  const auto found = std::ranges::upper_bound(weight_ends_, at % weight_ends_.back());
  return seeds_[static_cast<std::size_t>(std::distance(weight_ends_.begin(), found))];
}

Mutant MutantMaker::make(std::uint64_t number) const {
  Random random(number * 0x2545f4914f6cdd1dU + 1);
  const auto& seed = pick(random.next());
  const auto& other = pick(random.next());
  Mutant mutant{&seed, seed.file.bytes, {}, {}};
  const bool is_sidecar = seed.sidecar && random.once_in(2);
  if (seed.sidecar) mutant.sidecar = seed.sidecar->bytes;
  Surgeon surgeon(is_sidecar ? *seed.sidecar : seed.file, random, other);
  surgeon.operate();
  mutant.what = (is_sidecar ? "sidecar: " : "") + surgeon.what();
  if (mutant.what.ends_with(", ")) mutant.what.resize(mutant.what.size() - 2);
  (is_sidecar ? *mutant.sidecar : mutant.file) = surgeon.take_bytes();
  return mutant;
}

}  // namespace gg::mutants
