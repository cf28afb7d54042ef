#include "formats/flac/flac.h"
#include "support/reference_stores.h"

#include <gtest/gtest.h>

namespace gg::flac {
namespace {

TEST(FlacCorpus, StoreIsFoundWhereTheReferenceFoundOneAndNowhereElse) {
  expect_stores_as_the_reference(walk, {".flac"}, 2);
}

}  // namespace
}  // namespace gg::flac
