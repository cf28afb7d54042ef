#include "post/letter.h"

namespace gg::post {
namespace {

constexpr std::string_view keep_it =
    "The signed head of the ledger when this was sent. Keep this mail: it shows later that nothing "
    "was taken out of the ledger since.";
constexpr std::string_view safe_to_open = "Opening the page changes nothing.";

std::string html_of(std::string_view text) {
  std::string html;
  for (const char one : text) {
    if (one == '&')
      html += "&amp;";
    else if (one == '<')
      html += "&lt;";
    else if (one == '>')
      html += "&gt;";
    else if (one == '"')
      html += "&quot;";
    else
      html += one;
  }
  return html;
}

std::string paragraph(std::string_view text) {
  return text.empty() ? std::string() : "<p>" + html_of(text) + "</p>\n";
}

std::string text_form(const Letter& letter) {
  std::string text = letter.headline + "\n\n";
  for (const auto& line : letter.lines) text += line + "\n";
  if (!letter.lines.empty()) text += "\n";
  if (!letter.code.empty()) text += "    " + letter.code + "\n\n";
  if (!letter.why.empty()) text += letter.why + "\n";
  if (!letter.nothing.empty()) text += letter.nothing + "\n";
  if (!letter.link.empty()) text += "\n" + letter.link + "\n" + std::string(safe_to_open) + "\n";
  text += "\n-- \nGoodgate at " + letter.installation + "\n";
  if (!letter.checkpoint.empty())
    text += "\n" + std::string(keep_it) + "\n\n" + letter.checkpoint + "\n";
  return text;
}

std::string html_form(const Letter& letter) {
  std::string html =
      "<!doctype html>\n<html lang=\"en\"><body style=\"font-family:sans-serif;max-width:40em\">\n"
      "<h1 style=\"font-size:1.2em\">" +
      html_of(letter.headline) + "</h1>\n";
  if (!letter.lines.empty()) {
    html += "<p>";
    for (const auto& line : letter.lines) html += html_of(line) + "<br>\n";
    html += "</p>\n";
  }
  if (!letter.code.empty())
    html += "<p style=\"font-size:1.6em;letter-spacing:.15em\"><strong>" + html_of(letter.code) +
            "</strong></p>\n";
  html += paragraph(letter.why) + paragraph(letter.nothing);
  if (!letter.link.empty())
    html += "<p><a href=\"" + html_of(letter.link) + "\">" + html_of(letter.link) + "</a><br>" +
            std::string(safe_to_open) + "</p>\n";
  html += "<hr><p>Goodgate at " + html_of(letter.installation) + "</p>\n";
  if (!letter.checkpoint.empty())
    html += paragraph(keep_it) + "<pre>" + html_of(letter.checkpoint) + "</pre>\n";
  return html + "</body></html>\n";
}

}  // namespace

outgoing::Mail set_letter(const Letter& letter) {
  outgoing::Mail mail{
      .subject = letter.subject, .text = text_form(letter), .html = html_form(letter)};
  if (!letter.document.empty())
    mail.attachments.push_back(
        {.name = "receipt.json", .media_type = "application/json", .bytes = letter.document});
  return mail;
}

}  // namespace gg::post
