#include "desk/paper_answer.h"

#include "paper/docx.h"
#include "paper/html.h"

#include <array>

namespace gg::desk {
namespace {

struct PaperRow {
  PaperFormat format;
  std::string_view word;
  std::string_view media_type;
};

constexpr std::array paper_rows = {
    PaperRow{PaperFormat::Json, "json", "application/json"},
    PaperRow{PaperFormat::Pdf, "pdf", "application/pdf"},
    PaperRow{PaperFormat::Html, "html", "text/html"},
    PaperRow{PaperFormat::Csv, "csv", "text/csv"},
    PaperRow{PaperFormat::Xlsx, "xlsx",
             "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    PaperRow{PaperFormat::Docx, "docx",
             "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
};

std::string media_type_of(PaperFormat format) {
  return std::string(paper_rows.at(static_cast<std::size_t>(format)).media_type);
}

/// A cell that a spreadsheet program would take for a formula when it opens separated text, or that
/// looks like one after the mark that was put before it.
bool is_like_formula(std::string_view cell) {
  const auto first = cell.find_first_not_of('\'');
  return first != std::string_view::npos &&
         std::string_view("=+-@\t\r").find(cell[first]) != std::string_view::npos;
}

http::Response file_answer(std::string bytes, const std::string& type, const std::string& name,
                           const char* how) {
  auto response = http::text(200, std::move(bytes));
  response.headers.set("Content-Type", type);
  response.headers.set("Content-Disposition", std::string(how) + "; filename=\"" + name + "\"");
  return response;
}

}  // namespace

Result<PaperFormat> paper_format(const http::Request& request, std::string_view allowed) {
  if (const auto word = request.query.find("format")) {
    for (const auto& row : paper_rows)
      if (row.word == *word && allowed.find(row.word) != std::string_view::npos) return row.format;
    return fail(Error{ErrorKind::InvalidInput, "/format: write " + std::string(allowed)});
  }
  const auto accept = request.headers.joined("Accept");
  for (const auto& row : paper_rows)
    if (allowed.find(row.word) != std::string_view::npos &&
        accept.find(row.media_type) != std::string::npos)
      return row.format;
  return PaperFormat::Json;
}

http::Response pdf_answer(std::string pdf, const std::string& name) {
  return file_answer(std::move(pdf), media_type_of(PaperFormat::Pdf), name + ".pdf", "inline");
}

Result<http::Response> docx_answer(const paper::Document& pages, const std::string& name) {
  TRY_LET(auto bytes, paper::to_docx(pages));
  return file_answer(std::move(bytes), media_type_of(PaperFormat::Docx), name + ".docx",
                     "attachment");
}

http::Response html_answer(std::string html) {
  auto response = http::text(200, std::move(html));
  response.headers.set("Content-Type", "text/html; charset=utf-8");
  response.headers.set("Content-Security-Policy", paper::html_policy());
  return response;
}

http::Response csv_answer(Table table, const std::string& name) {
  guard_formulas(table);
  return file_answer(write_csv(table), "text/csv; charset=utf-8", name + ".csv", "attachment");
}

Result<http::Response> xlsx_answer(const std::vector<Table>& tables, const std::string& name) {
  TRY_LET(auto bytes, write_workbook(tables));
  return file_answer(std::move(bytes), media_type_of(PaperFormat::Xlsx), name + ".xlsx",
                     "attachment");
}

http::Handler on_worker(Context& context,
                        Result<http::Response> (*answer)(Context&, const http::Request&)) {
  return [&context, answer](const http::Request& request, const http::Respond& respond) {
    context.workers.run([&context, &request, respond, answer] {
      auto response = answer(context, request);
      respond(response.has_value() ? *std::move(response) : problem_for(response.error(), request));
    });
  };
}

void guard_formulas(Table& table) {
  for (auto& row : table.rows)
    for (auto& cell : row.cells)
      if (is_like_formula(cell)) cell.insert(0, 1, '\'');
}

void take_formula_guards(Table& table) {
  for (auto& row : table.rows)
    for (auto& cell : row.cells)
      if (cell.starts_with('\'') && is_like_formula(cell)) cell.erase(0, 1);
}

}  // namespace gg::desk
