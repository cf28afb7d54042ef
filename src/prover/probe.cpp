#include "prover/probe.h"

#include <algorithm>
#include <set>

namespace gg::prover {
namespace {

using rulebook::Book;
using rulebook::BookFile;
using rulebook::BookFilePtr;
using rulebook::Row;

BookFilePtr file_of(Book book) {
  auto file = std::make_shared<BookFile>();
  file->book = std::move(book);
  return file;
}

BookFilePtr invariants_of(const Book& book) {
  auto probe = book;
  probe.rows.clear();
  for (const auto& invariant : book.invariants)
    probe.rows.push_back(Row{.id = invariant.id,
                             .applies = invariant.applies,
                             .in_force = invariant.in_force,
                             .when = invariant.when});
  return file_of(std::move(probe));
}

/// One row for each noun that some row may ask for.
template <class T>
void add_rows(const std::vector<T>& nouns, std::vector<std::string>& ids, std::vector<Row>& rows) {
  for (const auto& noun : nouns) {
    if (std::ranges::find(ids, noun.id) != ids.end()) continue;
    ids.push_back(noun.id);
    rows.push_back(Row{.id = noun.id, .applies = noun.applies});
  }
}

}  // namespace

Result<Probe, std::vector<Problem>> probe_of(const rulebook::BookSet& set) {
  Probe probe;
  Book nouns{.id = "reviewers and duties"};
  std::vector<BookFilePtr> files;
  for (const auto& file : set.books()) files.push_back(invariants_of(file->book));
  for (const auto& file : set.books()) add_rows(file->book.reviewers, probe.reviewers, nouns.rows);
  for (const auto& file : set.books()) add_rows(file->book.duties, probe.duties, nouns.rows);
  files.push_back(file_of(std::move(nouns)));
  TRY_LET(probe.set, rulebook::BookSet::join(std::move(files)));
  return probe;
}

const RowTruth* exists_row(const Probe& probe, const Encoding& encoding, Asks what,
                           const std::string& id) {
  const auto& ids = what == Asks::Reviewer ? probe.reviewers : probe.duties;
  const auto found = std::ranges::find(ids, id);
  if (found == ids.end()) return nullptr;
  const auto offset =
      what == Asks::Reviewer ? 0 : static_cast<std::ptrdiff_t>(probe.reviewers.size());
  return &encoding.row(probe.set.books().size() - 1,
                       static_cast<std::uint32_t>(found - ids.begin() + offset));
}

}  // namespace gg::prover
