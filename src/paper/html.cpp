#include "paper/html.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "base/text.h"
#include "paper/qr.h"

#include <string_view>

namespace gg::paper {
namespace {

constexpr std::string_view style = R"(
:root{color-scheme:light dark;--ink:#1c1b19;--soft:#575249;--line:#dfdad0;--ground:#fff;
--accent:#2346b4;--good:#0d6236;--warning:#744c00;--stop:#9c211a}
@media (prefers-color-scheme:dark){:root{--ink:#eceae6;--soft:#aeb1ba;--line:#333741;--ground:#141519;
--accent:#9db9ff;--good:#7fd19a;--warning:#e5b567;--stop:#f19a9a}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);
font:1rem/1.6 "Noto Serif",Charter,Georgia,serif;overflow-wrap:anywhere}
main{max-width:46rem;margin:0 auto;padding:clamp(1.25rem,5vw,4rem) clamp(1rem,4vw,2rem)}
main.wide{max-width:76rem}
.kind,h2,h3,th,dt,figcaption,footer,.small{font-family:"Noto Sans",system-ui,sans-serif}
.kind{margin:0 0 .5rem;color:var(--accent);font-size:.8rem;font-weight:700;letter-spacing:.08em;
text-transform:uppercase}
h1{margin:0;font-size:clamp(1.6rem,5vw,2.2rem);line-height:1.2;text-wrap:balance}
.subtitle{margin:.5rem 0 0;color:var(--soft);font-size:1.05rem}
header{padding-bottom:1.25rem;margin-bottom:1.5rem;border-bottom:1px solid var(--line)}
h2{margin:2.25rem 0 .6rem;font-size:1.1rem;line-height:1.3}
h3{margin:1.5rem 0 .4rem;font-size:.95rem}
p{margin:0 0 .9rem;white-space:pre-line}
.lead{font-size:1.15rem}
.small{color:var(--soft);font-size:.85rem}
.code{font:.82rem/1.5 "DejaVu Sans Mono",ui-monospace,monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(7rem,11rem) 1fr;gap:.35rem 1.25rem;margin:0 0 1rem}
dt{color:var(--soft);font-size:.85rem;line-height:1.9}
dd{margin:0;white-space:pre-line}
.scroll{overflow-x:auto;margin:0 0 1rem}
table{width:100%;border-collapse:collapse;font-size:.9rem;line-height:1.45}
th{padding:.4rem .8rem .4rem 0;border-bottom:2px solid var(--line);color:var(--soft);font-size:.78rem;
text-align:start;vertical-align:bottom}
td{padding:.5rem .8rem .5rem 0;border-bottom:1px solid var(--line);text-align:start;vertical-align:top;
white-space:pre-line;min-width:5rem}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
ul{margin:0 0 1rem;padding-inline-start:1.3rem}
aside{margin:0 0 1.25rem;padding:.8rem 1rem;border-inline-start:4px solid var(--soft);
background:color-mix(in srgb,var(--soft) 9%,transparent)}
aside p:last-child{margin:0}
aside strong{display:block;font-family:"Noto Sans",system-ui,sans-serif}
aside.good{border-color:var(--good)}aside.good strong{color:var(--good)}
aside.warning{border-color:var(--warning)}aside.warning strong{color:var(--warning)}
aside.stop{border-color:var(--stop)}aside.stop strong{color:var(--stop)}
figure{display:flex;gap:1.25rem;align-items:center;margin:1.5rem 0}
figure svg{flex:none;width:7.5rem;height:7.5rem;background:#fff}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.78rem}
footer p{margin:0 0 .3rem}
@media (max-width:34rem){dl{display:block}dd{margin:0 0 .6rem}figure{display:block}}
@media print{@page{margin:18mm}:root{color-scheme:light;--ink:#1c1b19;--soft:#575249;--line:#dfdad0;
--ground:#fff;--accent:#2346b4;--good:#0d6236;--warning:#744c00;--stop:#9c211a}
main,main.wide{max-width:none;padding:0}body{font-size:10pt}h2,h3{break-after:avoid}tr,aside,figure{
break-inside:avoid}thead{display:table-header-group}.scroll{overflow:visible}}
)";

std::string tag(std::string_view name, std::string_view text, std::string_view look = {}) {
  std::string html = "<" + std::string(name);
  if (!look.empty()) html += " class=\"" + std::string(look) + "\"";
  return html + " dir=\"auto\">" + escaped(text) + "</" + std::string(name) + ">";
}

std::string_view word_of(Tone tone) {
  switch (tone) {
    case Tone::Good:
      return "good";
    case Tone::Warning:
      return "warning";
    case Tone::Stop:
      return "stop";
    case Tone::Plain:
      break;
  }
  return "plain";
}

std::string_view word_of(Look look) {
  switch (look) {
    case Look::Lead:
      return "lead";
    case Look::Small:
      return "small";
    case Look::Code:
      return "code";
    case Look::Body:
      break;
  }
  return {};
}

std::string svg_of(const std::string& content) {
  const auto qr = qr_of(content);
  if (!qr.has_value()) return {};
  constexpr std::size_t quiet = 4;  // fields of nothing around it, as ISO/IEC 18004 asks for
  const auto size = std::to_string(qr->width + 2 * quiet);
  std::string path;
  for (std::size_t at = 0; at < qr->dark.size(); ++at)
    if (qr->dark[at])
      path += "M" + std::to_string(at % qr->width + quiet) + " " +
              std::to_string(at / qr->width + quiet) + "h1v1h-1z";
  return "<svg viewBox=\"0 0 " + size + " " + size +
         "\" role=\"img\" aria-label=\"QR code\"><path d=\"" + path + "\" fill=\"#000\"/></svg>";
}

struct Writer {
  std::string html;

  void operator()(const Heading& heading) {
    html += tag(heading.level == 2 ? "h2" : "h3", heading.text);
  }
  void operator()(const Paragraph& paragraph) {
    html += tag("p", paragraph.text, word_of(paragraph.look));
  }
  void operator()(const Facts& facts) {
    html += "<dl>";
    for (const auto& fact : facts.rows)
      html += tag("dt", fact.name) + tag("dd", fact.value, fact.is_code ? "code" : "");
    html += "</dl>";
  }
  void operator()(const Table& table) {
    html += "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
            escaped(table.caption) + "\"><table>" + tag("caption", table.caption) + "<thead><tr>";
    for (const auto& column : table.columns)
      html += "<th scope=\"col\">" + escaped(column.heading) + "</th>";
    html += "</tr></thead><tbody>";
    for (const auto& row : table.rows) {
      html += "<tr>";
      for (std::size_t at = 0; at < row.size() && at < table.columns.size(); ++at)
        html += tag("td", row[at], table.columns[at].is_code ? "code" : "");
      html += "</tr>";
    }
    html += "</tbody></table></div>";
  }
  void operator()(const List& list) {
    html += "<ul>";
    for (const auto& item : list.items) html += tag("li", item);
    html += "</ul>";
  }
  void operator()(const Note& note) {
    html += "<aside class=\"" + std::string(word_of(note.tone)) + "\">";
    if (!note.heading.empty()) html += tag("strong", note.heading);
    html += tag("p", note.text) + "</aside>";
  }
  void operator()(const Code& code) {
    html += "<figure>" + svg_of(code.content) + tag("figcaption", code.text) + "</figure>";
  }
  void operator()(const NewPage&) {}
};

/// JSON inside a script element: what could end the element is written as JSON's own escape.
std::string in_script(std::string_view json) {
  std::string text;
  for (const char character : json)
    if (character == '<')
      text += "\\u003c";
    else
      text += character;
  return text;
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string html;
  for (const char character : to_utf8(text)) {
    switch (character) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      case '\n':
        html += '\n';
        break;
      default:
        if (static_cast<unsigned char>(character) >= 0x20) html += character;
    }
  }
  return html;
}

std::string html_policy() {
  const auto hash = sha256_of(style);
  return "default-src 'none'; style-src 'sha256-" +
         base64_of(std::string(hash.bytes.begin(), hash.bytes.end())) +
         "'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
}

std::string to_html(const Document& document, const HtmlExtras& extras) {
  Writer writer;
  writer.html = "<!doctype html><html lang=\"" + escaped(document.language) +
                "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                "content=\"width=device-width, initial-scale=1\"><title>" +
                escaped(document.title + " · " + document.kind) + "</title>";
  if (!extras.alternate.empty())
    writer.html += "<link rel=\"alternate\" type=\"application/ld+json\" href=\"" +
                   escaped(extras.alternate) + "\">";
  writer.html += "<style>" + std::string(style) + "</style>";
  if (!extras.json_ld.empty())
    writer.html +=
        "<script type=\"application/ld+json\">" + in_script(extras.json_ld) + "</script>";
  writer.html += std::string("</head><body><main") + (document.is_wide ? " class=\"wide\"" : "") +
                 "><header>" + tag("p", document.kind, "kind") + tag("h1", document.title);
  if (!document.subtitle.empty()) writer.html += tag("p", document.subtitle, "subtitle");
  writer.html += "</header>";
  for (const auto& block : document.blocks) std::visit(writer, block);
  writer.html += "<footer>";
  for (const auto& line : document.footer) writer.html += tag("p", line);
  return writer.html + "</footer></main></body></html>\n";
}

}  // namespace gg::paper
