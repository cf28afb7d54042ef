#pragma once

#include "bindings/check.h"
#include "bindings/store_location.h"
#include "signing/hard_binding.h"
#include "support/embedding.h"

namespace gg::signing::test {

using embedding::test::ByteVector;

/// A result with a store in it, and the hard binding that was made on the way.
struct BoundFile {
  Format format = Format::Unknown;
  embedding::WritePlan plan;
  ByteVector bytes;
  std::string label;
  ByteVector assertion;
};

struct BindingChoice {
  bindings::Algorithm algorithm = bindings::Algorithm::Sha256;
  BindingOptions options = {};
  std::uint64_t store_bytes = 3000;
};

inline Result<BoundFile> bind(Format format, const ByteVector& file,
                              const BindingChoice& choice = {}) {
  BoundFile bound{format, {}, {}, {}, {}};
  TRY_LET(bound.plan, embedding::plan_embedding(format, Reader(file), choice.store_bytes,
                                                plan_options(choice.options)));
  TRY_LET(auto binding, HardBinding::plan(bound.plan, choice.algorithm, choice.options));
  embedding::MemorySource source(file);
  embedding::MemoryResult result;
  const embedding::PassWatch watch{
      .bound = [&](std::uint64_t offset, Bytes bytes) { binding.add(offset, bytes); }};
  TRY(embedding::write_planned(bound.plan, source, &result, watch));
  if (bound.plan.home == embedding::StoreHome::Inside)
    TRY(embedding::put_store(bound.plan, result, embedding::test::store_of(choice.store_bytes)));
  bound.label = binding.label();
  const auto size = binding.assertion_bytes();
  bound.assertion = binding.finish();
  EXPECT_EQ(bound.assertion.size(), size);
  bound.bytes = result.bytes();
  return bound;
}

/// What the check of hard bindings says of a file with that assertion.
inline bindings::Outcome check(const BoundFile& bound, const ByteVector& file) {
  Budget budget({.kept_bytes_max = 64U << 20});
  Parts parts(budget);
  EXPECT_TRUE(walk_file(bound.format, Reader(file), parts).has_value());
  const auto location = bindings::locate_stores(bound.format, Reader(file), parts);
  const bindings::Asset asset{Reader(file), bound.format, location.stores};
  return bindings::check_hard_binding(bound.label, asset, bound.assertion, {},
                                      {.effort = {.threads = 2}});
}

inline std::string words_of(const bindings::Outcome& outcome) {
  std::string words;
  for (const auto& problem : outcome.problems) words += problem.where + " " + problem.what + "\n";
  return words;
}

inline void expect_match(const BoundFile& bound) {
  const auto outcome = check(bound, bound.bytes);
  EXPECT_TRUE(outcome.matches()) << words_of(outcome);
  EXPECT_FALSE(outcome.additional_exclusions);
}

}  // namespace gg::signing::test
