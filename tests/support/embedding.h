#pragma once

#include "container/container.h"
#include "embedding/embedding.h"
#include "embedding/octets.h"
#include "embedding/write_planned.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace gg::embedding::test {

using ByteVector = std::vector<std::byte>;

inline ByteVector file_bytes(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const auto view = std::as_bytes(std::span(text));
  return {view.begin(), view.end()};
}

/// A JUMBF superbox that names C2PA and holds nothing but a box of `size - 46` bytes of every kind.
inline ByteVector store_of(std::uint64_t size) {
  Octets store;
  store.u32(size).text("jumb").u32(30).text("jumdc2pa");
  store.u64(0x00110010800000AA).u32(0x00389B71).u8(3).text("c2pa").u8(0);
  store.u32(size - store.size()).text("free");
  while (store.size() < size) store.u8(static_cast<std::uint8_t>(store.size() * 7 + 11));
  return store.bytes();
}

/// What came of a plan that was carried out.
struct Embedded {
  WritePlan plan;
  ByteVector bytes;
  ByteVector bound;  ///< What a hash was given, in order.
};

inline Embedded carried_out(WritePlan plan, const ByteVector& file, Bytes store) {
  Embedded embedded{std::move(plan), {}, {}};
  MemorySource source(file);
  MemoryResult result;
  std::uint64_t next = 0;
  const PassWatch watch{.bound = [&](std::uint64_t offset, Bytes bytes) {
    EXPECT_GE(offset, next);
    next = offset + bytes.size();
    embedded.bound.insert(embedded.bound.end(), bytes.begin(), bytes.end());
  }};
  const auto written = write_planned(embedded.plan, source, &result, watch);
  EXPECT_TRUE(written.has_value()) << written.error().message;
  if (embedded.plan.store_bytes != 0) {
    const auto put = put_store(embedded.plan, result, store);
    EXPECT_TRUE(put.has_value()) << put.error().message;
  }
  embedded.bytes = result.bytes();
  EXPECT_EQ(embedded.bytes.size(), embedded.plan.result_bytes);
  return embedded;
}

inline Result<Embedded> embed(Format format, const ByteVector& file, Bytes store,
                              const EmbeddingOptions& options = {}) {
  TRY_LET(auto plan, plan_embedding(format, Reader(file), store.size(), options));
  return carried_out(std::move(plan), file, store);
}

/// The result without what a data hash leaves out.
inline ByteVector without_excluded(const Embedded& embedded) {
  ByteVector rest;
  std::uint64_t at = 0;
  const auto take = [&](std::uint64_t end) {
    rest.insert(rest.end(), embedded.bytes.begin() + static_cast<std::ptrdiff_t>(at),
                embedded.bytes.begin() + static_cast<std::ptrdiff_t>(end));
  };
  for (const auto& range : embedded.plan.excluded) {
    take(range.first);
    at = range.end;
  }
  take(embedded.bytes.size());
  return rest;
}

/// The stores that the walkers find.
inline std::vector<ByteVector> stores_in(Format format, const ByteVector& file) {
  Budget budget({.kept_bytes_max = 64U << 20});
  Parts parts(budget);
  const auto walked = walk_file(format, Reader(file), parts);
  EXPECT_TRUE(walked.has_value()) << (walked ? "" : walked.error().fault->text);
  std::vector<ByteVector> stores;
  for (const auto& store : parts.stores)
    stores.emplace_back(store.jumbf.begin(), store.jumbf.end());
  return stores;
}

/// Everything that holds of every container: the walkers find exactly that store, the hash was
/// given all that is not excluded, the format is what it was, and once is as good as twice.
inline std::optional<Embedded> expect_embedding(Format format, const ByteVector& file,
                                                const ByteVector& store) {
  auto embedded = embed(format, file, store);
  if (!embedded.has_value()) {
    ADD_FAILURE() << embedded.error().message;
    return std::nullopt;
  }
  const auto found = stores_in(format, embedded->bytes);
  EXPECT_EQ(found.size(), 1U);
  if (!found.empty()) {
    EXPECT_TRUE(found.front() == store);
  }
  EXPECT_TRUE(embedded->bound == without_excluded(*embedded));
  EXPECT_EQ(sniff(Reader(embedded->bytes)), format);
  const auto again = embed(format, embedded->bytes, store);
  EXPECT_TRUE(again.has_value()) << again.error().message;
  if (!again.has_value()) return std::nullopt;
  EXPECT_EQ(again->plan.old_stores.size(), 1U);
  EXPECT_EQ(stores_in(format, again->bytes).size(), 1U);
  // An update of a PDF is added to those before it.
  if (format != Format::Pdf) {
    EXPECT_TRUE(again->bytes == embedded->bytes);
  }
  return *std::move(embedded);
}

}  // namespace gg::embedding::test
