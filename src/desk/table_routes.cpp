#include "base/base64.h"
#include "clearance/doc.h"
#include "clearance/import_table.h"
#include "desk/caller.h"
#include "desk/context.h"
#include "desk/endpoints.h"
#include "desk/paper_answer.h"
#include "shapes/shapes.h"
#include "tables/table.h"

#include <algorithm>

namespace gg::desk {
namespace {

using clearance::Work;

Result<Table> read_table(const Json& body) {
  const auto bytes = parse_base64(clearance::text_at(body, "content"));
  if (!bytes) return fail(Error{ErrorKind::InvalidInput, "/content: this is not base 64"});
  const auto file = clearance::text_at(body, "file");
  const TableLimits limits{.rows_max = 20'000, .columns_max = 300};
  const bool is_workbook = bytes->starts_with("PK");
  auto table = is_workbook ? parse_xlsx(*bytes, file, clearance::text_at(body, "sheet"), limits,
                                        Blanks::Keep)
                           : parse_csv(*bytes, file, limits, Blanks::Keep);
  if (!table.has_value())
    return fail(Error{ErrorKind::InvalidInput, "/content: " + to_text(table.error())});
  if (!is_workbook) take_formula_guards(*table);
  return *std::move(table);
}

Result<clearance::ImportOrder> order_of(const Json& body) {
  TRY(check_shape(body, "ImportBody"));
  const auto* noun = clearance::noun_by_plural(clearance::text_at(body, "list"));
  if (noun == nullptr || noun->shape.empty())
    return fail(Error{ErrorKind::InvalidInput, "/list: this list is not written by people"});
  clearance::ImportOrder order{.noun = noun,
                               .title = clearance::text_at(body, "title"),
                               .mapping = {},
                               .is_trial = body.value("dry_run", true),
                               .is_whole = body.value("whole", false)};
  if (const auto* mapping = find_member(body, "mapping"))
    for (const auto& [heading, field] : mapping->items())
      order.mapping[heading] = field.is_string() ? field.get<std::string>() : std::string();
  return order;
}

void import(Context& context, const http::Request& request, http::Respond respond) {
  const auto body = body_of(request);
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  auto order = order_of(*body);
  if (!order.has_value()) return respond(problem_for(order.error(), request));
  auto table = read_table(*body);
  if (!table.has_value()) return respond(problem_for(table.error(), request));
  write_many(context, request, std::move(respond),
             [order = *std::move(order), table = *std::move(table)](Work& work) {
               return clearance::import_table(work, table, order);
             });
}

Result<Table> table_for(store::Snapshot& snapshot, const http::Request& request) {
  const auto* noun = clearance::noun_by_plural(request.parameter("list"));
  if (noun == nullptr || noun->shape.empty())
    return fail(Error{ErrorKind::NotFound, "there is no such list; write uses, tools, consents …"});
  store::Query query{.noun = std::string(noun->name)};
  if (const auto title = request.query.find("title")) query.titles = {std::string(*title)};
  if (const auto state = request.query.find("state")) query.states = {std::string(*state)};
  return clearance::export_table(snapshot, caller_of(request).actor, *noun, std::move(query));
}

Result<http::Response> as_csv(Table table) {
  const auto name = table.sheet;
  return csv_answer(std::move(table), name);
}

Result<http::Response> as_xlsx(Table table) {
  const auto name = table.sheet;
  return xlsx_answer({std::move(table)}, name);
}

Result<http::Response> as_json(Table table) {
  Json rows = Json::array();
  for (std::size_t row = 1; row < table.rows.size(); ++row) {
    Json& object = rows.emplace_back(Json::object());
    for (std::size_t column = 0; column < table.rows[row].cells.size(); ++column)
      object[table.rows[0].cells[column]] = table.rows[row].cells[column];
  }
  return http::json(200, {{"columns", table.rows[0].cells}, {"rows", std::move(rows)}});
}

http::Handler exporting(Context& context, Result<http::Response> (*form)(Table)) {
  return [&context, form](const http::Request& request, const http::Respond& respond) {
    read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
      TRY_LET(auto table, table_for(snapshot, request));
      return form(std::move(table));
    });
  };
}

}  // namespace

void add_table_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(prefix + "/imports", "import_list",
              [&context](const http::Request& request, http::Respond respond) {
                import(context, request, std::move(respond));
              });
  router.get(prefix + "/exports/csv/{list}", "export_csv", exporting(context, as_csv));
  router.get(prefix + "/exports/xlsx/{list}", "export_xlsx", exporting(context, as_xlsx));
  router.get(prefix + "/exports/json/{list}", "export_json", exporting(context, as_json));
}

}  // namespace gg::desk
