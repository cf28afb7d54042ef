#define VALIJSON_USE_EXCEPTIONS 1

#include "base/check.h"
#include "base/guarded.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <map>
#include <memory>

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace gg {
namespace {

using Document = nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;
using SchemaPtr = std::shared_ptr<const valijson::Schema>;

/// A schema that refers to one in the description, with all that one refers to. valijson reads
/// draft 7, which has every word that the description uses.
SchemaPtr compiled(const std::string& pointer) {
  static const Document components = Document(openapi().at("components"));
  Document root{{"components", components}};
  const auto place = Json::json_pointer(pointer);
  GG_CHECK(openapi().contains(place));
  if (pointer.starts_with("/components/")) {
    root["$ref"] = "#" + pointer;
  } else {
    root.update(Document(openapi().at(place)));
  }
  auto schema = std::make_shared<valijson::Schema>();
  valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
  parser.populateSchema(Adapter(root), *schema);
  return schema;
}

SchemaPtr schema_at(const std::string& pointer) {
  static Guarded<std::map<std::string, SchemaPtr>> known;
  return known.with([&](auto& schemas) {
    auto& schema = schemas[pointer];
    if (!schema) schema = compiled(pointer);
    return schema;
  });
}

/// "[facts][a/b]" → "/facts/a~1b" (RFC 6901 section 3).
std::string pointer_of(const std::vector<std::string>& context) {
  std::string pointer;
  for (const auto& part : context) {
    if (!part.starts_with('[') || !part.ends_with(']')) continue;
    pointer += '/';
    for (const char one : part.substr(1, part.size() - 2))
      pointer += one == '~' ? "~0" : one == '/' ? "~1" : std::string(1, one);
  }
  return pointer;
}

/// A member that is missing has its own place, where a form shows what is wrong.
ShapeProblem problem_of(const valijson::ValidationResults::Error& error) {
  constexpr std::string_view missing = "Missing required property '";
  const std::string_view text = error.description;
  auto pointer = pointer_of(error.context);
  if (text.starts_with("Failed to match regex"))
    return {pointer, "this is not written as it should be"};
  const auto end = text.rfind('\'');
  if (!text.starts_with(missing) || end < missing.size()) return {pointer, error.description};
  return {pointer + "/" + std::string(text.substr(missing.size(), end - missing.size())),
          "this is missing"};
}

/// Leaves out what only says that something inside is wrong, where that is told too.
void keep_innermost(std::vector<ShapeProblem>& problems) {
  const auto all = problems;
  std::erase_if(problems, [&all](const ShapeProblem& problem) {
    return std::ranges::any_of(all, [&problem](const ShapeProblem& other) {
      return other.pointer.size() > problem.pointer.size() &&
             other.pointer.starts_with(problem.pointer + "/");
    });
  });
}

}  // namespace

std::vector<ShapeProblem> problems_at(const Json& value, std::string_view schema_pointer) {
  const auto schema = schema_at(std::string(schema_pointer));
  const Document document(value);
  valijson::Validator validator;
  valijson::ValidationResults results;
  std::vector<ShapeProblem> problems;
  if (validator.validate(*schema, Adapter(document), &results)) return problems;
  valijson::ValidationResults::Error error;
  while (results.popError(error)) problems.push_back(problem_of(error));
  keep_innermost(problems);
  return problems;
}

std::vector<ShapeProblem> problems_with(const Json& value, std::string_view name) {
  return problems_at(value, "/components/schemas/" + std::string(name));
}

Result<void> check_shape(const Json& value, std::string_view name) {
  std::string lines;
  for (const auto& problem : problems_with(value, name))
    lines += (lines.empty() ? "" : "\n") + problem.pointer + ": " + problem.message;
  if (lines.empty()) return {};
  return fail(Error{ErrorKind::InvalidInput, lines});
}

}  // namespace gg
