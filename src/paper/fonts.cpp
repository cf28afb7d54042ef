#include "paper/fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

namespace gg::paper {
namespace {

constexpr const char* settings =
    "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
    "<dir>/usr/share/fonts/truetype/noto</dir>"
    "<dir>/usr/share/fonts/opentype/noto</dir>"
    "<dir>/usr/share/fonts/truetype/dejavu</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir>"
    "<selectfont>"
    "<acceptfont><glob>/usr/share/fonts/truetype/noto/NotoSans*-Regular.ttf</glob>"
    "<glob>/usr/share/fonts/truetype/noto/NotoSans*-Bold.ttf</glob>"
    "<glob>/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf</glob>"
    "<glob>/usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf</glob>"
    "<glob>/usr/share/fonts/truetype/noto/NotoNaskhArabic-*.ttf</glob>"
    "<glob>/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc</glob>"
    "<glob>/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc</glob>"
    "<glob>/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf</glob></acceptfont>"
    "<rejectfont><glob>*</glob></rejectfont>"
    "</selectfont></fontconfig>";

bool has_family(PangoFontMap* map, const char* name) {
  return pango_font_map_get_family(map, name) != nullptr;
}

}  // namespace

Guarded<Fonts>& shared_fonts() {
  static Guarded<Fonts> fonts;
  return fonts;
}

Result<void> open_fonts(Fonts& fonts) {
  if (fonts.map) return {};
  const std::unique_ptr<FcConfig, FreedBy<FcConfigDestroy>> config(FcConfigCreate());
  const auto* text = static_cast<const FcChar8*>(static_cast<const void*>(settings));
  if (!config || FcConfigParseAndLoadFromMemory(config.get(), text, FcTrue) == FcFalse ||
      FcConfigBuildFonts(config.get()) == FcFalse)
    return fail(Error{ErrorKind::Unavailable, "fontconfig cannot be set up"});
  Owned<PangoFontMap> map(pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT));
  if (!map || !PANGO_IS_FC_FONT_MAP(map.get()))
    return fail(Error{ErrorKind::Unavailable, "this pango cannot use fontconfig"});
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map.get()), config.get());
  for (const auto* family : {"Noto Serif", "Noto Sans", "DejaVu Sans Mono"})
    if (!has_family(map.get(), family))
      return fail(Error{ErrorKind::Unavailable,
                        std::string("the font ") + family +
                            " is missing; install fonts-noto-core and fonts-dejavu-core"});
  fonts.map = std::move(map);
  return {};
}

}  // namespace gg::paper
