#include "bindings/form.h"

#include <algorithm>
#include <limits>

namespace gg::bindings {
namespace {

constexpr auto to_the_end = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t type_characters = 4;

/// `[n]` with n from 1 and no leading zero; nothing when `text` is anything else.
std::optional<std::uint64_t> parse_predicate(std::string_view text) {
  constexpr std::size_t digits_max = 10;
  if (!text.starts_with('[') || !text.ends_with(']')) return std::nullopt;
  const auto digits = text.substr(1, text.size() - 2);
  if (digits.empty() || digits.size() > digits_max || digits.front() == '0') return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

std::uint32_t type_of(std::string_view characters) {
  std::uint32_t type = 0;
  for (const char c : characters) type = type << 8U | static_cast<unsigned char>(c);
  return type;
}

/// Four-character codes are bytes; in text the sign of copyright is UTF-8, one byte more.
std::string narrowed(std::string_view path) {
  std::string bytes;
  for (std::size_t index = 0; index < path.size(); ++index) {
    const auto c = static_cast<unsigned char>(path[index]);
    if ((c == 0xC2 || c == 0xC3) && index + 1 < path.size()) {
      const auto next = static_cast<unsigned char>(path[++index]);
      bytes += static_cast<char>((c & 3U) << 6U | (next & 0x3FU));
    } else {
      bytes += path[index];
    }
  }
  return bytes;
}

Read<std::vector<BoxExclusion::Data>> read_data(const Form& form) {
  std::vector<BoxExclusion::Data> data;
  TRY_LET(const auto* items, form.array("data"));
  if (items == nullptr) return data;
  for (std::size_t index = 0; index < items->size(); ++index) {
    TRY_LET(const auto item, Form::open((*items)[index], form.at("data", index)));
    BoxExclusion::Data each;
    TRY_LET(each.offset, item.needed_number("offset"));
    TRY_LET(each.value, item.needed_bytes("value"));
    data.push_back(each);
  }
  return data;
}

/// In order, not overlapping; the last may have length 0, to the end of the box.
Read<std::optional<std::vector<ByteRange>>> read_subset(const Form& form) {
  TRY_LET(const auto* items, form.array("subset"));
  if (items == nullptr) return std::optional<std::vector<ByteRange>>{};
  std::vector<ByteRange> ranges;
  for (std::size_t index = 0; index < items->size(); ++index) {
    TRY_LET(const auto item, Form::open((*items)[index], form.at("subset", index)));
    TRY_LET(const auto first, item.needed_number("offset"));
    TRY_LET(const auto size, item.needed_number("length"));
    if (!ranges.empty() && first < ranges.back().end)
      return form.malformed("begins before the range above it ends", item.at("offset"));
    const bool open_end = size == 0 && index + 1 == items->size();
    const bool too_far = size > to_the_end - first;
    ranges.push_back({first, open_end || too_far ? to_the_end : first + size});
  }
  return std::optional(std::move(ranges));
}

Read<std::optional<std::uint32_t>> read_flags(const Form& form) {
  TRY_LET(const auto bytes, form.bytes("flags"));
  if (!bytes) return std::optional<std::uint32_t>{};
  if (bytes->size() != 3) return form.malformed("is not three bytes", form.at("flags"));
  std::uint32_t flags = 0;
  for (const auto byte : *bytes) flags = flags << 8U | std::to_integer<std::uint32_t>(byte);
  return std::optional(flags);
}

Read<BoxExclusion> read_exclusion(const cbor::Value& value, const std::string& where) {
  BoxExclusion exclusion;
  TRY_LET(const auto form, Form::open(value, where));
  TRY_LET(exclusion.xpath, form.needed_text("xpath"));
  TRY_LET(exclusion.nodes, parse_xpath(exclusion.xpath, form.at("xpath")));
  TRY_LET(exclusion.size_bytes, form.number("length"));
  TRY_LET(const auto version, form.number("version"));
  if (version && *version > 255) return form.malformed("is no version", form.at("version"));
  if (version) exclusion.version = static_cast<std::uint8_t>(*version);
  TRY_LET(exclusion.flags, read_flags(form));
  TRY_LET(const auto exact, form.boolean("exact"));
  exclusion.exact_flags = exact.value_or(true);
  TRY_LET(exclusion.data, read_data(form));
  TRY_LET(exclusion.subset, read_subset(form));
  return exclusion;
}

Read<std::vector<Bytes>> read_hashes(const Form& form, const std::vector<cbor::Value>& items) {
  std::vector<Bytes> hashes;
  for (std::size_t index = 0; index < items.size(); ++index) {
    const auto bytes = bytes_of_value(items[index]);
    if (!bytes) return form.malformed("is not a byte string", form.at("hashes", index));
    hashes.push_back(*bytes);
  }
  return hashes;
}

Read<std::optional<std::vector<std::uint64_t>>> read_block_sizes(const Form& form) {
  TRY_LET(const auto* items, form.array("variableBlockSizes"));
  if (items == nullptr) return std::optional<std::vector<std::uint64_t>>{};
  std::vector<std::uint64_t> sizes;
  for (std::size_t index = 0; index < items->size(); ++index) {
    const auto& item = (*items)[index].untagged();
    if (item.type != cbor::Type::Unsigned)
      return form.malformed("is not the size of a block", form.at("variableBlockSizes", index));
    sizes.push_back(item.number);
  }
  return std::optional(std::move(sizes));
}

Read<MerkleRow> read_row(const cbor::Value& value, const std::string& where) {
  MerkleRow row;
  TRY_LET(const auto form, Form::open(value, where));
  TRY_LET(row.unique_id, form.needed_number("uniqueId"));
  TRY_LET(row.local_id, form.needed_number("localId"));
  TRY_LET(row.count, form.needed_number("count"));
  TRY_LET(row.algorithm, form.text("alg"));
  TRY_LET(row.init_hash, form.bytes("initHash"));
  TRY_LET(const auto* hashes, form.needed_array("hashes"));
  TRY_LET(row.hashes, read_hashes(form, *hashes));
  TRY_LET(row.fixed_block_bytes, form.number("fixedBlockSize"));
  TRY_LET(row.variable_block_bytes, read_block_sizes(form));
  if (row.fixed_block_bytes && row.variable_block_bytes)
    return form.malformed("states fixed and variable sizes of blocks at once",
                          form.at("fixedBlockSize"));
  if (row.fixed_block_bytes == std::uint64_t{0})
    return form.malformed("states blocks of no size", form.at("fixedBlockSize"));
  if (row.variable_block_bytes && row.variable_block_bytes->size() != row.count)
    return form.malformed("lists another number of blocks than the tree has leaves",
                          form.at("variableBlockSizes"));
  if (row.hashes.size() > row.count)
    return form.malformed("lists more hashes than the tree has leaves", form.at("hashes"));
  return row;
}

}  // namespace

Read<std::vector<XPathNode>> parse_xpath(std::string_view text, const std::string& where) {
  const auto malformed = fail(Problem{
      Verdict::Malformed, "is not a path of four-character codes such as /moov/trak[1]", where});
  const auto path = narrowed(text);
  std::vector<XPathNode> nodes;
  auto rest = std::string_view(path);
  while (!rest.empty()) {
    if (rest.size() < 1 + type_characters || rest.front() != '/') return malformed;
    rest.remove_prefix(1);
    const auto characters = rest.substr(0, type_characters);
    if (characters.find('/') != std::string_view::npos) return malformed;
    XPathNode node{type_of(characters), std::nullopt};
    rest.remove_prefix(type_characters);
    const auto predicate = rest.substr(0, rest.find('/'));
    if (!predicate.empty()) {
      node.number = parse_predicate(predicate);
      if (!node.number) return malformed;
      rest.remove_prefix(predicate.size());
    }
    nodes.push_back(node);
  }
  if (nodes.empty()) return malformed;
  return nodes;
}

Read<BmffHash> parse_bmff_hash(const cbor::Value& assertion) {
  BmffHash hash;
  TRY_LET(const auto form, Form::open(assertion, ""));
  TRY_LET(const auto* exclusions, form.needed_array("exclusions"));
  for (std::size_t index = 0; index < exclusions->size(); ++index) {
    TRY_LET(auto exclusion, read_exclusion((*exclusions)[index], form.at("exclusions", index)));
    hash.exclusions.push_back(std::move(exclusion));
  }
  TRY_LET(hash.algorithm, form.text("alg"));
  TRY_LET(hash.hash, form.bytes("hash"));
  TRY_LET(const auto* rows, form.array("merkle"));
  if (rows == nullptr) return hash;
  if (rows->empty()) return form.malformed("is empty", form.at("merkle"));
  for (std::size_t index = 0; index < rows->size(); ++index) {
    TRY_LET(auto row, read_row((*rows)[index], form.at("merkle", index)));
    hash.merkle.push_back(std::move(row));
  }
  return hash;
}

Read<MerkleProof> parse_merkle_proof(const cbor::Value& box) {
  MerkleProof proof;
  TRY_LET(const auto form, Form::open(box, ""));
  TRY_LET(proof.unique_id, form.needed_number("uniqueId"));
  TRY_LET(proof.local_id, form.needed_number("localId"));
  TRY_LET(proof.location, form.needed_number("location"));
  TRY_LET(const auto* hashes, form.array("hashes"));
  if (hashes == nullptr) return proof;
  TRY_LET(proof.hashes, read_hashes(form, *hashes));
  return proof;
}

}  // namespace gg::bindings
