#include "outgoing/time_authority.h"

#include "outgoing/http_client.h"

namespace gg::outgoing {

std::string named_host_of(const std::string& url) {
  const auto scheme = url.find("://");
  const auto first = scheme == std::string::npos ? 0 : scheme + 3;
  auto host = url.substr(first, url.find('/', first) - first);
  if (host.rfind(':') == std::string::npos || host.ends_with(']'))
    host += url.starts_with("https") ? ":443" : ":80";
  return host;
}

Result<std::string> ask_time_authority(const std::string& url, const std::string& query) {
  const HttpRequest request{.method = HttpMethod::Post,
                            .url = url,
                            .headers = {{"Content-Type", "application/timestamp-query"}},
                            .body = query};
  TRY_LET(auto answer, send_http(request, {.trusted_hosts = {named_host_of(url)}, .ca_file = {}}));
  if (answer.status != 200)
    return fail(Error{ErrorKind::Unavailable, url + " answered " + std::to_string(answer.status)});
  return std::move(answer.body);
}

}  // namespace gg::outgoing
