#pragma once

#include "base/result.h"
#include "rulebook/book_set.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gg::shelf {

/// What can be said of a shipped book without reading it.
struct ShippedBook {
  std::string_view id;
  std::string_view version;
  std::string_view text;

  /// "studio-genai@2025-11-11", as `load_book` takes it.
  [[nodiscard]] std::string name() const { return std::string(id) + "@" + std::string(version); }
};

/// The books that come with the program, by id, then by version.
std::vector<ShippedBook> shipped();

/// Their names, in the same order.
std::vector<std::string> shipped_names();

/// Names a book: "studio-genai" (the shipped book, its latest version), "studio-genai@2025-11-11",
/// or a file ("house.yaml", "house.xlsx", "house.csv", relative to `folder`). Errors: NotFound with
/// the names there are, InvalidInput with one line a problem.
Result<rulebook::BookFilePtr> load_book(std::string_view name,
                                        const std::filesystem::path& folder = {});

/// Several of them joined. Errors: as above, and InvalidInput where they contradict each other.
Result<rulebook::BookSet> load_set(const std::vector<std::string>& names,
                                   const std::filesystem::path& folder = {});

/// The cases of a book: those in it, and those of `cases/*.yaml` beside its file or shipped with
/// it. Errors: as `load_book`.
Result<std::vector<rulebook::Case>> load_cases(std::string_view name,
                                               const rulebook::BookFilePtr& book,
                                               const std::filesystem::path& folder = {});

/// Files of cases beside the file of a book (`cases/*.yaml`), in order.
std::vector<std::filesystem::path> case_files(const std::filesystem::path& book);

/// Whether `name` stands for a file rather than for a shipped book.
bool names_file(std::string_view name);

/// The book in force where nobody names one.
inline constexpr std::string_view usual_book = "studio-genai";

inline constexpr std::uintmax_t book_bytes_max = 4U << 20;

}  // namespace gg::shelf
