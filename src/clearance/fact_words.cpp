#include "clearance/fact_words.h"

#include <algorithm>

namespace gg::clearance {
namespace {

std::string as_words(std::string id) {
  std::ranges::replace(id, '_', ' ');
  return id;
}

}  // namespace

std::string question_text(const rulebook::BookSet& books, std::string_view fact) {
  const auto subject = books.find(fact);
  return subject ? books.subjects()[*subject].fact.ask : as_words(std::string(fact));
}

std::string answer_text(const Json& answer) {
  return answer.is_null() ? "not answered" : as_words(scalar_text(answer));
}

}  // namespace gg::clearance
