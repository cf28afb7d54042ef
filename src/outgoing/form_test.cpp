#include "outgoing/form.h"

#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::outgoing {
namespace {

TEST(Form, ReadsWhatBrowsersWrite) {
  const auto form = parse_form("a=1&b=x+y%20z&&c&d==&%C3%A9=%26").value();
  ASSERT_EQ(form.size(), 5U);
  EXPECT_EQ(form[1].value, "x y z");
  EXPECT_EQ(form[2].name, "c");
  EXPECT_EQ(form[2].value, "");
  EXPECT_EQ(form[3].value, "=");
  EXPECT_EQ(form[4].name, "é");
  EXPECT_EQ(form[4].value, "&");
  EXPECT_EQ(value_of(form, "a").value(), "1");
  EXPECT_EQ(value_of(form, "none").value(), "");
  EXPECT_FALSE(value_of(parse_form("a=1&a=1").value(), "a").has_value());
}

TEST(Form, RefusesWhatItCannotRead) {
  for (const auto* text : {"a=%", "a=%4", "a=%4g", "a=%+1", "%=1", "a=%FF", "a=%-1"})
    EXPECT_FALSE(parse_form(text).has_value()) << text;
  EXPECT_EQ(parse_form(std::string(65'537, 'a')).error().kind, ErrorKind::LimitExceeded);
  std::string many;
  for (int count = 0; count < 100; ++count) many += "a&";
  EXPECT_TRUE(parse_form(many).has_value());
  EXPECT_EQ(parse_form(many + "a").error().kind, ErrorKind::LimitExceeded);
}

RC_GTEST_PROP(Form, ReadsBackWhatItWrites, (const std::string& name, const std::string& value)) {
  const FormField field{to_utf8(name), to_utf8(value)};
  const auto form = parse_form(write_form({field}));
  RC_ASSERT(form.has_value());
  RC_ASSERT(form->at(0).name == field.name);
  RC_ASSERT(form->at(0).value == field.value);
}

}  // namespace
}  // namespace gg::outgoing
