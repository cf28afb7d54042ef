#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gg::outgoing {

/// One name and value of a form or of the query of a URL.
struct FormField {
  std::string name;
  std::string value;
};

using Form = std::vector<FormField>;

/// application/x-www-form-urlencoded (WHATWG URL §5.2), blanks as %20.
std::string write_form(const Form& form);

/// Reads it. Errors: LimitExceeded past 64 KiB or 100 fields; InvalidInput when a % is not followed
/// by two hexadecimal digits or the text is not UTF-8.
Result<Form> parse_form(std::string_view text);

/// The value of a name, or empty. Errors: InvalidInput when it is there twice.
Result<std::string> value_of(const Form& form, std::string_view name);

}  // namespace gg::outgoing
