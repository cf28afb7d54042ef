#pragma once

#include "base/freed_by.h"
#include "base/guarded.h"
#include "base/result.h"

#include <memory>

#include <pango/pangocairo.h>

namespace gg::paper {

template <class T>
using Owned = std::unique_ptr<T, FreedBy<g_object_unref>>;

/// The fonts a document is set in: those of three Debian packages, found by a fontconfig of our
/// own, so that neither what else is installed nor anybody's settings change a page.
struct Fonts {
  Owned<PangoFontMap> map;
};

/// Runs `set` with the fonts; one document at a time, as a font map is for one thread. Errors:
/// Unavailable where the fonts are missing; those of `set`.
template <class F>
auto with_fonts(const F& set) -> decltype(set(std::declval<PangoFontMap&>()));

/// Opens the fonts where they are not yet. Errors: Unavailable.
Result<void> open_fonts(Fonts& fonts);

/// The fonts of this program, opened once.
Guarded<Fonts>& shared_fonts();

template <class F>
auto with_fonts(const F& set) -> decltype(set(std::declval<PangoFontMap&>())) {
  return shared_fonts().with([&](Fonts& fonts) -> decltype(set(*fonts.map)) {
    TRY(open_fonts(fonts));
    return set(*fonts.map);
  });
}

/// How text looks. Sizes in points. *value*
struct Type {
  const char* family;
  double size = 10;
  PangoWeight weight = PANGO_WEIGHT_NORMAL;
  double leading = 1.4;  ///< Line to line, of the size.
  double spacing = 0;    ///< Between letters, in points.
};

struct Ink {
  double red, green, blue;
};

inline constexpr Ink dark{0.11, 0.106, 0.098};
inline constexpr Ink soft{0.341, 0.322, 0.286};
inline constexpr Ink line_ink{0.80, 0.78, 0.74};
inline constexpr Ink accent{0.137, 0.275, 0.706};

// Each with what goes before other fonts for the scripts it has no letters of.
inline constexpr const char* serif = "Noto Serif,Noto Naskh Arabic";
inline constexpr const char* sans = "Noto Sans,Noto Sans Arabic";
inline constexpr const char* mono = "DejaVu Sans Mono";

inline constexpr Type body_type{serif, 10, PANGO_WEIGHT_NORMAL, 1.5};
inline constexpr Type lead_type{serif, 12, PANGO_WEIGHT_NORMAL, 1.45};
inline constexpr Type small_type{sans, 8.25, PANGO_WEIGHT_NORMAL, 1.45};
inline constexpr Type code_type{mono, 8, PANGO_WEIGHT_NORMAL, 1.5};
inline constexpr Type kind_type{sans, 9, PANGO_WEIGHT_BOLD, 1.4};
inline constexpr Type title_type{serif, 22, PANGO_WEIGHT_BOLD, 1.2};
inline constexpr Type subtitle_type{serif, 11.5, PANGO_WEIGHT_NORMAL, 1.4};
inline constexpr Type part_type{sans, 11.5, PANGO_WEIGHT_BOLD, 1.3};
inline constexpr Type subpart_type{sans, 9.5, PANGO_WEIGHT_BOLD, 1.3};
inline constexpr Type name_type{sans, 8.5, PANGO_WEIGHT_NORMAL, 1.76};  // one line with body_type
inline constexpr Type head_type{sans, 7.75, PANGO_WEIGHT_BOLD, 1.35};
inline constexpr Type cell_type{sans, 8.5, PANGO_WEIGHT_NORMAL, 1.42};
inline constexpr Type cell_code_type{mono, 7, PANGO_WEIGHT_NORMAL, 1.72};
inline constexpr Type foot_type{sans, 7, PANGO_WEIGHT_NORMAL, 1.45};

}  // namespace gg::paper
