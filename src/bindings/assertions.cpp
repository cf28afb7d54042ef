#include "bindings/form.h"

#include <limits>

namespace gg::bindings {
namespace {

/// `start` and `length`, each not negative and together no more than a file can have.
Read<ByteRange> read_range(const Form& form, std::string_view first_key) {
  TRY_LET(const auto first, form.needed_number(first_key));
  TRY_LET(const auto size, form.needed_number("length"));
  if (size > std::numeric_limits<std::uint64_t>::max() - first)
    return form.malformed("reaches beyond what a file can hold", form.at("length"));
  return ByteRange{first, first + size};
}

Read<std::vector<ByteRange>> read_exclusions(const Form& form) {
  std::vector<ByteRange> ranges;
  TRY_LET(const auto* items, form.array("exclusions"));
  if (items == nullptr) return ranges;
  for (std::size_t index = 0; index < items->size(); ++index) {
    TRY_LET(const auto item, Form::open((*items)[index], form.at("exclusions", index)));
    TRY_LET(const auto range, read_range(item, "start"));
    if (!ranges.empty() && range.first < ranges.back().end)
      return form.malformed("begins before the range above it ends", item.at("start"));
    ranges.push_back(range);
  }
  return ranges;
}

/// A locator states a range or a box, never both.
Read<void> read_locator(const Form& form, MultiAssetHash::Part& part) {
  if (form.has("bmffBox") == form.has("byteOffset"))
    return form.malformed("states neither a byte range nor a box, or both", form.at("byteOffset"));
  if (form.has("byteOffset")) {
    TRY_LET(part.range, read_range(form, "byteOffset"));
    return {};
  }
  TRY_LET(const auto path, form.needed_text("bmffBox"));
  TRY_LET(part.box, parse_xpath(path, form.at("bmffBox")));
  return {};
}

/// A hashed URI, or the bare URI as the specification's own example has it.
Read<std::string> read_hash_assertion(const cbor::Value& part, const Form& form) {
  const auto* value = part.untagged().find("hashAssertion");
  if (value != nullptr && value->untagged().type == cbor::Type::TextString)
    return value->untagged().text;
  if (value == nullptr) return form.malformed("is missing", form.at("hashAssertion"));
  TRY_LET(const auto hashed, Form::open(*value, form.at("hashAssertion")));
  return hashed.needed_text("url");
}

Read<MultiAssetHash::Part> read_part(const cbor::Value& value, const std::string& where) {
  MultiAssetHash::Part part;
  TRY_LET(const auto form, Form::open(value, where));
  const auto* location = value.untagged().find("location");
  if (location == nullptr) return form.malformed("is missing", form.at("location"));
  TRY_LET(const auto locator, Form::open(*location, form.at("location")));
  TRY(read_locator(locator, part));
  TRY_LET(part.hash_assertion, read_hash_assertion(value, form));
  TRY_LET(const auto optional, form.boolean("optional"));
  part.optional = optional.value_or(false);
  return part;
}

Read<CollectionHash::Member> read_member(const cbor::Value& value, const std::string& where) {
  CollectionHash::Member member;
  TRY_LET(const auto form, Form::open(value, where));
  TRY_LET(member.uri, form.needed_text("uri"));
  TRY_LET(member.hash, form.needed_bytes("hash"));
  TRY_LET(member.size_bytes, form.number("size"));
  return member;
}

Read<BoxRun> read_run(const cbor::Value& value, const std::string& where) {
  BoxRun run;
  TRY_LET(const auto form, Form::open(value, where));
  TRY_LET(const auto* names, form.needed_array("names"));
  for (std::size_t index = 0; index < names->size(); ++index) {
    const auto& name = (*names)[index].untagged();
    if (name.type != cbor::Type::TextString || name.text.empty())
      return form.malformed("is not the name of a box", form.at("names", index));
    run.names.push_back(name.text);
  }
  TRY_LET(run.algorithm, form.text("alg"));
  TRY_LET(run.hash, form.bytes("hash"));
  TRY_LET(const auto excluded, form.boolean("excluded"));
  run.excluded = excluded.value_or(false);
  return run;
}

}  // namespace

Read<DataHash> parse_data_hash(const cbor::Value& assertion) {
  DataHash hash;
  TRY_LET(const auto form, Form::open(assertion, ""));
  TRY_LET(hash.exclusions, read_exclusions(form));
  TRY_LET(hash.algorithm, form.text("alg"));
  TRY_LET(hash.hash, form.bytes("hash"));
  return hash;
}

Read<BoxesHash> parse_boxes_hash(const cbor::Value& assertion) {
  BoxesHash hash;
  TRY_LET(const auto form, Form::open(assertion, ""));
  TRY_LET(const auto* boxes, form.needed_array("boxes"));
  for (std::size_t index = 0; index < boxes->size(); ++index) {
    TRY_LET(auto run, read_run((*boxes)[index], form.at("boxes", index)));
    hash.runs.push_back(std::move(run));
  }
  TRY_LET(hash.algorithm, form.text("alg"));
  return hash;
}

Read<CollectionHash> parse_collection_hash(const cbor::Value& assertion) {
  CollectionHash hash;
  TRY_LET(const auto form, Form::open(assertion, ""));
  TRY_LET(hash.algorithm, form.needed_text("alg"));
  TRY_LET(const auto* uris, form.needed_array("uris"));
  for (std::size_t index = 0; index < uris->size(); ++index) {
    TRY_LET(auto member, read_member((*uris)[index], form.at("uris", index)));
    hash.members.push_back(std::move(member));
  }
  TRY_LET(hash.zip_directory_hash, form.bytes("zip_central_directory_hash"));
  return hash;
}

Read<MultiAssetHash> parse_multi_asset_hash(const cbor::Value& assertion) {
  MultiAssetHash hash;
  TRY_LET(const auto form, Form::open(assertion, ""));
  TRY_LET(const auto* parts, form.needed_array("parts"));
  for (std::size_t index = 0; index < parts->size(); ++index) {
    TRY_LET(auto part, read_part((*parts)[index], form.at("parts", index)));
    hash.parts.push_back(std::move(part));
  }
  return hash;
}

}  // namespace gg::bindings
