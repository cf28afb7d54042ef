#include "bindings/terms.h"

#include <algorithm>

namespace gg::bindings {
namespace {

constexpr std::string_view data_label = "c2pa.hash.data";
constexpr std::string_view boxes_label = "c2pa.hash.boxes";
constexpr std::string_view bmff_label = "c2pa.hash.bmff";
constexpr std::string_view bmff_v2_label = "c2pa.hash.bmff.v2";
constexpr std::string_view bmff_v3_label = "c2pa.hash.bmff.v3";
constexpr std::string_view collection_label = "c2pa.hash.collection.data";

/// Without the number of several of one kind, and without the ".part" of a part's binding.
std::string_view binding_label(std::string_view label) {
  const auto number = label.rfind("__");
  if (number != std::string_view::npos && number + 2 < label.size() &&
      std::ranges::all_of(label.substr(number + 2), [](char c) { return c >= '0' && c <= '9'; }))
    label = label.substr(0, number);
  return label;
}

}  // namespace

bool is_hard_binding(std::string_view label) {
  const auto base = binding_label(label);
  return base == data_label || base == boxes_label || base == bmff_v2_label ||
         base == bmff_v3_label || base == collection_label;
}

Outcome check_hard_binding(std::string_view label, const Asset& asset, const cbor::Value& assertion,
                           std::span<const Segment> segments, const Terms& terms) {
  auto base = binding_label(label);
  if (base.ends_with(".part")) base.remove_suffix(5);
  if (base == data_label) return check_data_hash(asset, assertion, terms);
  if (base == boxes_label) return check_boxes_hash(asset, assertion, terms);
  if (base == bmff_v2_label || base == bmff_v3_label)
    return check_bmff_hash(asset, assertion, segments, terms);
  if (base == bmff_label)
    return failed({Verdict::Ignored,
                   "the first version of the BMFF hash is not safe and is ignored",
                   std::string(label)});
  return failed({Verdict::Ignored, "is no hard binding of one file", std::string(label)});
}

Outcome check_hard_binding(std::string_view label, const Asset& asset, Bytes assertion,
                           std::span<const Segment> segments, const Terms& terms) {
  Budget budget(terms.limits);
  const auto value = cbor::parse_document(Reader(assertion), budget);
  if (!value.has_value())
    return failed({Verdict::Malformed, std::string(value.error().fault->text), std::string(label)});
  return check_hard_binding(label, asset, *value, segments, terms);
}

}  // namespace gg::bindings
