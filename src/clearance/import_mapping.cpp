#include "clearance/import_mapping.h"

#include "base/text.h"

#include <array>
#include <cctype>
#include <optional>
#include <set>

namespace gg::clearance {
namespace {

/// "Cost (expected)" and "cost.expected" are the same name.
std::string bare(std::string_view text) {
  std::string letters;
  for (const char one : text)
    if (std::isalnum(static_cast<unsigned char>(one)) != 0) letters += one;
  return ascii_lower(letters);
}

std::string last_part(const std::string& field) {
  const auto dot = field.rfind('.');
  return dot == std::string::npos ? field : field.substr(dot + 1);
}

/// Names that people give to columns, where they are not those of the fields.
struct Synonym {
  std::string_view heading;
  std::string_view field;
};
constexpr std::array synonyms = {
    Synonym{"description", "summary"}, Synonym{"partner", "company"},
    Synonym{"tool", "tools"},          Synonym{"software", "product"},
    Synonym{"mail", "email"},          Synonym{"emailaddress", "email"},
    Synonym{"rightsholder", "holder"}, Synonym{"filename", "file"},
    Synonym{"hash", "sha256"},         Synonym{"checksum", "sha256"},
    Synonym{"validuntil", "expires"},  Synonym{"fullname", "name"}};

std::string suggested(const Noun& noun, const std::string& heading) {
  if (is_identity(ascii_lower(heading))) return ascii_lower(heading);
  if (column_of(noun, heading).schema != nullptr) return heading;
  const auto wanted = bare(heading);
  const auto columns = columns_of(noun);
  for (const auto& column : columns)
    if (bare(column.field) == wanted) return column.field;
  for (const auto& column : columns)
    if (bare(last_part(column.field)) == wanted) return column.field;
  for (const auto& [name, field] : synonyms)
    if (name == wanted && column_of(noun, std::string(field)).schema != nullptr)
      return std::string(field);
  return {};
}

/// Nothing where nobody said; an empty text where the column is left out.
Result<std::optional<std::string>> remembered(store::Snapshot& snapshot, const Noun& noun,
                                              const std::string& title, const std::string& company,
                                              const std::string& heading) {
  auto statement = snapshot.connection().prepare(
      "SELECT field FROM import_mapping WHERE title = ?1 AND company = ?2 AND noun = ?3"
      " AND heading = ?4");
  statement.bind(1, title).bind(2, company).bind(3, noun.name).bind(4, heading);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return std::optional<std::string>();
  return std::optional(statement.text(0));
}

Result<MappedColumn> map_one(Work& work, const Noun& noun, const std::string& title,
                             const std::string& heading,
                             const std::map<std::string, std::string>& given) {
  MappedColumn mapped{.heading = heading, .column = {}, .how = {}};
  if (const auto found = given.find(heading); found != given.end()) {
    mapped.column.field = found->second;
    mapped.how = "given";
  } else {
    TRY_LET(const auto before,
            remembered(work.transaction, noun, title, work.actor.company, heading));
    if (before) mapped.how = "remembered";
    mapped.column.field = before.value_or(std::string());
  }
  if (mapped.how.empty()) mapped.column.field = suggested(noun, heading);
  if (mapped.how.empty() && !mapped.column.field.empty()) mapped.how = "suggested";
  if (mapped.column.field.empty() || is_identity(mapped.column.field)) return mapped;
  mapped.column = column_of(noun, mapped.column.field);
  if (mapped.column.schema == nullptr)
    return fail(Error{ErrorKind::InvalidInput, "/mapping: a " + std::string(noun.name) +
                                                   " has no \"" + mapped.column.field + "\""});
  return mapped;
}

}  // namespace

bool is_identity(const std::string& field) {
  return field == "id" || field == "record_version" || field == "state";
}

Result<std::vector<MappedColumn>> map_columns(Work& work, const Noun& noun,
                                              const std::string& title,
                                              const std::vector<std::string>& headings,
                                              const std::map<std::string, std::string>& given) {
  std::vector<MappedColumn> columns;
  std::set<std::string> taken;
  for (const auto& heading : headings) {
    TRY_LET(auto mapped, map_one(work, noun, title, heading, given));
    const bool is_second =
        !mapped.column.field.empty() && !taken.insert(mapped.column.field).second;
    if (is_second && mapped.how != "suggested")
      return fail(Error{ErrorKind::InvalidInput,
                        "/mapping: two columns are mapped to \"" + mapped.column.field + "\""});
    if (is_second) mapped = {.heading = heading, .column = {}, .how = {}};
    columns.push_back(std::move(mapped));
  }
  return columns;
}

Result<void> remember_mapping(Work& work, const Noun& noun, const std::string& title,
                              const std::vector<MappedColumn>& columns) {
  for (const auto& column : columns) {
    if (column.how != "given" || column.heading.empty()) continue;
    auto statement = work.transaction.connection().prepare(
        "INSERT INTO import_mapping (title, company, noun, heading, field)"
        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (title, company, noun, heading) DO UPDATE SET "
        "field = excluded.field");
    statement.bind(1, title).bind(2, work.actor.company).bind(3, noun.name);
    statement.bind(4, column.heading).bind(5, column.column.field);
    TRY(statement.run());
  }
  return {};
}

}  // namespace gg::clearance
