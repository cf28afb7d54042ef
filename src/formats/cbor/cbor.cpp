#include "formats/cbor/cbor.h"

#include "base/text.h"
#include "formats/cbor/faults.h"

#include <bit>
#include <cmath>
#include <set>

namespace gg::cbor {
namespace {

/// The head of an item: three bits of major type, five of length code, and the argument.
struct Head {
  unsigned major;
  unsigned code;
  std::uint64_t argument;
  std::uint64_t offset;
  [[nodiscard]] bool is_indefinite() const { return code == 31; }
  [[nodiscard]] bool is_break() const { return major == 7 && code == 31; }
};

enum Major : unsigned {
  unsigned_integer,
  negative_integer,
  byte_string,
  text_string,
  array,
  map,
  tag,
  simple_or_float
};

/// Source: RFC 8949 section 3.
Parsed<Head> read_head(Reader& in) {
  const auto first = in;
  TRY_LET(const auto initial, in.u8());
  Head head{static_cast<unsigned>(initial) >> 5U, initial & 31U, initial & 31U, first.offset()};
  if (head.code < 24) return head;
  if (head.code == 24) {
    TRY_LET(head.argument, in.u8());
  } else if (head.code == 25) {
    TRY_LET(head.argument, in.u16());
  } else if (head.code == 26) {
    TRY_LET(head.argument, in.u32());
  } else if (head.code == 27) {
    TRY_LET(head.argument, in.u64());
  } else if (head.code < 31 || head.major == unsigned_integer || head.major == negative_integer ||
             head.major == tag) {
    return first.error(faults::reserved_length);
  }
  return head;
}

double half_to_double(std::uint64_t half) {
  const auto exponent = static_cast<int>(half >> 10U & 31U);
  const auto fraction = static_cast<double>(half & 1023U);
  double value =
      exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25);
  if (exponent == 31) value = fraction == 0 ? HUGE_VAL : std::nan("");
  return (half & 0x8000U) != 0 ? -value : value;
}

/// Reads items of one document. Functions call each other one level deeper each time, up to the
/// depth limit of the scan.
class ValueReader {
 public:
  ValueReader(Reader& in, Budget& budget) : in_(in), budget_(budget) {}

  Parsed<Value> read(std::uint32_t depth) {
    TRY(budget_.charge_item(in_));
    return read_charged(depth);
  }

 private:
  Parsed<Value> read_charged(std::uint32_t depth) {
    TRY_LET(auto value, read_unless_break(depth));
    if (!value) return fail(ParseError{&faults::misplaced_break, in_.offset() - 1});
    return *std::move(value);
  }

  /// An item that is charged. Nothing at a break.
  Parsed<std::optional<Value>> read_unless_break(std::uint32_t depth) {
    if (depth > budget_.depth_max()) return in_.error(faults::too_deep);
    TRY_LET(const auto head, read_head(in_));
    if (head.is_break()) return std::optional<Value>{};
    Value value;
    value.offset = head.offset;
    value.number = head.argument;
    TRY(read_body(head, depth, value));
    value.size_bytes = in_.offset() - head.offset;
    return std::optional(std::move(value));
  }

  Parsed<void> read_body(const Head& head, std::uint32_t depth, Value& value) {
    switch (head.major) {
      case unsigned_integer:
        value.type = Type::Unsigned;
        return {};
      case negative_integer:
        value.type = Type::Negative;
        return {};
      case byte_string:
        value.type = Type::ByteString;
        return read_string(head, value);
      case text_string:
        value.type = Type::TextString;
        return read_string(head, value);
      case array:
        value.type = Type::Array;
        return read_items(head, 1, depth, value);
      case map:
        value.type = Type::Map;
        return read_map(head, depth, value);
      case tag:
        value.type = Type::Tag;
        return read_tagged(depth, value);
      default:
        return read_simple(head, value);
    }
  }

  Parsed<void> read_string(const Head& head, Value& value) {
    if (head.is_indefinite()) {
      TRY(read_chunks(head, value));
    } else if (value.type == Type::ByteString) {
      TRY_LET(value.bytes, in_.take(head.argument));
    } else {
      TRY_LET(value.text, take_text(head.argument));
    }
    if (value.type == Type::TextString && !is_utf8(value.text))
      return fail(ParseError{&faults::bad_text, head.offset});
    return {};
  }

  Parsed<std::string> take_text(std::uint64_t size_bytes) {
    if (size_bytes > in_.remaining()) return in_.error(faults::truncated);
    TRY(budget_.charge_bytes(size_bytes, in_));
    return in_.text(size_bytes);
  }

  /// Chunks up to a break, each a string of the same major type with a length of its own.
  Parsed<void> read_chunks(const Head& head, Value& value) {
    while (true) {
      TRY(budget_.charge_item(in_));
      TRY_LET(const auto chunk, read_head(in_));
      if (chunk.is_break()) return {};
      if (chunk.major != head.major || chunk.is_indefinite())
        return fail(ParseError{&faults::bad_chunk, chunk.offset});
      TRY_LET(const auto text, take_text(chunk.argument));
      value.text += text;
    }
  }

  /// Items up to the count times `each`, or to a break. An item takes at least one byte.
  Parsed<void> read_items(const Head& head, std::uint64_t each, std::uint32_t depth, Value& value) {
    if (head.is_indefinite()) return read_items_to_break(depth, value);
    if (head.argument > in_.remaining() / each)
      return fail(ParseError{&faults::count_too_large, head.offset});
    const auto count = static_cast<std::size_t>(head.argument * each);
    for (std::size_t index = 0; index < count; ++index) TRY(budget_.charge_item(in_));
    value.items.reserve(count);  // long lists of hashes would take twice as much while they grow
    for (std::size_t index = 0; index < count; ++index) {
      TRY_LET(auto item, read_charged(depth + 1));
      value.items.push_back(std::move(item));
    }
    return {};
  }

  Parsed<void> read_items_to_break(std::uint32_t depth, Value& value) {
    while (true) {
      TRY(budget_.charge_item(in_));
      TRY_LET(auto item, read_unless_break(depth + 1));
      if (!item) return {};
      value.items.push_back(*std::move(item));
    }
  }

  Parsed<void> read_map(const Head& head, std::uint32_t depth, Value& value) {
    TRY(read_items(head, 2, depth, value));
    if (value.items.size() % 2 != 0) return fail(ParseError{&faults::odd_map, head.offset});
    std::set<std::string_view> texts;
    std::set<std::pair<Type, std::uint64_t>> numbers;
    for (std::size_t index = 0; index < value.items.size(); index += 2) {
      const auto& key = value.items[index];
      bool is_new = true;
      if (key.type == Type::TextString) is_new = texts.insert(key.text).second;
      if (key.type == Type::Unsigned || key.type == Type::Negative)
        is_new = numbers.insert({key.type, key.number}).second;
      if (!is_new) return fail(ParseError{&faults::repeated_key, key.offset});
    }
    return {};
  }

  Parsed<void> read_tagged(std::uint32_t depth, Value& value) {
    TRY_LET(auto item, read(depth + 1));
    value.items.push_back(std::move(item));
    return {};
  }

  /// Source: RFC 8949 section 3.3.
  Parsed<void> read_simple(const Head& head, Value& value) {
    if (head.code == 24 && head.argument < 32)
      return fail(ParseError{&faults::bad_simple, head.offset});
    if (head.code >= 25) {
      value.type = Type::Float;
      value.real = to_double(head);
      return {};
    }
    switch (head.argument) {
      case 20:
      case 21:
        value.type = Type::Boolean;
        value.number = head.argument - 20;
        return {};
      case 22:
        value.type = Type::Null;
        return {};
      case 23:
        value.type = Type::Undefined;
        return {};
      default:
        value.type = Type::Simple;
        return {};
    }
  }

  static double to_double(const Head& head) {
    if (head.code == 25) return half_to_double(head.argument);
    if (head.code == 26)
      return static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(head.argument)));
    return std::bit_cast<double>(head.argument);
  }

  Reader& in_;
  Budget& budget_;
};

}  // namespace

Parsed<Value> parse_value(Reader& in, Budget& budget) { return ValueReader(in, budget).read(0); }

Parsed<Value> parse_document(Reader in, Budget& budget) {
  TRY_LET(auto value, parse_value(in, budget));
  TRY(in.expect_end());
  return value;
}

}  // namespace gg::cbor
