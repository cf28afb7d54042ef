#pragma once

#include "desk/context.h"
#include "http/request.h"
#include "http/response.h"
#include "http/route.h"
#include "paper/document.h"
#include "tables/table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::desk {

enum class PaperFormat : std::uint8_t { Json, Pdf, Html, Csv, Xlsx, Docx };

/// The format a request asks for by `format`, else by Accept, else JSON. `allowed` is "json, pdf or
/// html", of the words above. Errors: InvalidInput.
Result<PaperFormat> paper_format(const http::Request& request, std::string_view allowed);

/// A PDF to look at, with a name to be saved by.
http::Response pdf_answer(std::string pdf, const std::string& name);

/// The same pages as a text to work on, to be saved.
Result<http::Response> docx_answer(const paper::Document& pages, const std::string& name);

/// A page that nothing runs in, under a policy of its own.
http::Response html_answer(std::string html);

/// A table as a file to save: cells that a spreadsheet would take for formulas are guarded.
http::Response csv_answer(Table table, const std::string& name);
Result<http::Response> xlsx_answer(const std::vector<Table>& tables, const std::string& name);

/// A handler that makes its answer on a worker: setting pages takes tens of milliseconds, too long
/// for a thread of the server.
http::Handler on_worker(Context& context,
                        Result<http::Response> (*answer)(Context&, const http::Request&));

/// Cells that look like formulas, marked so that no program runs them.
void guard_formulas(Table& table);

/// Takes those marks away again.
void take_formula_guards(Table& table);

}  // namespace gg::desk
