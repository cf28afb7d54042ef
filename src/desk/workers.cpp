#include "desk/context.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

namespace gg::desk {

class Workers::Impl {
 public:
  explicit Impl(unsigned threads) {
    for (unsigned count = 0; count < threads; ++count)
      threads_.emplace_back([this](const std::stop_token& stop) { work(stop); });
  }
  void add(std::function<void()> task) {
    {
      const std::scoped_lock lock(mutex_);
      tasks_.push_back(std::move(task));
    }
    arrived_.notify_one();
  }
  void stop() { threads_.clear(); }

 private:
  void work(const std::stop_token& stop) {
    while (true) {
      std::function<void()> task;
      {
        std::unique_lock lock(mutex_);
        if (!arrived_.wait(lock, stop, [this] { return !tasks_.empty(); })) return;
        task = std::move(tasks_.front());
        tasks_.pop_front();
      }
      task();
    }
  }

  std::mutex mutex_;
  std::condition_variable_any arrived_;
  std::deque<std::function<void()>> tasks_;  ///< Behind `mutex_`.
  std::vector<std::jthread> threads_;        ///< Last: they use all above.
};

Workers::Workers(unsigned threads) : impl_(std::make_unique<Impl>(threads)) {}
Workers::~Workers() = default;
void Workers::run(std::function<void()> task) { impl_->add(std::move(task)); }
void Workers::stop() { impl_->stop(); }

}  // namespace gg::desk
