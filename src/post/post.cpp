#include "post/post.h"

#include "post/carrier.h"

#include <thread>

namespace gg::post {
namespace {

using namespace std::chrono_literals;

constexpr auto gather = 100ms;    // what comes close together is handed on in one commit
constexpr auto after_fault = 5s;  // before a register that could not be read is asked again

}  // namespace

class Post::Running {
 public:
  Running(clearance::Clearance& desk, const secrets::Key& key, Wake& committed,
          PostSettings settings)
      : settings_(std::move(settings)),
        wake_(committed),
        mail_(desk, settings_, sender(desk, key), "mail"),
        webhooks_(desk, settings_, sender(desk, key), "webhook"),
        mail_thread_([this](const std::stop_token& stop) { carry(mail_, stop); }),
        webhook_thread_([this](const std::stop_token& stop) { carry(webhooks_, stop); }) {}

 private:
  [[nodiscard]] Sender sender(const clearance::Clearance& desk, const secrets::Key& key) const {
    return {settings_.installation, settings_.address, key, desk.key()};
  }

  void carry(Carrier& carrier, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto rings = wake_.rings();
      const auto idle = carrier.make_round();
      if (!idle.has_value() && settings_.log) settings_.log("post: " + idle.error().message);
      wake_.wait(rings, stop, idle.has_value() ? *idle : after_fault);
      wake_.wait(~std::uint64_t{0}, stop, gather);
    }
  }

  PostSettings settings_;
  Wake& wake_;
  Carrier mail_;
  Carrier webhooks_;
  std::jthread mail_thread_;  ///< Last: they use all above.
  std::jthread webhook_thread_;
};

Post::Post(clearance::Clearance& desk, const secrets::Key& key, Wake& committed,
           PostSettings settings)
    : running_(std::make_unique<Running>(desk, key, committed, std::move(settings))) {}
Post::~Post() = default;

}  // namespace gg::post
