#pragma once

#include "base/result.h"
#include "json/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// The API's description (OpenAPI 3.1), read once from schemas/openapi.yaml.
const Json& openapi();

/// One place where a document has not the shape it should have.
struct ShapeProblem {
  std::string pointer;  ///< JSON Pointer (RFC 6901) to the value.
  std::string message;  ///< For people.
};

/// What keeps `value` from having the shape `name` of `components/schemas`; nothing when it has it.
/// `name` must be one of them. *thread-safe*
std::vector<ShapeProblem> problems_with(const Json& value, std::string_view name);

/// The same for a schema that stands somewhere else in the description: a JSON Pointer to it.
std::vector<ShapeProblem> problems_at(const Json& value, std::string_view schema_pointer);

/// Refuses a value that has not the shape `name`, with a line "/pointer: message" for each problem.
/// Errors: InvalidInput.
Result<void> check_shape(const Json& value, std::string_view name);

}  // namespace gg
