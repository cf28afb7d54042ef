#include "http/core.h"

#include "http/exchange.h"

#include <array>

#include <fmt/format.h>
#include <openssl/rand.h>

namespace gg::http {
namespace {

/// Tells the ids of this run of the program from those of others.
std::string random_prefix() {
  std::array<unsigned char, 8> bytes{};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  std::string text;
  for (const auto byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

ServerOptions with_defaults(ServerOptions options, const Router& router) {
  if (!options.metrics) options.metrics = std::make_shared<Metrics>();
  options.metrics->add_routes(router);
  return options;
}

}  // namespace

Core::Core(Router routes, ServerOptions settings)
    : router(std::move(routes)),
      options(with_defaults(std::move(settings), router)),
      id_prefix_(random_prefix()) {}

Instant Core::now() const {
  if (options.now) return options.now();
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

void Core::log_error(const std::string& what) const {
  if (options.error_log) options.error_log(what);
}

std::string Core::make_request_id() { return fmt::format("{}-{:x}", id_prefix_, ids_++); }

void Core::add(std::shared_ptr<Exchange> exchange) {
  const auto* key = exchange.get();
  const std::scoped_lock lock(mutex_);
  exchanges_.emplace(key, std::move(exchange));
}

void Core::remove(const Exchange* exchange) {
  const std::scoped_lock lock(mutex_);
  exchanges_.erase(exchange);
  if (exchanges_.empty()) idle_.notify_all();
}

std::size_t Core::in_flight() const {
  const std::scoped_lock lock(mutex_);
  return exchanges_.size();
}

std::vector<std::shared_ptr<Exchange>> Core::exchanges() const {
  std::vector<std::shared_ptr<Exchange>> list;
  const std::scoped_lock lock(mutex_);
  list.reserve(exchanges_.size());
  for (const auto& [key, exchange] : exchanges_) list.push_back(exchange);
  return list;
}

bool Core::wait_until_idle(std::chrono::milliseconds time) {
  std::unique_lock lock(mutex_);
  return idle_.wait_for(lock, time, [this] { return exchanges_.empty(); });
}

}  // namespace gg::http
