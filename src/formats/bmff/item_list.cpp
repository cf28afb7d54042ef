#include "formats/bmff/item_list.h"

#include "base/text.h"
#include "formats/bmff/data_value.h"
#include "formats/bmff/faults.h"
#include "formats/bmff/text.h"

#include <string>
#include <utility>

namespace gg::bmff {
namespace {

/// `keys`: the names that the items of `ilst` refer to by index, from 1.
Parsed<void> read_keys(const Box& box, const Scope& scope, std::vector<std::string>& names) {
  constexpr std::uint32_t header_bytes = 8;
  auto in = box.payload;
  TRY(read_version(in));
  TRY_LET(const auto count, in.u32());
  for (std::uint32_t index = 0; index < count; ++index) {
    TRY(scope.parts.budget().charge_item(in));
    TRY_LET(const auto size, in.u32());
    TRY(in.skip(4));  // namespace: mdta
    if (size < header_bytes) return in.error(faults::bad_key_size);
    TRY(scope.parts.budget().charge_bytes(size, in));
    TRY_LET(const auto name, in.text(size - header_bytes));
    names.push_back(guess_to_utf8(without_nuls(name)));
  }
  return {};
}

/// The children of one item, before its values are known to have a name.
struct Item {
  std::string mean;
  std::string name;
  std::vector<Box> values;  ///< `data`
};

/// `mean` and `name` of a freeform item: FullBox, then text.
Parsed<std::string> read_name(const Box& box, const Scope& scope) {
  auto in = box.payload;
  TRY(read_version(in));
  TRY_LET(const auto text, rest_as_text(in, scope.parts.budget()));
  TRY(scope.parts.budget().charge_bytes(text.size(), in));
  return guess_to_utf8(without_nuls(text));
}

Parsed<Item> read_item(const Box& box, const Scope& scope) {
  Item item;
  TRY(each_box(box.payload, scope, [&](const Box& child, const Scope& inner) -> Parsed<void> {
    if (child.type.value == "data"_4cc) item.values.push_back(child);
    if (child.type.value == "mean"_4cc) {
      TRY_LET(item.mean, read_name(child, inner));
    }
    if (child.type.value == "name"_4cc) {
      TRY_LET(item.name, read_name(child, inner));
    }
    return {};
  }));
  return item;
}

/// What an item is called: by `keys`, as a freeform item, or by its type.
struct Naming {
  Carrier carrier;
  std::string key;
};

Naming naming_of(FourCc type, const Item& item, const std::vector<std::string>& keys) {
  if (type.value >= 1 && type.value <= keys.size())
    return {Carrier::QuickTimeKey, keys[type.value - 1]};
  if (type.value == "----"_4cc)
    return {Carrier::QuickTimeText, "----:" + item.mean + ":" + item.name};
  return {Carrier::QuickTimeText, to_text(type)};
}

Parsed<void> walk_item(const Box& box, const Scope& list, const std::vector<std::string>& keys) {
  TRY_LET(const auto item, read_item(box, list.enter(to_text(box.type))));
  const auto naming = naming_of(box.type, item, keys);
  const auto scope = list.enter(path_name(naming.key));
  for (const auto& data : item.values) {
    TRY_LET(auto value, read_data_value(data.payload, scope.parts.budget()));
    TRY(add_field(naming.carrier, naming.key, std::move(value), box, scope));
  }
  return {};
}

}  // namespace

void walk_item_lists(const ListBoxes& boxes, const Scope& scope) {
  std::vector<std::string> keys;
  if (boxes.keys && !boxes.values.empty())
    scope.parts.tolerate(scope.path + "/keys", read_keys(*boxes.keys, scope, keys));
  for (const auto& values : boxes.values) {
    const auto list = scope.enter("ilst");
    scope.parts.tolerate(list.path,
                         each_box(values.payload, list, [&](const Box& box, const Scope&) {
                           return walk_item(box, list, keys);
                         }));
  }
}

}  // namespace gg::bmff
