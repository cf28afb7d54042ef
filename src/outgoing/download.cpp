#include "outgoing/download.h"

#include "base/text.h"
#include "outgoing/http_url.h"

#include <algorithm>
#include <array>

namespace gg::outgoing {
namespace {

using Clock = std::chrono::steady_clock;

bool is_redirect(int status) {
  constexpr std::array statuses{301, 302, 303, 307, 308};
  return std::ranges::find(statuses, status) != statuses.end();
}

tl::unexpected<Error> not_there(std::string what) {
  return fail(Error{ErrorKind::NotFound, std::move(what)});
}

/// One request, for which there is time until `end`.
Result<HttpResponse> ask(const std::string& url, HttpSettings settings, Clock::time_point end) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
  if (left.count() <= 0)
    return fail(Error{ErrorKind::Unavailable, "no answer: its time was used up by redirects"});
  settings.timeout = left;
  settings.connect_timeout = std::min(settings.connect_timeout, left);
  return send_http({.url = url.substr(0, url.find('#')),
                    .headers = {{"Accept-Encoding", "identity"}},
                    .body = {}},
                   settings);
}

/// The body of the last answer, where it counts.
Result<Download> taken(HttpResponse answer, Download found) {
  if (answer.status != 200) return not_there("it answered " + std::to_string(answer.status));
  const auto encoding = answer.header("Content-Encoding");
  if (!encoding.empty() && !equals_ignoring_case(encoding, "identity"))
    return fail(Error{ErrorKind::InvalidInput, "the answer is packed (" + to_utf8(encoding) +
                                                   "), which it was not asked to be"});
  found.content_type = to_utf8(answer.header("Content-Type"));
  found.body = std::move(answer.body);
  return found;
}

Result<Download> follow(Download& found, const HttpSettings& settings) {
  const auto end = Clock::now() + settings.timeout;
  while (true) {
    TRY_LET(auto answer, ask(found.url, settings, end));
    if (!is_redirect(answer.status)) return taken(std::move(answer), found);
    const std::string target(answer.header("Location"));
    if (target.empty()) return not_there("it leads elsewhere without saying where");
    if (found.redirects == redirects_max)
      return not_there("it leads on to " + to_utf8(target) + ", the fourth redirect");
    TRY_LET(found.url, resolved(found.url, target));
    ++found.redirects;
  }
}

}  // namespace

Result<Download> download(const std::string& url, const HttpSettings& settings) {
  Download found{.url = url, .content_type = {}, .body = {}};
  auto result = follow(found, settings);
  if (!result && found.redirects != 0)
    return fail(Error{result.error().kind,
                      "it leads to " + to_utf8(found.url) + ": " + result.error().message});
  return result;
}

}  // namespace gg::outgoing
