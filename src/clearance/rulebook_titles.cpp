#include "clearance/rulebook_titles.h"

#include "clearance/doc.h"

namespace gg::clearance {
namespace {

constexpr std::int64_t titles_max = 100'000;

}  // namespace

Result<std::vector<TitleOfBook>> titles_of_book(store::Snapshot& snapshot, std::string_view book) {
  TRY_LET(auto titles, snapshot.list({.noun = "title", .states = {"open"}, .limit = titles_max}));
  std::vector<TitleOfBook> found;
  for (auto& title : titles) {
    for (const auto& name : books_named_by(title.doc)) {
      if (book_of_name(name) != book) continue;
      const bool is_pinned = name.size() > book.size();
      found.push_back({std::move(title), is_pinned ? name.substr(book.size() + 1) : std::string()});
      break;
    }
  }
  return found;
}

Result<rulebook::BookFilePtr> version_in_force(store::Snapshot& snapshot, World& world,
                                               std::string_view book, Date day) {
  auto file = world.books.one(snapshot, book, day);
  if (file.has_value()) return *file;
  if (file.error().kind == ErrorKind::NotFound) return rulebook::BookFilePtr();
  return fail(file.error());
}

Result<void> check_titles_decide(store::Snapshot& snapshot, World& world, std::string_view book,
                                 Date day, const rulebook::BookFilePtr& candidate) {
  TRY_LET(const auto titles, titles_of_book(snapshot, book));
  for (const auto& one : titles) {
    if (!one.pinned.empty()) continue;
    const auto names = books_named_by(one.title.doc);
    const auto set = candidate ? world.books.with(snapshot, names, day, candidate)
                               : world.books.of(snapshot, names, day);
    if (!set.has_value())
      return fail(Error{
          ErrorKind::Conflict,
          text_at(one.title.doc, "name") + " could not be decided then: " + set.error().message});
  }
  return {};
}

Result<void> touch_titles_of(Work& work, std::string_view act, const store::Record& rulebook) {
  TRY_LET(const auto titles, titles_of_book(work.transaction, text_at(rulebook.doc, "book")));
  for (const auto& one : titles)
    if (one.pinned.empty())
      work.touched.push_back(
          {.title = one.title.id, .act = std::string(act), .object = rulebook.id, .any = true});
  return {};
}

}  // namespace gg::clearance
