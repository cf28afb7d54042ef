#include "desk_cli/start_page.h"

#include "base/check.h"
#include "sample/story.h"

#include <string_view>

namespace gg::desk_cli {
namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char one : text) {
    if (one == '&')
      out += "&amp;";
    else if (one == '<')
      out += "&lt;";
    else if (one == '"')
      out += "&quot;";
    else
      out += one;
  }
  return out;
}

std::string card_of(const SampleRole& role) {
  std::string card =
      "<li><h2>" + escaped(role.name) + "</h2><p class=\"role\">" + escaped(role.role) + "</p><ol>";
  for (const auto& one : role.tries) card += "<li>" + escaped(one) + "</li>";
  return card + "</ol><a class=\"enter\" rel=\"noreferrer\" href=\"" + escaped(role.link) +
         "\">Come in as " + escaped(role.name) + "</a></li>\n";
}

void put_in_place(std::string& page, std::string_view mark, const std::string& text) {
  const auto at = page.find(mark);
  GG_CHECK(at != std::string::npos);
  page.replace(at, mark.size(), text);
}

}  // namespace

std::string start_page(const std::vector<SampleRole>& roles, const std::string& desk) {
  const auto form = sample::part_text("start.html");
  GG_CHECK(form.has_value());
  std::string page(*form);
  std::string people;
  for (const auto& role : roles) people += card_of(role);
  put_in_place(page, "<!-- desk -->",
               "<a href=\"" + escaped(desk) + "\">" + escaped(desk) + "</a>");
  put_in_place(page, "<!-- people -->", people);
  return page;
}

}  // namespace gg::desk_cli
