#include "report/html_parts.h"

#include <fmt/format.h>

namespace gg::report {

std::string_view html_icon_sheet() {
  return R"(<svg class="sheet" aria-hidden="true" focusable="false"><defs>
<symbol id="i-fail" viewBox="0 0 24 24"><path d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z" fill="currentColor" opacity=".16"/><path d="M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9zM8 8l8 8M16 8l-8 8"/></symbol>
<symbol id="i-hold" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="currentColor" opacity=".16"/><circle cx="12" cy="12" r="10"/><path d="M9.5 8v8M14.5 8v8"/></symbol>
<symbol id="i-pass" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="currentColor" opacity=".16"/><circle cx="12" cy="12" r="10"/><path d="M7.5 12.5l3 3 6-6.5"/></symbol>
<symbol id="i-note" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10"/><path d="M12 11v6M12 7v.5"/></symbol>
<symbol id="i-ai" viewBox="0 0 24 24"><path d="M10 4l1.8 5.2L17 11l-5.2 1.8L10 18l-1.8-5.2L3 11l5.2-1.8zM18 3l.8 2.2L21 6l-2.2.8L18 9l-.8-2.2L15 6l2.2-.8zM18 15l.8 2.2L21 18l-2.2.8L18 21l-.8-2.2L15 18l2.2-.8z" fill="currentColor" stroke="none"/></symbol>
<symbol id="i-camera" viewBox="0 0 24 24"><path d="M3 7h4l2-3h6l2 3h4v13H3z"/><circle cx="12" cy="13" r="4"/></symbol>
<symbol id="i-nothing" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9" stroke-dasharray="3 3"/><path d="M8 12h8"/></symbol>
<symbol id="i-unreadable" viewBox="0 0 24 24"><path d="M12 3l10 18H2zM12 10v5M12 18v.4"/></symbol>
<symbol id="i-picture" viewBox="0 0 24 24"><path d="M3 4h18v16H3zM3 17l6-6 5 5 3-3 4 4"/><circle cx="16" cy="8.5" r="1.5"/></symbol>
<symbol id="i-video" viewBox="0 0 24 24"><path d="M2 6h14v12H2zM16 10l6-3v10l-6-3z"/></symbol>
<symbol id="i-audio" viewBox="0 0 24 24"><path d="M3 10v4M7 6v12M11 3v18M15 7v10M19 9v6M22 11v2"/></symbol>
<symbol id="i-document" viewBox="0 0 24 24"><path d="M5 2h9l5 5v15H5zM14 2v5h5M8 12h8M8 16h8"/></symbol>
<symbol id="i-file" viewBox="0 0 24 24"><path d="M5 2h9l5 5v15H5zM14 2v5h5"/></symbol>
</defs></svg>
)";
}

std::string html_icon(std::string_view name) {
  return fmt::format(R"(<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>)", name);
}

}  // namespace gg::report
