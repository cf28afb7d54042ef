#include "formats/bmff/bmff.h"

#include "formats/bmff/brands.h"
#include "formats/bmff/faults.h"
#include "formats/bmff/meta.h"
#include "formats/bmff/movie.h"
#include "formats/bmff/user_data.h"
#include "formats/bmff/uuid.h"

#include <string_view>

namespace gg::bmff {
namespace {

/// One item of the budget pays for so many top-level boxes that are only skipped: a fragmented
/// feature film has some hundred thousand.
constexpr std::uint64_t skipped_boxes_per_item = 16;

std::string_view root_of(const std::optional<Brands>& brands) {
  if (!brands || brands->major.value == "qt  "_4cc) return "MOV";
  return is_heif(*brands) ? "HEIF" : "MP4";
}

/// True for the types with which a file or a segment may begin.
bool is_first(FourCc type) {
  switch (type.value) {
    case "ftyp"_4cc:
    case "styp"_4cc:
    case "moov"_4cc:
    case "moof"_4cc:
    case "mdat"_4cc:
    case "meta"_4cc:
    case "uuid"_4cc:
    case "free"_4cc:
    case "skip"_4cc:
    case "wide"_4cc:
    case "pnot"_4cc:
    case "pdin"_4cc:
    case "sidx"_4cc:
    case "ssix"_4cc:
    case "prft"_4cc:
    case "emsg"_4cc:
      return true;
    default:
      return false;
  }
}

bool is_read(FourCc type) {
  switch (type.value) {
    case "moov"_4cc:
    case "meta"_4cc:
    case "uuid"_4cc:
    case "udta"_4cc:
      return true;
    default:
      return false;
  }
}

Parsed<void> visit(const Box& box, const Scope& scope) {
  switch (box.type.value) {
    case "moov"_4cc:
      return walk_movie(box, scope);
    case "meta"_4cc:
      return walk_meta(box, scope);
    case "uuid"_4cc:
      return walk_uuid(box, scope);
    default:
      return walk_user_data(box, scope);
  }
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  const Scope scope{parts, file, std::string(root_of(brands(file)))};
  TRY(file.slice(0, 8));
  auto first = file;
  TRY(first.skip(4));
  TRY_LET(const auto type, first.u32());
  if (!is_first(FourCc{type})) return file.error(faults::bad_magic);
  std::uint64_t skipped = 0;
  while (!file.at_end() && !at_terminator(file)) {
    if (skipped++ % skipped_boxes_per_item == 0) TRY(parts.budget().charge_item(file));
    TRY_LET(const auto box, next_box(file, Level::Top));
    if (!is_read(box.type)) continue;
    TRY(parts.budget().charge_item(file));
    const auto inner = scope.enter(to_text(box.type));
    parts.tolerate(inner.path, visit(box, inner));
  }
  return {};
}

}  // namespace gg::bmff
