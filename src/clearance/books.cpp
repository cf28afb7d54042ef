#include "clearance/books.h"

#include "shelf/shelf.h"

namespace gg::clearance {

Result<BookSetPtr> Books::of(const std::vector<std::string>& names) {
  const auto known = sets_.with([&](auto& sets) {
    const auto found = sets.find(names);
    return found == sets.end() ? BookSetPtr() : found->second;
  });
  if (known) return known;
  const std::vector<std::string> usual{std::string(shelf::usual_book)};
  for (const auto& name : names)
    if (shelf::names_file(name))
      return fail(Error{ErrorKind::InvalidInput,
                        name + ": a title of the register names shipped rulebooks, not files"});
  TRY_LET(auto set, shelf::load_set(names.empty() ? usual : names));
  auto shared = std::make_shared<const rulebook::BookSet>(std::move(set));
  sets_.with([&](auto& sets) { sets.emplace(names, shared); });
  return shared;
}

}  // namespace gg::clearance
