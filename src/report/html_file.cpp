#include "base/base64.h"
#include "base/sha256.h"
#include "report/html_parts.h"
#include "report/markup.h"
#include "report/prompt.h"
#include "report/safe_text.h"
#include "report/words.h"

#include <algorithm>

#include <fmt/format.h>

namespace gg::report {
namespace {

/// Bytes shown of a file with a prompt when prompts are hashed: the head of a chunk or box.
constexpr std::size_t head_bytes = 8;

/// How a file stands, as word, icon and class of its style.
struct Badge {
  std::string_view style;
  std::string_view icon;
  std::string_view text;
};

Badge badge_of(Reading reading) {
  switch (reading) {
    case Reading::Ai:
      return {"ai", "ai", "generative AI"};
    case Reading::Unreadable:
      return {"hold", "unreadable", "unreadable"};
    case Reading::Captured:
      return {"pass", "camera", "captured"};
    case Reading::Other:
      return {"quiet", "note", "no AI stated"};
    case Reading::Nothing:
      return {"quiet", "nothing", "nothing stated"};
  }
  return {};
}

Badge badge_of(const FileView& view) {
  if (view.checked == nullptr) return badge_of(view.reading);
  const auto text = phrase_of(view.checked->standing);
  switch (view.checked->standing) {
    case Standing::NoEvidence:
      return {"quiet", "nothing", text};
    case Standing::Captured:
      return {"pass", "camera", text};
    case Standing::Covered:
      return {"pass", "pass", text};
    case Standing::Held:
      return {"hold", "hold", text};
    case Standing::Failed:
      return {"fail", "fail", text};
  }
  return {};
}

std::string_view drawing_of(std::string_view media_type) {
  if (media_type.starts_with("image/")) return "picture";
  if (media_type.starts_with("video/") || media_type == "application/mxf") return "video";
  if (media_type.starts_with("audio/")) return "audio";
  if (media_type == "application/pdf" || media_type.starts_with("text/")) return "document";
  return "file";
}

void put_picture(BufferedSink& out, const FileReport& file, HtmlMedia* media) {
  const auto& facts = facts_of(file.format);
  const auto picture = media == nullptr ? Thumbnail{} : media->thumbnail_of(file);
  out.write("<div class=\"thumb\">");
  if (picture.jpeg.empty()) {
    out.write(html_icon(drawing_of(facts.media_type)));
    const auto reason = picture.reason.empty() ? std::string(facts.name) : picture.reason;
    out.write(fmt::format("<span>{}</span>", markup_text(reason)));
  } else {
    out.write(
        "<img alt=\"Thumbnail\" loading=\"lazy\" decoding=\"async\" src=\"data:image/jpeg;base64,");
    out.write(base64_of(picture.jpeg));
    out.write("\">");
  }
  out.write("</div>\n");
}

void put_name(BufferedSink& out, const FileReport& file) {
  const auto slash = file.path.rfind('/');
  const auto split = slash == std::string::npos ? 0 : slash + 1;
  const std::string_view path = file.path;
  if (split != 0)
    out.write(
        fmt::format("<p class=\"folder\"><bdi>{}</bdi></p>", markup_text(path.substr(0, split))));
  out.write(fmt::format("<h3><bdi>{}</bdi></h3>", markup_text(path.substr(split))));
}

void put_facts(BufferedSink& out, const FileView& view) {
  const auto& file = *view.file;
  std::string text = markup_text(facts_of(file.format).name);
  if (file.picture)
    text += fmt::format(" · {} × {}", file.picture->width_pixels, file.picture->height_pixels);
  text += fmt::format(" · {}", size_phrase(file.size_bytes));
  if (file.extension_mismatch) text += " · <strong>the name says another format</strong>";
  if (view.checked != nullptr && !view.checked->uses.empty()) {
    text += " · use";
    for (const auto& use : view.checked->uses)
      text += fmt::format(" <code>{}</code>", markup_text(use));
  }
  out.write(fmt::format("<p class=\"facts\">{}</p>\n", text));
}

std::string hashed_phrase(std::string_view text) {
  return fmt::format("not shown: {}, SHA-256 {}",
                     counted(characters_in(text), "character", "characters"),
                     sha256_of(text).hex());
}

void put_parameters(BufferedSink& out, const Evidence& evidence, Prompts prompts) {
  for (const auto& [name, value] : evidence.parameters) {
    const bool is_hidden = prompts == Prompts::Hashed && holds_prompt(evidence, name, value);
    put_html_row(out, name, is_hidden ? hashed_phrase(value) : value, "parameter");
  }
}

void put_excerpt(BufferedSink& out, const FileReport& file, const Evidence& evidence,
                 const HtmlOptions& options) {
  if (options.media == nullptr || evidence.kind == EvidenceKind::Absent) return;
  const auto excerpt = options.media->excerpt_of(file, evidence.where);
  if (!excerpt || excerpt->bytes.empty()) return;
  Bytes shown = excerpt->bytes;
  const bool is_masked = options.prompts == Prompts::Hashed && holds_prompt(file);
  if (is_masked) shown = shown.first(std::min(shown.size(), head_bytes));
  out.write("<pre tabindex=\"0\" aria-label=\"Bytes of the file\">");
  out.write(markup_text_lines(hex_dump(excerpt->offset, shown)));
  out.write("</pre>\n");
  if (is_masked)
    out.write(
        "<p class=\"aside\">Only the head is shown: the file holds a prompt, and this report "
        "hides prompts.</p>\n");
}

void put_summary(BufferedSink& out, const Evidence& evidence) {
  const bool is_ai = claims_ai(evidence);
  std::string text(phrase_of(evidence.kind));
  if (!evidence.tool.empty()) text += ": " + evidence.tool;
  const bool is_statement =
      evidence.kind != EvidenceKind::Absent && evidence.kind != EvidenceKind::Unreadable;
  const auto claims = is_statement ? claims_phrase(evidence) : std::string();
  out.write(fmt::format("<summary>{}<span class=\"what\">{}</span>",
                        is_ai ? "<span class=\"tag ai\">AI</span>" : "", markup_text(text)));
  if (!claims.empty()) out.write(fmt::format("<span class=\"tag\">{}</span>", claims));
  if (is_statement)
    out.write(fmt::format("<span class=\"tag\">{}</span>", phrase_of(evidence.strength)));
  if (says_state(evidence))
    out.write(fmt::format("<span class=\"tag {}\">{}</span>",
                          evidence.state == State::Invalid ? "bad" : "",
                          phrase_of(evidence.state)));
  out.write("</summary>\n");
}

void put_evidence(BufferedSink& out, const FileReport& file, const Evidence& evidence,
                  const HtmlOptions& options) {
  out.write("<details class=\"evidence\">");
  put_summary(out, evidence);
  out.write("<dl>\n");
  put_html_row(out, "Tool", evidence.tool);
  put_html_row(out, "Model", evidence.model);
  put_html_row(out, "Source type", evidence.source_type, "mono");
  put_html_row(out, "When", evidence.when);
  if (!evidence.prompt.empty())
    put_html_row(
        out, "Prompt",
        options.prompts == Prompts::Clear ? evidence.prompt : hashed_phrase(evidence.prompt));
  if (evidence.credential)
    for (const auto& [name, text] : rows_of(*evidence.credential)) put_html_row(out, name, text);
  put_html_row(out, "Signal", evidence.signal, "mono");
  put_html_row(out, "State", phrase_of(evidence.state));
  if (!evidence.where.path.empty()) {
    put_html_row(out, "Where", evidence.where.path, "mono");
    put_html_row(out, "Offset",
                 fmt::format("{} (0x{:X})", evidence.where.offset, evidence.where.offset), "mono");
  }
  put_parameters(out, evidence, options.prompts);
  put_html_row(out, "Limits", evidence.limits, "limits");
  out.write("</dl>\n");
  put_excerpt(out, file, evidence, options);
  out.write("</details>\n");
}

void put_faults(BufferedSink& out, const FileReport& file) {
  if (file.faults.empty()) return;
  out.write("<ul class=\"faults\">\n");
  for (const auto& fault : file.faults)
    out.write(fmt::format("<li>Fault {}: {}, <code>{} @ {}</code></li>\n", fault.number,
                          markup_text(fault.text), markup_text(fault.where.path),
                          fault.where.offset));
  out.write("</ul>\n");
}

}  // namespace

void put_html_row(BufferedSink& out, std::string_view name, std::string_view value,
                  std::string_view style) {
  if (value.empty()) return;
  out.write(fmt::format("<div{}><dt>{}</dt><dd>{}</dd></div>\n",
                        style.empty() ? "" : fmt::format(" class=\"{}\"", style), markup_text(name),
                        markup_text(value)));
}

void put_html_file(BufferedSink& out, const FileView& view, const HtmlOptions& options) {
  const auto& file = *view.file;
  const auto badge = badge_of(view);
  const bool is_problem = view.checked == nullptr
                              ? view.reading == Reading::Unreadable || !file.faults.empty()
                              : has_problem(view);
  out.write(fmt::format("<article class=\"file {}\"{}{}>\n", badge.style,
                        is_problem ? " data-problem" : "",
                        view.reading == Reading::Ai ? " data-ai" : ""));
  put_picture(out, file, options.media);
  out.write("<div class=\"body\">\n<header><div class=\"name\">");
  put_name(out, file);
  out.write(fmt::format("</div><p class=\"badge {}\">{}<span>{}</span></p></header>\n", badge.style,
                        html_icon(badge.icon), badge.text));
  put_facts(out, view);
  for (const auto* finding : view.findings) put_html_finding(out, *finding, "");
  for (const auto& evidence : file.evidence) put_evidence(out, file, evidence, options);
  put_faults(out, file);
  if (file.sha256)
    out.write(fmt::format("<p class=\"hash\">SHA-256 <code>{}</code></p>\n", file.sha256->hex()));
  out.write("</div>\n</article>\n");
}

}  // namespace gg::report
