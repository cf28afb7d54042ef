#include "formats/riff/riff.h"
#include "support/reference_stores.h"

#include <gtest/gtest.h>

namespace gg::riff {
namespace {

TEST(RiffCorpus, StoreIsFoundWhereTheReferenceFoundOneAndNowhereElse) {
  expect_stores_as_the_reference(walk, {".wav", ".webp", ".avi"}, 16);
}

}  // namespace
}  // namespace gg::riff
