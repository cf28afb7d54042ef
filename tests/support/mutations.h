#pragma once

#include "rulebook/read_book.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace gg::test {

/// A book with one thing changed, as a slip of the pen would.
struct Mutation {
  std::string text;  ///< "final-deliverable without its duty flag_early".
  rulebook::BookFilePtr book;
};

/// Every way to spoil one row of a book: drop the row, lower its outcome by one, drop or negate one
/// cell, drop one reviewer or duty.
class Mutations {
 public:
  explicit Mutations(rulebook::BookFilePtr book) : book_(std::move(book)) {}

  std::vector<Mutation> all() {
    for (std::size_t index = 0; index < book_->book.rows.size(); ++index) {
      const auto& row = book_->book.rows[index];
      if (book_->book.rows.size() > 1)
        change(index, "gone", [index](rulebook::Book& book) { book.rows.erase(at(book, index)); });
      if (row.outcome > Outcome::Clear)
        change(index, "milder", [index](rulebook::Book& book) {
          auto& outcome = at(book, index)->outcome;
          outcome = static_cast<Outcome>(static_cast<int>(outcome) - 1);
        });
      change_cells(index, row);
      for (std::size_t one = 0; one < row.reviewers.size(); ++one)
        change(index, "without its reviewer " + row.reviewers[one],
               [=](rulebook::Book& book) { drop(at(book, index)->reviewers, one); });
      for (std::size_t one = 0; one < row.duties.size(); ++one)
        change(index, "without its duty " + row.duties[one],
               [=](rulebook::Book& book) { drop(at(book, index)->duties, one); });
    }
    return std::move(mutations_);
  }

 private:
  static std::vector<rulebook::Row>::iterator at(rulebook::Book& book, std::size_t row) {
    return book.rows.begin() + static_cast<std::ptrdiff_t>(row);
  }

  template <class T>
  static void drop(std::vector<T>& list, std::size_t index) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
  }

  void change_cells(std::size_t index, const rulebook::Row& row) {
    for (std::size_t cell = 0; cell < row.when.size(); ++cell) {
      if (row.when.size() > 1)  // without any it would be a baseline row
        change(index, "without its cell " + row.when[cell].subject,
               [=](rulebook::Book& book) { drop(at(book, index)->when, cell); });
      if (row.when[cell].options.empty()) continue;
      change(index, "with its cell " + row.when[cell].subject + " negated",
             [=](rulebook::Book& book) {
               auto& sense = at(book, index)->when[cell].sense;
               sense = sense == rulebook::Sense::Is ? rulebook::Sense::IsNot : rulebook::Sense::Is;
             });
    }
  }

  template <class F>
  void change(std::size_t row, const std::string& how, F&& spoil) {
    auto spoilt = std::make_shared<rulebook::BookFile>(*book_);
    spoil(spoilt->book);
    mutations_.push_back({book_->book.rows[row].id + " " + how, std::move(spoilt)});
  }

  rulebook::BookFilePtr book_;
  std::vector<Mutation> mutations_;
};

}  // namespace gg::test
