#include "formats/mpeg_audio/mpeg_audio.h"
#include "support/reference_stores.h"

#include <gtest/gtest.h>

namespace gg::mpeg_audio {
namespace {

TEST(Mp3Corpus, StoreIsFoundWhereTheReferenceFoundOneAndNowhereElse) {
  expect_stores_as_the_reference(walk, {".mp3"}, 3);
}

}  // namespace
}  // namespace gg::mpeg_audio
