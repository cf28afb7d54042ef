#include "clearance/import_table.h"

#include "base/text.h"
#include "clearance/doc.h"
#include "clearance/import_mapping.h"
#include "clearance/named_records.h"
#include "clearance/nouns.h"
#include "clearance/sight.h"
#include "clearance/use_acts.h"

#include <algorithm>
#include <charconv>

namespace gg::clearance {
namespace {

constexpr std::int64_t compared_max = 100'000;

/// Without what says nothing, and with members in one order: equal texts are the same object.
nlohmann::json comparable(const Json& value) {
  if (!value.is_object()) return nlohmann::json::parse(value.dump());
  nlohmann::json object = nlohmann::json::object();
  for (const auto& [name, member] : value.items()) {
    const bool is_nothing =
        member.is_null() || (member.is_structured() && member.empty()) || member == "";
    if (!is_nothing) object[name] = comparable(member);
  }
  return object;
}

/// The merge patch (RFC 7396) that makes `after` of `before`.
Json patch_between(const Json& before, const Json& after) {
  Json patch = Json::object();
  for (const auto& [name, member] : before.items())
    if (!after.contains(name)) patch[name] = nullptr;
  for (const auto& [name, member] : after.items()) {
    const auto* old = find_member(before, name);
    if (old != nullptr && *old == member) continue;
    const bool are_objects = old != nullptr && old->is_object() && member.is_object();
    patch[name] = are_objects ? patch_between(*old, member) : member;
  }
  return patch;
}

/// One import while it goes.
class Import {
 public:
  Import(Work& work, const Table& table, const ImportOrder& order,
         const std::vector<MappedColumn>& columns)
      : work_(work), table_(table), order_(order), columns_(columns), names_(work) {}

  Result<Json> row(const Table::Row& row) {
    problems_ = Json::array();
    Json item{{"row", row.number}};
    const auto done = apart(work_, [&] { return put_row(row, item); });
    if (!done.has_value() && done.error().kind == ErrorKind::Unavailable) return fail(done.error());
    if (!done.has_value() && problems_.empty()) tell(row, done.error().message);
    if (!done.has_value()) item["result"] = "refused";
    if (!problems_.empty()) item["problems"] = problems_;
    return item;
  }

 private:
  std::string cell(const Table::Row& row, std::size_t column) const {
    return column < row.cells.size() ? row.cells[column] : std::string();
  }

  std::string identity(const Table::Row& row, std::string_view field) const {
    for (std::size_t column = 0; column < columns_.size(); ++column)
      if (columns_[column].column.field == field) return std::string(trimmed(cell(row, column)));
    return {};
  }

  void problem(const Table::Row& row, std::size_t column, const std::string& message) {
    const bool is_cell = column < columns_.size();
    Json problem{{"row", row.number}, {"message", message}};
    if (!table_.sheet.empty()) problem["sheet"] = table_.sheet;
    if (is_cell) problem["column"] = column_letters(column);
    if (is_cell) problem["heading"] = columns_[column].heading;
    if (is_cell) problem["value"] = cell(row, column);
    problems_.push_back(std::move(problem));
  }

  /// The column that a pointer leads to, or into; the number of columns where none does.
  std::size_t column_at(std::string_view pointer) const {
    auto best = columns_.size();
    std::size_t length = 0;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const auto own = pointer_of(columns_[column].column.field);
      const bool leads = !own.empty() && pointer.starts_with(own) &&
                         (pointer.size() == own.size() || pointer[own.size()] == '/');
      if (!leads || own.size() <= length) continue;
      best = column;
      length = own.size();
    }
    return best;
  }

  /// An error of the core, each of its lines at its cell.
  void tell(const Table::Row& row, std::string_view message) {
    while (!message.empty()) {
      const auto end = message.find('\n');
      auto line = message.substr(0, end);
      message = end == std::string_view::npos ? std::string_view() : message.substr(end + 1);
      const auto colon = line.find(": ");
      const bool has_place = line.starts_with('/') && colon != std::string_view::npos;
      const auto column = has_place ? column_at(line.substr(0, colon)) : columns_.size();
      if (column < columns_.size()) line.remove_prefix(colon + 2);
      problem(row, column, std::string(line));
    }
  }

  /// Names in a cell that refers to other objects, as their ids.
  void put_ids(const Table::Row& row, std::size_t column, Json& body) {
    const auto& field = columns_[column].column.field;
    const auto reference = std::ranges::find(order_.noun->references, field, &Reference::field);
    if (reference == order_.noun->references.end()) return;
    auto& value = body[field];
    const auto put = [&](Json& one) {
      const auto id = names_.id_of(reference->noun, one.get<std::string>());
      if (!id.has_value()) return problem(row, column, id.error().message);
      one = *id;
    };
    if (value.is_string()) return put(value);
    for (auto& one : value) put(one);
  }

  void put_cells(const Table::Row& row, Json& body) {
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      const auto& mapped = columns_[column].column;
      if (mapped.schema == nullptr) continue;
      const auto text = cell(row, column);
      if (trimmed(text).empty()) {
        const Json::json_pointer place(pointer_of(mapped.field));
        if (body.contains(place) && body.at(place).is_array())
          body.at(place) = Json::array();
        else if (body.contains(place))
          body.at(place) = nullptr;
        continue;
      }
      if (const auto advice = put_cell(body, mapped, text); !advice.empty())
        problem(row, column, advice);
      else
        put_ids(row, column, body);
    }
    if (!order_.title.empty() && !body.contains("title") &&
        column_of(*order_.noun, "title").schema != nullptr)
      body["title"] = order_.title;
  }

  Result<void> put_row(const Table::Row& row, Json& item) {
    const auto id = identity(row, "id");
    return id.empty() ? put_new(row, item) : put_known(row, id, item);
  }

  static Error has_problems() { return {ErrorKind::InvalidInput, {}}; }

  Result<void> put_new(const Table::Row& row, Json& item) {
    Json body = Json::object();
    put_cells(row, body);
    if (!problems_.empty()) return fail(has_problems());
    TRY_LET(const auto same, same_as(body));
    item["result"] = same.empty() ? "applied" : "no_op";
    item["id"] = same;
    if (!same.empty()) return {};
    TRY_LET(const auto made, order_.noun->name == "use" ? draft_use(work_, body)
                                                        : create(work_, *order_.noun, body));
    item["id"] = made.id;
    known_[comparable(body).dump()] = made.id;
    return {};
  }

  Result<void> put_known(const Table::Row& row, const std::string& id, Json& item) {
    TRY_LET(const auto record, must_find(work_.transaction, order_.noun->name, id));
    TRY(check_sight(work_.actor, record));
    const auto before = body_of(*order_.noun, record.doc);
    auto after = before;
    put_cells(row, after);
    if (!problems_.empty()) return fail(has_problems());
    item["id"] = id;
    item["result"] = "no_op";
    if (comparable(before) == comparable(after)) return {};
    item["result"] = "applied";
    const auto text = identity(row, "record_version");
    std::int64_t version = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), version).ptr !=
            text.data() + text.size() ||
        version < 1)
      return fail(
          Error{ErrorKind::InvalidInput,
                "/record_version: a row that changes an object needs the version it was read at"});
    for (auto member = after.begin(); member != after.end();)
      member = member->is_null() ? after.erase(member) : std::next(member);
    const auto patch = patch_between(before, after);
    TRY(order_.noun->name == "use" ? amend_use(work_, id, patch, version)
                                   : amend(work_, *order_.noun, id, patch, version));
    return {};
  }

  /// The id of an object that is the same; empty where there is none.
  Result<std::string> same_as(const Json& body) {
    if (!is_read_) TRY(read_known());
    const auto found = known_.find(comparable(body).dump());
    return found == known_.end() ? std::string() : found->second;
  }

  Result<void> read_known() {
    store::Query query{.noun = std::string(order_.noun->name), .limit = compared_max};
    TRY(narrow_to_sight(work_.actor, query));
    TRY_LET(const auto records, work_.transaction.list(query));
    for (const auto& record : records)
      if (record.state != "retired")
        known_.emplace(comparable(body_of(*order_.noun, record.doc)).dump(), record.id);
    is_read_ = true;
    return {};
  }

  Work& work_;
  const Table& table_;
  const ImportOrder& order_;
  const std::vector<MappedColumn>& columns_;
  NamedRecords names_;
  Json problems_;
  bool is_read_ = false;
  std::map<std::string, std::string> known_;  ///< Comparable body → id.
};

Json to_json(const std::vector<MappedColumn>& columns) {
  Json list = Json::array();
  for (std::size_t column = 0; column < columns.size(); ++column) {
    const auto& mapped = columns[column];
    Json one{{"column", column_letters(column)}, {"heading", mapped.heading}};
    one["field"] = mapped.column.field.empty() ? Json() : Json(mapped.column.field);
    if (!mapped.how.empty()) one["how"] = mapped.how;
    list.push_back(std::move(one));
  }
  return list;
}

Result<void> check_size(const Table& table) {
  if (table.rows.size() < 2)
    return fail(Error{ErrorKind::InvalidInput,
                      "/content: there are no rows; the first one has the headings"});
  if (table.rows.size() > import_rows_max + 1)
    return fail(
        Error{ErrorKind::LimitExceeded, "/content: more than 5,000 rows; send them in parts"});
  return {};
}

}  // namespace

Result<Many> import_table(Work& work, const Table& table, const ImportOrder& order) {
  TRY(check_size(table));
  std::vector<std::string> headings;
  for (const auto& heading : table.rows.front().cells) headings.emplace_back(trimmed(heading));
  TRY_LET(const auto columns, map_columns(work, *order.noun, order.title, headings, order.mapping));
  Import import(work, table, order, columns);
  Json rows = Json::array();
  std::map<std::string, int> counts{{"applied", 0}, {"no_op", 0}, {"refused", 0}};
  for (std::size_t index = 1; index < table.rows.size(); ++index) {
    const auto& row = table.rows[index];
    if (std::ranges::all_of(row.cells, [](const auto& cell) { return trimmed(cell).empty(); }))
      continue;
    TRY_LET(auto item, import.row(row));
    ++counts[item.at("result").get<std::string>()];
    rows.push_back(std::move(item));
  }
  const bool is_kept = !order.is_trial && !(order.is_whole && counts["refused"] > 0);
  if (is_kept) TRY(remember_mapping(work, *order.noun, order.title, columns));
  Json answer{{"noun", order.noun->name}, {"dry_run", order.is_trial}, {"whole", order.is_whole}};
  answer["kept"] = is_kept;
  answer["counts"] = counts;
  answer["columns"] = to_json(columns);
  answer["rows"] = std::move(rows);
  return Many{std::move(answer), is_kept};
}

Result<Table> export_table(store::Snapshot& snapshot, const Actor& actor, const Noun& noun,
                           store::Query query) {
  query.limit = compared_max;
  TRY(narrow_to_sight(actor, query));
  TRY_LET(const auto records, snapshot.list(query));
  std::vector<std::string> fields{"id", "record_version", "state"};
  for (const auto& column : columns_of(noun)) fields.push_back(column.field);
  std::vector<std::map<std::string, std::string>> found;
  for (const auto& record : records) {
    auto& row = found.emplace_back();
    for (auto& [field, cell] : cells_of(body_of(noun, record.doc))) {
      if (!contains(fields, field)) fields.push_back(field);
      row[field] = std::move(cell);
    }
    row["id"] = record.id;
    row["record_version"] = std::to_string(record.version);
    row["state"] = record.state;
  }
  Table table{.file = {}, .sheet = std::string(noun.plural), .rows = {{1, fields}}};
  for (const auto& row : found) {
    Table::Row cells{table.rows.size() + 1, {}};
    for (const auto& field : fields)
      cells.cells.push_back(row.contains(field) ? row.at(field) : std::string());
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace gg::clearance
