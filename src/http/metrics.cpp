#include "http/metrics.h"

#include <array>
#include <unordered_map>

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace gg::http {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Histogram;

const Histogram::BucketBoundaries seconds_buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                  0.1,   0.25,   0.5,   1,    2.5,   10};

/// Of one operation; made once, so that counting needs no look-up by label.
struct RouteNumbers {
  std::array<Counter*, 4> requests;  ///< 2xx … 5xx.
  Histogram* seconds;
};

}  // namespace

struct Metrics::Numbers {
  prometheus::Registry registry;
  Family<Counter>& requests = prometheus::BuildCounter()
                                  .Name("goodgate_http_requests_total")
                                  .Help("Requests answered, by operation and class of status.")
                                  .Register(registry);
  Family<Histogram>& seconds = prometheus::BuildHistogram()
                                   .Name("goodgate_http_request_seconds")
                                   .Help("From the head of a request to the end of its answer.")
                                   .Register(registry);
  Family<Counter>& bytes = prometheus::BuildCounter()
                               .Name("goodgate_http_body_bytes_total")
                               .Help("Bytes of bodies, by direction.")
                               .Register(registry);
  prometheus::Gauge& in_flight = prometheus::BuildGauge()
                                     .Name("goodgate_http_requests_in_flight")
                                     .Help("Requests begun and not yet answered, streams included.")
                                     .Register(registry)
                                     .Add({});
  Counter& received_bytes = bytes.Add({{"direction", "received"}});
  Counter& sent_bytes = bytes.Add({{"direction", "sent"}});
  std::unordered_map<const Route*, RouteNumbers> routes;  ///< Constant once requests are served.

  void add(const Route* route, const std::string& operation) {
    RouteNumbers numbers{};
    for (std::size_t index = 0; index < numbers.requests.size(); ++index)
      numbers.requests[index] =
          &requests.Add({{"operation", operation}, {"status", std::to_string(index + 2) + "xx"}});
    numbers.seconds = &seconds.Add({{"operation", operation}}, seconds_buckets);
    routes.emplace(route, numbers);
  }
};

Metrics::Metrics() : numbers_(std::make_unique<Numbers>()) { numbers_->add(nullptr, "none"); }
Metrics::~Metrics() = default;

void Metrics::add_routes(const Router& router) {
  for (const auto* route : router.routes()) numbers_->add(route, route->operation);
}

void Metrics::began() { numbers_->in_flight.Increment(); }

void Metrics::ended(const Route* route, const AccessRecord& record) {
  numbers_->in_flight.Decrement();
  numbers_->received_bytes.Increment(static_cast<double>(record.received_bytes));
  numbers_->sent_bytes.Increment(static_cast<double>(record.sent_bytes));
  const auto found = numbers_->routes.find(route);
  if (found == numbers_->routes.end() || record.status < 200 || record.status > 599) return;
  found->second.requests.at(static_cast<std::size_t>(record.status / 100 - 2))->Increment();
  found->second.seconds->Observe(std::chrono::duration<double>(record.duration).count());
}

prometheus::Registry& Metrics::registry() { return numbers_->registry; }

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(numbers_->registry.Collect());
}

Handler metrics_handler(std::shared_ptr<Metrics> metrics) {
  return [metrics = std::move(metrics)](const Request&, const Respond& respond) {
    respond({.status = 200,
             .headers = {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}},
             .body = metrics->text()});
  };
}

}  // namespace gg::http
