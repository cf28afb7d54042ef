#include "formats/bmff/movie.h"

#include "formats/bmff/meta.h"
#include "formats/bmff/track.h"
#include "formats/bmff/user_data.h"
#include "formats/bmff/uuid.h"

namespace gg::bmff {

Parsed<void> walk_movie(const Box& moov, const Scope& scope) {
  return each_box(moov.payload, scope, [](const Box& box, const Scope& inner) -> Parsed<void> {
    switch (box.type.value) {
      case "mvhd"_4cc:
        return read_creation_time(box, inner);
      case "trak"_4cc:
        return walk_track(box, inner);
      case "udta"_4cc:
        return walk_user_data(box, inner);
      case "meta"_4cc:
        return walk_meta(box, inner);
      case "uuid"_4cc:
        return walk_uuid(box, inner);
      default:
        return {};
    }
  });
}

}  // namespace gg::bmff
