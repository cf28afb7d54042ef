#include "credentials/assertion.h"
#include "credentials/faults.h"
#include "json/json.h"

namespace gg::credentials {
namespace {

/// JSON as a tree of CBOR values. Depth is bounded by `parse_json`; every item is charged.
class JsonToValue {
 public:
  JsonToValue(const Reader& at, Budget& budget) : at_(at), budget_(budget) {}

  Parsed<cbor::Value> convert(const Json& json) {
    TRY(budget_.charge_item(at_));
    cbor::Value value;
    value.offset = at_.offset();
    if (json.is_object()) {
      value.type = cbor::Type::Map;
      for (const auto& [key, member] : json.items()) {
        value.items.push_back(text_value(key));
        TRY_LET(auto item, convert(member));
        value.items.push_back(std::move(item));
      }
    } else if (json.is_array()) {
      value.type = cbor::Type::Array;
      for (const auto& element : json) {
        TRY_LET(auto item, convert(element));
        value.items.push_back(std::move(item));
      }
    } else if (json.is_null()) {
      value.type = cbor::Type::Null;
    } else {
      value = text_value(scalar_text(json));
    }
    return value;
  }

 private:
  [[nodiscard]] cbor::Value text_value(std::string text) const {
    cbor::Value value;
    value.type = cbor::Type::TextString;
    value.text = std::move(text);
    value.offset = at_.offset();
    return value;
  }

  const Reader& at_;
  Budget& budget_;
};

Parsed<cbor::Value> read_json(Reader payload, Budget& budget) {
  const auto at = payload;
  TRY(budget.charge_bytes(payload.remaining(), payload));
  TRY_LET(const auto text, payload.text(payload.remaining()));
  const auto json = parse_json(text);
  if (!json) return at.error(jumbf::faults::bad_assertion_json);
  return JsonToValue(at, budget).convert(*json);
}

}  // namespace

Parsed<std::optional<cbor::Value>> read_content(const jumbf::Superbox& box, Budget& budget) {
  if (const auto* content = box.content("cbor")) {
    auto payload = content->payload;  // bytes behind the first item do not change what it says
    TRY_LET(auto value, cbor::parse_value(payload, budget));
    return std::optional(std::move(value));
  }
  if (const auto* content = box.content("json")) {
    TRY_LET(auto value, read_json(content->payload, budget));
    return std::optional(std::move(value));
  }
  return std::optional<cbor::Value>{};
}

}  // namespace gg::credentials
