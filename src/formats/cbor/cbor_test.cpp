#include "formats/cbor/cbor.h"

#include "bytes/hex.h"
#include "formats/cbor/faults.h"

#include <cmath>

#include <gtest/gtest.h>

namespace gg::cbor {
namespace {

Parsed<Value> parsed(Bytes bytes, const ScanLimits& limits = {}) {
  Budget budget(limits);
  return parse_document(Reader(bytes), budget);
}

struct Written {
  const char* name;
  std::string_view hex;
  Type type;
  std::string_view text;
};

class PlainValue : public testing::TestWithParam<Written> {};

TEST_P(PlainValue, IsReadAsTheSpecificationSays) {
  const auto bytes = bytes_of(GetParam().hex);
  const auto value = parsed(bytes);
  ASSERT_TRUE(value.has_value()) << value.error().fault->text;
  EXPECT_EQ(value->type, GetParam().type);
  EXPECT_EQ(to_plain_text(*value), GetParam().text);
  EXPECT_EQ(value->size_bytes, bytes.size());
}

// RFC 8949 appendix A.
INSTANTIATE_TEST_SUITE_P(
    Rfc8949, PlainValue,
    testing::Values(
        Written{"Zero", "00", Type::Unsigned, "0"},
        Written{"TwentyThree", "17", Type::Unsigned, "23"},
        Written{"TwentyFour", "1818", Type::Unsigned, "24"},
        Written{"Thousand", "1903E8", Type::Unsigned, "1000"},
        Written{"Million", "1A000F4240", Type::Unsigned, "1000000"},
        Written{"Largest", "1BFFFFFFFFFFFFFFFF", Type::Unsigned, "18446744073709551615"},
        Written{"MinusOne", "20", Type::Negative, "-1"},
        Written{"MinusThousand", "3903E7", Type::Negative, "-1000"},
        Written{"Smallest", "3BFFFFFFFFFFFFFFFF", Type::Negative, "-1-18446744073709551615"},
        Written{"HalfOne", "F93C00", Type::Float, "1"},
        Written{"HalfOneAndAHalf", "F93E00", Type::Float, "1.5"},
        Written{"HalfLargest", "F97BFF", Type::Float, "65504"},
        Written{"HalfSubnormal", "F90001", Type::Float, "5.9604644775390625e-08"},
        Written{"HalfMinusFour", "F9C400", Type::Float, "-4"},
        Written{"HalfInfinite", "F97C00", Type::Float, "inf"},
        Written{"Single", "FA47C35000", Type::Float, "100000"},
        Written{"Double", "FBC010666666666666", Type::Float, "-4.0999999999999996"},
        Written{"False", "F4", Type::Boolean, "false"},
        Written{"True", "F5", Type::Boolean, "true"}, Written{"Null", "F6", Type::Null, ""},
        Written{"Undefined", "F7", Type::Undefined, ""},
        Written{"Simple255", "F8FF", Type::Simple, ""},
        Written{"TaggedDate", "C0 74 '2013-03-21T20:04:00Z'", Type::Tag, "2013-03-21T20:04:00Z"},
        Written{"EmptyText", "60", Type::TextString, ""},
        Written{"Text", "63C3BC 21", Type::TextString, "\xC3\xBC!"},
        Written{"TextInChunks", "7F 65 'strea' 64 'ming' FF", Type::TextString, "streaming"},
        Written{"EmptyArray", "80", Type::Array, ""}, Written{"EmptyMap", "A0", Type::Map, ""}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Cbor, MapsAreSearchedByTextAndByInteger) {
  const auto bytes = bytes_of("A3 63 'alg' 26 01 61 'x' 1821 81 42 0102");
  const auto map = parsed(bytes);
  ASSERT_TRUE(map.has_value());
  EXPECT_EQ(map->find("alg")->integer(), -7);
  EXPECT_TRUE(map->find(1)->is_text("x"));
  const auto* chain = map->find(33);
  ASSERT_NE(chain, nullptr);
  EXPECT_EQ(chain->items.at(0).bytes.size(), 2U);
  EXPECT_EQ(chain->items.at(0).offset, 12U);
  EXPECT_EQ(map->find("x"), nullptr);
  EXPECT_EQ(map->find(-1), nullptr);
}

TEST(Cbor, IndefiniteLengthsNest) {
  const auto bytes = bytes_of("BF 61 'a' 9F 01 9F 02 FF FF 61 'b' 5F 41 AA 42 BBCC FF FF");
  const auto map = parsed(bytes);
  ASSERT_TRUE(map.has_value());
  EXPECT_EQ(map->array_at("a").size(), 2U);
  EXPECT_EQ(map->find("b")->text, "\xAA\xBB\xCC");
  EXPECT_TRUE(map->find("b")->bytes.empty());
}

TEST(Cbor, SignedMessageKeepsItsByteStringsAsViews) {
  const auto bytes = bytes_of("D2 84 43 A10126 A0 F6 42 1234");  // COSE_Sign1: tag 18
  const auto message = parsed(bytes);
  ASSERT_TRUE(message.has_value());
  EXPECT_EQ(message->number, 18U);
  const auto& parts = message->untagged().items;
  ASSERT_EQ(parts.size(), 4U);
  EXPECT_EQ(parts[0].bytes.data(), bytes.data() + 3);
  EXPECT_EQ(parts[2].type, Type::Null);
}

struct Hostile {
  const char* name;
  std::string_view hex;
  const ParseFault* fault;
  std::uint64_t offset;
};

class HostileCbor : public testing::TestWithParam<Hostile> {};

TEST_P(HostileCbor, GivesTheExactFaultAndOffset) {
  const auto bytes = bytes_of(GetParam().hex);
  const auto value = parsed(bytes, {.depth_max = 4});
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error().fault, GetParam().fault) << value.error().fault->text;
  EXPECT_EQ(value.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Heads, HostileCbor,
    testing::Values(Hostile{"Empty", "", &faults::truncated, 0},
                    Hostile{"ReservedLength", "1C", &faults::reserved_length, 0},
                    Hostile{"ReservedLengthInside", "82 01 7E", &faults::reserved_length, 2},
                    Hostile{"IndefiniteInteger", "1F", &faults::reserved_length, 0},
                    Hostile{"IndefiniteTag", "DF 00", &faults::reserved_length, 0},
                    Hostile{"BreakAlone", "FF", &faults::misplaced_break, 0},
                    Hostile{"BreakInArray", "82 01 FF", &faults::misplaced_break, 2},
                    Hostile{"BreakUnderTag", "9F C0 FF", &faults::misplaced_break, 2},
                    Hostile{"BytesInTextChunks", "7F 41 00 FF", &faults::bad_chunk, 1},
                    Hostile{"ChunksInChunks", "7F 7F FF FF", &faults::bad_chunk, 1},
                    Hostile{"NotUtf8", "81 61 FF", &faults::bad_text, 1},
                    Hostile{"TextOfAllBytes", "7BFFFFFFFFFFFFFFFF", &faults::truncated, 9},
                    Hostile{"TextOneTooLong", "63 'ab'", &faults::truncated, 1},
                    Hostile{"ArrayOfAllItems", "9BFFFFFFFFFFFFFFFF", &faults::count_too_large, 0},
                    Hostile{"MapOfHalfOfAll", "BB8000000000000000", &faults::count_too_large, 0},
                    Hostile{"MapOneTooMany", "A2 01 02 03", &faults::count_too_large, 0},
                    Hostile{"OddMap", "BF 01 02 03 FF", &faults::odd_map, 0},
                    Hostile{"SimpleInTwoBytes", "F8 14", &faults::bad_simple, 0},
                    Hostile{"TextKeyTwice", "A2 61 'a' 01 61 'a' 02", &faults::repeated_key, 4},
                    Hostile{"NumberKeyTwice", "A2 01 01 1801 02", &faults::repeated_key, 3},
                    Hostile{"TooDeep", "81 81 81 81 81 01", &faults::too_deep, 5},
                    Hostile{"TagsTooDeep", "C0 C0 C0 C0 C0 01", &faults::too_deep, 5},
                    Hostile{"Trailing", "01 02", &faults::trailing_bytes, 1}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(Cbor, DepthLimitItselfIsAllowed) {
  EXPECT_TRUE(parsed(bytes_of("81 81 81 81 01"), {.depth_max = 4}).has_value());
}

TEST(Cbor, ItemsAreChargedOneByOne) {
  std::vector<std::byte> bytes(1001, std::byte{0});
  bytes[0] = std::byte{0x9F};
  const auto value = parsed(bytes, {.items_max = 100});
  ASSERT_FALSE(value.has_value());
  EXPECT_EQ(value.error().fault, &faults::too_many_items);
  EXPECT_EQ(value.error().offset, 100U);
}

TEST(Cbor, EveryTruncationNamesAnOffsetInsideTheFile) {
  const auto bytes = bytes_of("A3 63 'alg' 26 01 7F 61 'x' FF 1821 81 42 0102");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto value = parsed(Bytes(bytes).first(size));
    ASSERT_FALSE(value.has_value()) << size;
    EXPECT_LE(value.error().offset, size);
  }
}

}  // namespace
}  // namespace gg::cbor
