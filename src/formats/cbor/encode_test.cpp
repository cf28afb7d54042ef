#include "formats/cbor/encode.h"

#include "bytes/hex.h"

#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::cbor {
namespace {

Value parsed_back(Bytes bytes) {
  Budget budget;
  return parse_document(Reader(bytes), budget).value();
}

/// The deterministic form of an item written in another.
std::vector<std::byte> again(std::string_view hex) {
  const auto bytes = bytes_of(hex);
  return encode(parsed_back(bytes));
}

TEST(Encode, WritesTheShortestForm) {
  EXPECT_EQ(again("18 05"), bytes_of("05"));
  EXPECT_EQ(again("1B 00000000000000FF"), bytes_of("18 FF"));
  EXPECT_EQ(again("1A 0000FFFF"), bytes_of("19 FFFF"));
  EXPECT_EQ(again("1B 0000000100000000"), bytes_of("1B 0000000100000000"));
  EXPECT_EQ(again("3B FFFFFFFFFFFFFFFF"), bytes_of("3B FFFFFFFFFFFFFFFF"));
  EXPECT_EQ(again("7F 61 'a' 61 'b' FF"), bytes_of("62 'ab'"));
  EXPECT_EQ(again("5F 41 01 41 02 FF"), bytes_of("42 0102"));
  EXPECT_EQ(again("9F 01 02 FF"), bytes_of("82 0102"));
  EXPECT_EQ(again("BF 61 'b' 01 61 'a' 02 FF"), bytes_of("A2 61 'a' 02 61 'b' 01"));
  EXPECT_EQ(again("C1 1A 00000001"), bytes_of("C1 01"));
  EXPECT_EQ(again("83 F4 F5 F6"), bytes_of("83 F4 F5 F6"));
  EXPECT_EQ(again("82 F7 F8 FF"), bytes_of("82 F7 F8 FF"));
}

TEST(Encode, OrdersKeysByTheirEncodedBytes) {
  // RFC 8949 section 4.2.1, its example.
  EXPECT_EQ(again("A8 F4 00 81 20 00 81 18 64 00 62 'aa' 00 61 'z' 00 20 00 18 64 00 0A 00"),
            bytes_of("A8 0A 00 18 64 00 20 00 61 'z' 00 62 'aa' 00 81 18 64 00 81 20 00 F4 00"));
}

TEST(Encode, WritesFloatsAsShortAsTheyKeepTheirValue) {
  EXPECT_EQ(again("FB 3FF8000000000000"), bytes_of("F9 3E00"));              // 1.5
  EXPECT_EQ(again("FA 47C35000"), bytes_of("FA 47C35000"));                  // 100000.0
  EXPECT_EQ(again("FB 40EFFC0000000000"), bytes_of("F9 7BFF"));              // 65504.0
  EXPECT_EQ(again("FB 3E70000000000000"), bytes_of("F9 0001"));              // 2^-24
  EXPECT_EQ(again("FB 3F10000000000000"), bytes_of("F9 0400"));              // 2^-14
  EXPECT_EQ(again("FB 3E60000000000000"), bytes_of("FA 33000000"));          // 2^-25
  EXPECT_EQ(again("FB 3FF199999999999A"), bytes_of("FB 3FF199999999999A"));  // 1.1
  EXPECT_EQ(again("FB 8000000000000000"), bytes_of("F9 8000"));              // -0.0
  EXPECT_EQ(again("FB 7FF0000000000000"), bytes_of("F9 7C00"));
  EXPECT_EQ(again("FB FFF0000000000000"), bytes_of("F9 FC00"));
  EXPECT_EQ(again("FA 7FC00001"), bytes_of("F9 7E00"));
  EXPECT_EQ(again("FB 7FEFFFFFFFFFFFFF"), bytes_of("FB 7FEFFFFFFFFFFFFF"));
}

/// The same document, whatever form it was written in; places are not compared.
bool is_same(const Value& left, const Value& right) {
  const auto content = [](const Value& value) {
    return value.text.empty() ? Reader::to_text(value.bytes) : value.text;
  };
  if (left.type != right.type || left.items.size() != right.items.size()) return false;
  if (left.type == Type::ByteString || left.type == Type::TextString)
    return content(left) == content(right);
  if (left.type == Type::Float)
    return left.real == right.real || (std::isnan(left.real) && std::isnan(right.real));
  if (left.type != Type::Array && left.type != Type::Map && left.number != right.number)
    return false;
  for (std::size_t index = 0; index < left.items.size(); ++index)
    if (!is_same(left.items[index], right.items[index])) return false;
  return true;
}

Value random_value(int depth) {
  Value value;
  const int kind = *rc::gen::inRange(0, depth > 0 ? 10 : 7);
  switch (kind) {
    case 0:
      value.type = Type::Unsigned;
      value.number = *rc::gen::arbitrary<std::uint64_t>();
      break;
    case 1:
      value.type = Type::Negative;
      value.number = *rc::gen::arbitrary<std::uint64_t>();
      break;
    case 2:
      value.type = Type::TextString;
      value.text = *rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
      break;
    case 3:
      value.type = Type::Boolean;
      value.number = *rc::gen::arbitrary<bool>() ? 1 : 0;
      break;
    case 4:
      value.type = Type::Null;
      value.number = 22;
      break;
    case 5:
      value.type = Type::Float;
      value.real = *rc::gen::arbitrary<bool>()
                       ? *rc::gen::arbitrary<double>()
                       : std::ldexp(*rc::gen::inRange(-2048, 2048), *rc::gen::inRange(-30, 8));
      break;
    case 6:
      value.type = Type::ByteString;
      value.text = *rc::gen::arbitrary<std::string>();
      break;
    case 7:
      value.type = Type::Array;
      for (int left = *rc::gen::inRange(0, 5); left > 0; --left)
        value.items.push_back(random_value(depth - 1));
      break;
    case 8:
      value.type = Type::Tag;
      value.number = *rc::gen::arbitrary<std::uint64_t>();
      value.items.push_back(random_value(depth - 1));
      break;
    default:
      value.type = Type::Map;
      for (int key = *rc::gen::inRange(0, 5); key > 0; --key) {  // in the order of encoded keys
        Value name;
        name.type = Type::Negative;
        name.number = static_cast<std::uint64_t>(5 - key) * 17;
        value.items.push_back(name);
        value.items.push_back(random_value(depth - 1));
      }
  }
  return value;
}

RC_GTEST_PROP(Encode, IsReadBackAsTheSameValue, ()) {
  const auto value = random_value(3);
  const auto encoded = encode(value);
  RC_ASSERT(is_same(parsed_back(encoded), value));
}

RC_GTEST_PROP(Encode, IsItsOwnDeterministicForm, ()) {
  const auto encoded = encode(random_value(3));
  RC_ASSERT(encode(parsed_back(encoded)) == encoded);
}

}  // namespace
}  // namespace gg::cbor
