#include "http/client_test.h"

#include "json/json.h"

#include <charconv>
#include <cstdlib>
#include <fstream>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace gg::http {
namespace {

constexpr std::chrono::seconds patience{20};

template <class T>
const sockaddr* generic(const T& address) {
  return static_cast<const sockaddr*>(static_cast<const void*>(&address));
}

Reply parse_head(std::string_view head) {
  Reply reply;
  if (!head.starts_with("HTTP/1.1 ")) return reply;
  reply.status = std::atoi(std::string(head.substr(9, 3)).c_str());
  head.remove_prefix(std::min(head.find("\r\n"), head.size() - 2) + 2);
  while (!head.empty()) {
    const auto line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(line.size() + 2);
    const auto colon = line.find(": ");
    if (colon != std::string_view::npos)
      reply.headers.add(std::string(line.substr(0, colon)), std::string(line.substr(colon + 2)));
  }
  return reply;
}

/// Answers with what was understood of the request.
void echo(const Request& request, const Respond& respond) {
  auto segments = Json::array();
  for (const auto& segment : request.segments) segments.push_back(segment);
  auto query = Json::array();
  for (const auto& [name, value] : request.query) query.push_back(name + "=" + value);
  respond(json(200, Json{{"segments", segments},
                         {"query", query},
                         {"body", request.body},
                         {"peer", request.peer.text()},
                         {"https", request.peer.is_https},
                         {"id", request.id},
                         {"cookie", std::string(request.cookies.find("session").value_or(""))}}));
}

}  // namespace

RawClient::RawClient(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket_.number(), generic(address), sizeof address) != 0) socket_.reset();
}

RawClient::RawClient(const std::string& unix_path)
    : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  unix_path.copy(address.sun_path, sizeof address.sun_path - 1);
  if (connect(socket_.number(), generic(address), sizeof address) != 0) socket_.reset();
}

void RawClient::set_receive_buffer(int bytes) const {
  setsockopt(socket_.number(), SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

bool RawClient::send(std::string_view bytes) const {
  while (!bytes.empty()) {
    const auto count = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawClient::fill(std::chrono::milliseconds time) {
  pollfd ready{socket_.number(), POLLIN, 0};
  if (poll(&ready, 1, static_cast<int>(time.count())) <= 0) return false;
  char bytes[65536];
  const auto count = recv(socket_.number(), bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  buffer_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::take_chunked() {
  std::string body;
  for (;;) {
    while (buffer_.find("\r\n") == std::string::npos)
      if (!fill(patience)) return body + "<cut off>";
    std::size_t size = 0;
    std::from_chars(buffer_.data(), buffer_.data() + buffer_.find("\r\n"), size, 16);
    buffer_.erase(0, buffer_.find("\r\n") + 2);
    while (buffer_.size() < size + 2)
      if (!fill(patience)) return body + "<cut off>";
    body += buffer_.substr(0, size);
    buffer_.erase(0, size + 2);
    if (size == 0) return body;
  }
}

Reply RawClient::read(Expect expect) {
  while (buffer_.find("\r\n\r\n") == std::string::npos)
    if (!fill(patience)) return {};
  const auto end = buffer_.find("\r\n\r\n") + 4;
  auto reply = parse_head(std::string_view(buffer_).substr(0, end - 2));
  buffer_.erase(0, end);
  if (reply.status == 100) return read(expect);
  if (expect == Expect::Head || reply.status == 204 || reply.status == 304) return reply;
  if (reply.headers.find("Transfer-Encoding") == "chunked") {
    reply.body = take_chunked();
    return reply;
  }
  const auto length = reply.headers.find("Content-Length");
  const auto size = length ? static_cast<std::size_t>(std::atoll(std::string(*length).c_str())) : 0;
  while (buffer_.size() < size)
    if (!fill(patience)) break;
  reply.body = buffer_.substr(0, size);
  buffer_.erase(0, reply.body.size());
  if (reply.body.size() < size) reply.status = 0;
  return reply;
}

std::string RawClient::read_until(std::string_view mark, std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  std::size_t found = buffer_.find(mark);
  while (found == std::string::npos) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    if (left.count() <= 0 || !fill(left)) return std::exchange(buffer_, {});
    found = buffer_.find(mark);
  }
  auto text = buffer_.substr(0, found + mark.size());
  buffer_.erase(0, text.size());
  return text;
}

bool RawClient::is_closed_within(std::chrono::milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        until - std::chrono::steady_clock::now());
    pollfd ready{socket_.number(), POLLIN, 0};
    if (left.count() <= 0 || poll(&ready, 1, static_cast<int>(left.count())) <= 0) return false;
    char bytes[65536];
    if (recv(socket_.number(), bytes, sizeof bytes, 0) <= 0) return true;
  }
}

std::string get(std::string_view target, std::string_view fields) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: desk.example\r\n" +
         std::string(fields) + "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view fields) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: desk.example\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

std::unique_ptr<Server> serve(Router router, ServerOptions options) {
  auto server = Server::start(std::move(router), std::move(options));
  EXPECT_TRUE(server.has_value()) << server.error().message;
  return server.has_value() ? *std::move(server) : nullptr;
}

Router echo_router() {
  Router router;
  router.get("/", "root", echo)
      .get("/echo/{rest...}", "echo", echo)
      .post("/echo", "post_echo", echo, BodyRule::json(100))
      .post("/any", "post_any", echo, {.bytes_max = 100U << 10, .media_types = {}});
  return router;
}

std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t total = 0;
  std::uint64_t resident = 0;
  statm >> total >> resident;
  return resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace gg::http
