#include "cli/today.h"

#include <chrono>

namespace gg::cli {

Date today() {
  return {std::chrono::year_month_day(
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()))};
}

}  // namespace gg::cli
