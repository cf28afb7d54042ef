#include "outgoing/http_client.h"

#include "base/text.h"
#include "outgoing/address.h"
#include "outgoing/curl_handle.h"
#include "outgoing/http_url.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include <netdb.h>
#include <sys/socket.h>

namespace gg::outgoing {
namespace {

/// What the callbacks of one call share.
struct Call {
  const HttpSettings& settings;
  bool is_trusted = false;
  HttpResponse response;
  std::size_t header_bytes = 0;
  bool too_large = false;
  bool tried = false;   ///< Some address was good enough to connect to.
  std::string refused;  ///< "127.0.0.1 is loopback".
};

/// The address that libcurl is about to connect to, in numbers.
std::string numeric(const curl_sockaddr& address) {
  std::array<char, NI_MAXHOST> text{};
  if (getnameinfo(&address.addr, address.addrlen, text.data(), text.size(), nullptr, 0,
                  NI_NUMERICHOST) != 0)
    return {};
  return text.data();
}

/// Called for every connection with the very address that is connected to: what a look-up said
/// before does not matter.
curl_socket_t open_checked(void* shared, curlsocktype, curl_sockaddr* address) {
  auto& call = *static_cast<Call*>(shared);
  if (!call.is_trusted) {
    const auto text = numeric(*address);
    if (const auto why = why_refused(text); !why.empty()) {
      call.refused = text + " is " + why;
      return CURL_SOCKET_BAD;
    }
  }
  call.tried = true;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* first, std::size_t, std::size_t count, void* shared) {
  auto& call = *static_cast<Call*>(shared);
  call.too_large = call.response.body.size() + count > call.settings.body_bytes_max;
  if (call.too_large) return 0;
  call.response.body.append(first, count);
  return count;
}

std::size_t take_header(char* first, std::size_t, std::size_t count, void* shared) {
  auto& call = *static_cast<Call*>(shared);
  call.header_bytes += count;
  call.too_large = call.header_bytes > call.settings.header_bytes_max;
  if (call.too_large) return 0;
  const std::string_view line(first, count);
  if (line.starts_with("HTTP/")) call.response.headers.clear();
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return count;
  call.response.headers.push_back(
      {std::string(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
  return count;
}

/// Asked by libcurl about once a second: anything but 0 ends the call.
int ends_when_stopped(void* shared, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Call*>(shared)->settings.stop.stop_requested() ? 1 : 0;
}

bool is_field_name(std::string_view name) {
  constexpr std::string_view tchar =
      "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  return !name.empty() && name.find_first_not_of(tchar) == std::string_view::npos;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= '\0' && c < ' ') || c == '\x7F'; });
}

Result<CurlListPtr> field_list(const HttpRequest& request) {
  CurlListPtr list(nullptr, curl_slist_free_all);
  append(list, "Expect:");
  for (const auto& [name, value] : request.headers) {
    if (!is_field_name(name) || has_control(value))
      return fail(Error{ErrorKind::InvalidInput,
                        "the header " + to_utf8(name) + " has characters that no header may have"});
    append(list, value.empty() ? name + ";" : name + ": " + value);
  }
  return list;
}

void set_bounds(const CurlPtr& curl, const HttpSettings& settings) {
  set(curl, CURLOPT_NOSIGNAL, 1L);
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  set(curl, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(settings.body_bytes_max));
  set(curl, CURLOPT_FOLLOWLOCATION, 0L);
  set(curl, CURLOPT_PROXY, "");
  set(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings.ca_file.empty()) set(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
}

void set_callbacks(const CurlPtr& curl, Call& call) {
  set(curl, CURLOPT_OPENSOCKETFUNCTION, &open_checked);
  set(curl, CURLOPT_OPENSOCKETDATA, &call);
  set(curl, CURLOPT_WRITEFUNCTION, &take_body);
  set(curl, CURLOPT_WRITEDATA, &call);
  set(curl, CURLOPT_HEADERFUNCTION, &take_header);
  set(curl, CURLOPT_HEADERDATA, &call);
  set(curl, CURLOPT_XFERINFOFUNCTION, &ends_when_stopped);
  set(curl, CURLOPT_XFERINFODATA, &call);
  set(curl, CURLOPT_NOPROGRESS, 0L);
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using BodyFile = std::unique_ptr<std::FILE, CloseFile>;

/// The file that a request sends; none where it sends none. Errors: NotFound.
Result<BodyFile> open_body(const HttpRequest& request) {
  if (request.body_file.empty()) return BodyFile();
  BodyFile file(std::fopen(request.body_file.c_str(), "rbe"));
  if (file) return file;
  return fail(Error{ErrorKind::NotFound, to_utf8(request.body_file) + ": cannot be read"});
}

curl_off_t file_bytes(const BodyFile& file) {
  std::fseek(file.get(), 0, SEEK_END);
  const auto size = std::ftell(file.get());
  std::rewind(file.get());
  return size;
}

void set_request(const CurlPtr& curl, const HttpRequest& request, const HttpUrl& url,
                 const CurlListPtr& fields, const BodyFile& file) {
  set(curl, CURLOPT_URL, url.text.c_str());
  set(curl, CURLOPT_PROTOCOLS_STR, url.is_trusted ? "http,https" : "https");
  set(curl, CURLOPT_USERAGENT, "goodgate");
  set(curl, CURLOPT_HTTPHEADER, fields.get());
  if (request.method == HttpMethod::Get) return;
  if (request.method == HttpMethod::Delete) {
    set(curl, CURLOPT_CUSTOMREQUEST, "DELETE");
    return;
  }
  set(curl, CURLOPT_POST, 1L);
  if (request.method == HttpMethod::Patch) set(curl, CURLOPT_CUSTOMREQUEST, "PATCH");
  if (file) {
    set(curl, CURLOPT_READDATA, file.get());
    set(curl, CURLOPT_POSTFIELDSIZE_LARGE, file_bytes(file));
    return;
  }
  set(curl, CURLOPT_POSTFIELDS, request.body.data());
  set(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
}

Error why_failed(CURLcode code, const Call& call, const char* told) {
  if (!call.refused.empty() && !call.tried)
    return {ErrorKind::InvalidInput, "the address is refused: " + call.refused};
  if (call.too_large || code == CURLE_FILESIZE_EXCEEDED)
    return {ErrorKind::LimitExceeded, "the answer has more than " +
                                          std::to_string(call.settings.body_bytes_max) +
                                          " bytes, or headers of more than " +
                                          std::to_string(call.settings.header_bytes_max)};
  if (call.settings.stop.stop_requested()) return {ErrorKind::Unavailable, "no answer: stopped"};
  const std::string reason = *told != '\0' ? told : curl_easy_strerror(code);
  return {ErrorKind::Unavailable, "no answer: " + to_utf8(reason)};
}

}  // namespace

std::string_view HttpResponse::header(std::string_view name) const {
  const auto found = std::ranges::find_if(headers, [name](const HttpHeader& header) {
    return equals_ignoring_case(header.name, name);
  });
  return found == headers.end() ? std::string_view() : std::string_view(found->value);
}

Result<HttpResponse> send_http(const HttpRequest& request, const HttpSettings& settings) {
  TRY_LET(const auto url, check_url(request.url, settings.trusted_hosts));
  TRY_LET(const auto fields, field_list(request));
  TRY_LET(const auto file, open_body(request));
  Call call{.settings = settings, .is_trusted = url.is_trusted};
  const auto curl = new_curl();
  std::array<char, CURL_ERROR_SIZE> told{};
  set(curl, CURLOPT_ERRORBUFFER, told.data());
  set_bounds(curl, settings);
  set_callbacks(curl, call);
  set_request(curl, request, url, fields, file);
  if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK)
    return fail(why_failed(code, call, told.data()));
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  call.response.status = static_cast<int>(status);
  return std::move(call.response);
}

}  // namespace gg::outgoing
