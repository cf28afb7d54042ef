#include "desk_cli/remote_stores.h"

#include "base/text.h"
#include "credentials/sidecar.h"

#include <utility>

namespace gg::desk_cli {
namespace {

constexpr std::ptrdiff_t asked_at_a_time = 4;
constexpr std::size_t kept_bytes_max = 64U << 20;
constexpr unsigned silences_max = 3;
constexpr std::chrono::seconds time_max{30};

bool is_web_address(std::string_view address) {
  return starts_with_ignoring_case(address, "https://") ||
         starts_with_ignoring_case(address, "http://");
}

/// "https://host:port" of a web address.
std::string origin_of(const std::string& address) {
  return address.substr(0, address.find_first_of("/?#", address.find("://") + 3));
}

}  // namespace

RemoteStores::RemoteStores(const cli::RemoteChoice& choice)
    : settings_{.body_bytes_max = credentials::store_file_bytes_max,
                .timeout = time_max,
                .trusted_hosts = choice.hosts,
                .ca_file = choice.ca_file},
      slots_(asked_at_a_time) {
  for (auto& host : settings_.trusted_hosts) host = ascii_lower(host);
}

credentials::RemoteAnswer RemoteStores::ask(const std::string& address,
                                            const std::stop_token& stop) {
  const auto asked = kept_.with([&](Kept& kept) {
    auto& found = kept.by_address[address];
    if (!found) found = std::make_shared<Asked>();
    return found;
  });
  std::call_once(asked->once, [&] {
    slots_.acquire();
    asked->answer = fetch(address, stop);
    slots_.release();
    keep(address, asked->answer);
  });
  return asked->answer;
}

credentials::RemoteAnswer RemoteStores::fetch(const std::string& address,
                                              const std::stop_token& stop) {
  credentials::RemoteAnswer answer{
      .address = address, .media_type = {}, .content = {}, .failure = {}};
  if (!is_web_address(address)) {
    answer.failure = "it is no web address (https://…), and nothing else is asked";
    return answer;
  }
  const auto origin = origin_of(address);
  if (kept_.with([&](Kept& kept) { return kept.silences[origin]; }) >= silences_max) {
    answer.failure = "its host gave no answer three times, and was not asked again";
    return answer;
  }
  auto settings = settings_;
  settings.stop = stop;
  auto found = outgoing::download(address, settings);
  if (!found) {
    answer.failure = found.error().message;
    if (found.error().kind == ErrorKind::Unavailable)
      kept_.with([&](Kept& kept) { ++kept.silences[origin]; });
    return answer;
  }
  answer.address = std::move(found->url);
  answer.media_type = std::move(found->content_type);
  answer.content = std::make_shared<const std::string>(std::move(found->body));
  return answer;
}

void RemoteStores::keep(const std::string& address, const credentials::RemoteAnswer& answer) {
  if (!answer.content) return;
  kept_.with([&](Kept& kept) {
    kept.in_order.push_back(address);
    kept.bytes += answer.content->size();
    while (kept.bytes > kept_bytes_max) {
      const auto oldest = kept.by_address.find(kept.in_order.front());
      kept.bytes -= oldest->second->answer.content->size();
      kept.by_address.erase(oldest);
      kept.in_order.pop_front();
    }
  });
}

}  // namespace gg::desk_cli
