#include "prover/answer.h"

#include "prover/prove.h"
#include "prover/render.h"

#include <chrono>

namespace gg::prover {
namespace {

using rulebook::BookFilePtr;
using rulebook::BookSet;
using std::chrono::milliseconds;

constexpr std::int64_t timeout_ms_max = 86'400'000;

Error refused(std::string text) { return {ErrorKind::InvalidInput, std::move(text)}; }

Result<std::vector<BookFilePtr>> books_of(const Json& request, const char* key) {
  const auto* texts = find_member(request, key);
  if (texts == nullptr || !texts->is_array() || texts->empty())
    return fail(refused(std::string(key) + " must be a list of books"));
  std::vector<BookFilePtr> books;
  for (const auto& text : *texts) {
    TRY_LET(auto book, told(rulebook::parse_book(scalar_text(text),
                                                 "book " + std::to_string(books.size() + 1))));
    books.push_back(std::move(book));
  }
  return books;
}

/// What is left of the time for the request as a whole.
class Deadline {
 public:
  explicit Deadline(milliseconds timeout) : end_(std::chrono::steady_clock::now() + timeout) {}
  [[nodiscard]] Limits limits() const {
    return {std::chrono::duration_cast<milliseconds>(end_ - std::chrono::steady_clock::now())};
  }

 private:
  std::chrono::steady_clock::time_point end_;
};

Result<Json> prove_all(const Json& request, const Deadline& deadline) {
  TRY_LET(const auto books, books_of(request, "books"));
  std::vector<std::vector<BookFilePtr>> sets;
  const bool is_joint = text_member(request, "sets") == "together";
  for (const auto& book : books)
    if (!is_joint) sets.push_back({book});
  if (books.size() > 1 || is_joint) sets.push_back(books);
  Json proofs = Json::array();
  for (const auto& one : sets) {
    TRY_LET(const auto set, told(BookSet::join(one)));
    TRY_LET(const auto proof, prove(set, deadline.limits()));
    proofs.push_back(to_json(proof));
  }
  return Json{{"proofs", std::move(proofs)}};
}

Result<Json> compare_both(const Json& request, const Deadline& deadline) {
  TRY_LET(const auto before_books, books_of(request, "before"));
  TRY_LET(const auto after_books, books_of(request, "after"));
  TRY_LET(const auto before, told(BookSet::join(before_books)));
  TRY_LET(const auto after, told(BookSet::join(after_books)));
  TRY_LET(const auto difference, compare(before, after, deadline.limits()));
  return Json{{"difference", to_json(difference)}};
}

Result<Json> answer_to(const Json& request) {
  const auto* timeout = find_member(request, "timeout_ms");
  if (timeout == nullptr || !timeout->is_number_integer() || timeout->get<std::int64_t>() < 1 ||
      timeout->get<std::int64_t>() > timeout_ms_max)
    return fail(refused("timeout_ms must be a number of milliseconds, at most a day"));
  const Deadline deadline(milliseconds(timeout->get<std::int64_t>()));
  const auto task = text_member(request, "task");
  if (task == "prove") return prove_all(request, deadline);
  if (task == "compare") return compare_both(request, deadline);
  return fail(refused("task must be prove or compare"));
}

}  // namespace

std::string answer(std::string_view request) {
  const auto json = parse_json(request, {.text_bytes_max = request_bytes_max});
  auto result = json && json->is_object() ? answer_to(*json)
                                          : Result<Json>(fail(refused("this is no request")));
  if (result) return result->dump();
  const auto* kind = result.error().kind == ErrorKind::InvalidInput ? "invalid_input" : "internal";
  return Json{{"error", {{"kind", kind}, {"message", result.error().message}}}}.dump();
}

}  // namespace gg::prover
