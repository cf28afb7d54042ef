#include "shelf/shelf.h"

#include "book_forms/forms.h"
#include "support/temp_dir.h"

#include <gtest/gtest.h>

namespace gg::shelf {
namespace {

using book_forms::BookForm;

TEST(LoadBook, ReadsAShippedBookFromEveryFormItWasWrittenIn) {
  const auto shipped = load_book(usual_book);
  ASSERT_TRUE(shipped.has_value()) << shipped.error().message;
  const TempDir folder;
  const std::pair<const char*, BookForm> files[] = {{"house.yaml", BookForm::Yaml},
                                                    {"house.csv", BookForm::Csv},
                                                    {"house.xlsx", BookForm::Xlsx},
                                                    {"HOUSE.XLSX", BookForm::Xlsx}};
  for (const auto& [name, form] : files) {
    const auto bytes = book_forms::write_form((*shipped)->book, form);
    ASSERT_TRUE(bytes.has_value()) << bytes.error().message;
    folder.write(name, *bytes);
    const auto read = load_book(name, folder.text());
    ASSERT_TRUE(read.has_value()) << read.error().message;
    EXPECT_EQ((*read)->sha256, (*shipped)->sha256) << name;
  }
}

TEST(LoadBook, SaysThatDmnIsNotRead) {
  const TempDir folder;
  folder.write("house.dmn", "<definitions/>");
  const auto read = load_book("house.dmn", folder.text());
  ASSERT_FALSE(read.has_value());
  EXPECT_NE(read.error().message.find("DMN is written, not read"), std::string::npos);
}

TEST(LoadSet, JoinsBooksOfDifferentForms) {
  const auto shipped = load_book("eu-ai-act-50");
  ASSERT_TRUE(shipped.has_value()) << shipped.error().message;
  const TempDir folder;
  folder.write("act.csv", *book_forms::write_form((*shipped)->book, BookForm::Csv));
  const auto set = load_set({"studio-genai", "act.csv"}, folder.text());
  ASSERT_TRUE(set.has_value()) << set.error().message;
  EXPECT_EQ(set->books().size(), 2U);
}

}  // namespace
}  // namespace gg::shelf
