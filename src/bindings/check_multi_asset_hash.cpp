#include "bindings/terms.h"
#include "container/container.h"
#include "formats/bmff/box.h"

#include <algorithm>
#include <array>

namespace gg::bindings {
namespace {

/// The payload of the box at a path of root and inner boxes; nothing where there is none.
Parsed<std::optional<ByteRange>> find_box(Reader in, std::span<const XPathNode> path,
                                          Budget& budget, bmff::Level level) {
  std::uint64_t seen = 0;
  while (in.remaining() >= 8) {
    TRY(budget.charge_item(in));
    TRY_LET(const auto box, bmff::next_box(in, level));
    if (box.type.value != path.front().type || ++seen != path.front().number.value_or(1)) continue;
    if (path.size() > 1) return find_box(box.payload, path.subspan(1), budget, bmff::Level::Nested);
    const auto first = box.payload.offset();
    return std::optional(ByteRange{first, first + box.payload.size()});
  }
  return std::optional<ByteRange>{};
}

/// A part of a file as a file of its own: its bytes count from 0.
class PartSource final : public Source {
 public:
  explicit PartSource(Reader inside) : inside_(inside) {}

  [[nodiscard]] std::uint64_t size() const override { return inside_.size(); }
  Parsed<Bytes> peek(std::uint64_t offset, std::uint64_t size) override {
    TRY_LET(auto in, inside_.slice(offset, size));
    return in.take_window(peeked_);
  }
  Parsed<Bytes> hold(std::uint64_t offset, std::uint64_t size) override {
    TRY_LET(auto in, inside_.slice(offset, size));
    return in.take(size);
  }
  Parsed<void> read_into(std::uint64_t offset, std::span<std::byte> into) override {
    TRY_LET(auto in, inside_.slice(offset, into.size()));
    TRY_LET(const auto view, in.take_window(into));
    if (view.data() != into.data()) std::ranges::copy(view, into.begin());
    return {};
  }

 private:
  Reader inside_;
  std::array<std::byte, 16> peeked_{};
};

/// The check of an asset's parts, each by its own binding. *single thread*
class PartsCheck {
 public:
  PartsCheck(const Asset& asset, const MultiAssetHash& hash, const FindAssertion& find,
             const Terms& terms)
      : asset_(asset), hash_(hash), find_(find), terms_(terms), budget_(terms.limits) {}

  Outcome run() {
    if (hash_.parts.size() > parts_max)
      return failed(Problem{Verdict::Malformed,
                            "lists more than " + std::to_string(parts_max) + " parts", "/parts"});
    std::vector<Located> located;
    for (std::size_t index = 0; index < hash_.parts.size(); ++index) {
      const auto part = locate(hash_.parts[index], "/parts/" + std::to_string(index));
      if (!part.has_value()) return failed(part.error());
      if (part->range) located.push_back(*part);
    }
    if (const auto problem = tiling_problem(located)) return failed(*problem);
    for (const auto& part : located) check(part);
    return std::move(outcome_);
  }

 private:
  struct Located {
    const MultiAssetHash::Part* part;
    std::optional<ByteRange> range;
    std::string where;
  };

  /// Where a part stands; no range for an optional one that is not there.
  Read<Located> locate(const MultiAssetHash::Part& part, const std::string& where) {
    Located located{&part, part.range, where};
    if (part.box) {
      const auto found = find_box(asset_.file, *part.box, budget_, bmff::Level::Top);
      if (!found.has_value()) return fail(problem_of(found.error(), where + "/location"));
      located.range = *found;
    } else if (part.range->end > asset_.file.size()) {
      if (part.range->first < asset_.file.size() || part.range->first == 0)
        return fail(
            Problem{Verdict::Malformed, "reaches beyond the end of the file", where + "/location"});
      located.range.reset();
    }
    if (located.range || part.optional) return located;
    return fail(Problem{Verdict::MissingPart, "is not in the file", where + "/location"});
  }

  /// Parts stand one behind the other and make up the whole file. A part that is a box stands in
  /// another part.
  [[nodiscard]] std::optional<Problem> tiling_problem(const std::vector<Located>& located) const {
    std::uint64_t at = 0;
    std::uint64_t box_end = 0;
    for (const auto& part : located) {
      if (part.part->box) {
        if (part.range->first < box_end)
          return Problem{Verdict::Malformed, "overlaps a part that is a box, or comes before it",
                         part.where + "/location", part.range->first};
        box_end = part.range->end;
        continue;
      }
      if (part.range->first != at)
        return Problem{Verdict::Malformed, "does not begin where the part before it ends",
                       part.where + "/location", at};
      at = part.range->end;
    }
    if (at == asset_.file.size()) return std::nullopt;
    return Problem{Verdict::Malformed, "the parts do not make up the whole file", "/parts", at};
  }

  void check(const Located& located) {
    const auto where = located.where + "/hashAssertion";
    const auto assertion = find_(located.part->hash_assertion);
    if (!assertion || assertion->content == nullptr)
      return outcome_.add({Verdict::Malformed, "names no assertion of the manifest", where});
    const auto inside = asset_.file.slice(located.range->first, located.range->size());
    if (!inside.has_value()) return outcome_.add(problem_of(inside.error(), where));
    PartSource part(*inside);
    const auto outcome = check_part(part, *located.range, *assertion);
    outcome_.bound_bytes += outcome.bound_bytes;
    if (outcome.matches()) return;
    const auto& problem = outcome.problems.front();
    const bool kept = problem.verdict == Verdict::Stopped || problem.verdict == Verdict::Unreadable;
    outcome_.add({kept ? problem.verdict : Verdict::Mismatch, "part: " + problem.what,
                  where + problem.where, problem.offset});
  }

  Outcome check_part(Source& part, ByteRange range, const NamedAssertion& assertion) {
    std::vector<CredentialStore> stores;
    for (const auto* store : asset_.stores) {
      if (store->pieces.empty() || !range.contains(store->pieces.front())) continue;
      stores.push_back(*store);
      for (auto& piece : stores.back().pieces)
        piece = {piece.first - range.first, piece.end - range.first};
    }
    std::vector<const CredentialStore*> pointers;
    for (const auto& store : stores) pointers.push_back(&store);
    const Reader file(part);
    return check_hard_binding(assertion.label, {file, sniff(file), pointers}, *assertion.content,
                              {}, terms_);
  }

  const Asset& asset_;
  const MultiAssetHash& hash_;
  const FindAssertion& find_;
  const Terms& terms_;
  Budget budget_;  ///< For finding all parts that are boxes.
  Outcome outcome_;
};

}  // namespace

Outcome check_multi_asset_hash(const Asset& asset, const cbor::Value& assertion,
                               const FindAssertion& find, const Terms& terms) {
  const auto hash = parse_multi_asset_hash(assertion);
  if (!hash.has_value()) return failed(hash.error());
  return PartsCheck(asset, *hash, find, terms).run();
}

}  // namespace gg::bindings
