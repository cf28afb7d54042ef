#include "clearance/audience.h"
#include "clearance/cue_rows.h"
#include "clearance/cue_sheets.h"
#include "clearance/doc.h"
#include "clearance/sight.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/paper_answer.h"
#include "documents/cue_pages.h"
#include "documents/title_report.h"
#include "paper/html.h"
#include "paper/pdf.h"
#include "shapes/shapes.h"

namespace gg::desk {
namespace {

using clearance::text_at;
using clearance::Work;
using store::Record;

/// A document as PDF or as a page.
Result<http::Response> printed(const paper::Document& pages, PaperFormat format,
                               const std::string& name) {
  if (format == PaperFormat::Html) return html_answer(paper::to_html(pages));
  if (format == PaperFormat::Docx) return docx_answer(pages, name);
  TRY_LET(auto pdf, paper::to_pdf(pages));
  return pdf_answer(std::move(pdf), name);
}

/// What a cue sheet's document is made of, read in one moment.
struct SheetMaterial {
  Record sheet;
  documents::Names names;
  std::string checkpoint;
};

Result<SheetMaterial> sheet_material(Context& context, const http::Request& request) {
  SheetMaterial material;
  const auto found = context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(material.sheet, clearance::must_find(snapshot, "cue_sheet", request.parameter("id")));
    TRY(clearance::check_sight(caller_of(request).actor, material.sheet));
    TRY_LET(material.names, documents::names_for(snapshot, material.sheet.doc.at("rows")));
    TRY_LET(material.checkpoint, documents::checkpoint_line(snapshot, material.sheet.title));
    return {};
  });
  TRY(found);
  return material;
}

Result<http::Response> cue_sheet_document(Context& context, const http::Request& request) {
  TRY_LET(const auto format, paper_format(request, "json, pdf, html, docx, csv or xlsx"));
  TRY_LET(const auto material, sheet_material(context, request));
  const auto& sheet = material.sheet;
  const auto name = "cue-sheet-" + sheet.id;
  if (format == PaperFormat::Json) return http::json(200, to_json(sheet));
  if (format == PaperFormat::Csv || format == PaperFormat::Xlsx) {
    auto table = clearance::cue_table(sheet.doc.at("rows"));
    if (format == PaperFormat::Xlsx) return xlsx_answer({std::move(table)}, name);
    return csv_answer(std::move(table), name);
  }
  return printed(documents::cue_sheet_pages(sheet, material.names, material.checkpoint), format,
                 name);
}

/// A title that the caller sees, with what would be told of it.
struct Draft {
  Record title;
  Json rows;
  Json statement;
};

Result<Draft> draft_of(store::Snapshot& snapshot, const http::Request& request) {
  Draft draft;
  const auto& actor = caller_of(request).actor;
  TRY_LET(draft.title, clearance::must_find(snapshot, "title", request.parameter("id")));
  TRY(clearance::check_sight(actor, draft.title));
  TRY_LET(draft.rows, clearance::cue_rows(snapshot, actor, draft.title.id));
  draft.statement = clearance::audience_statement(draft.title, draft.rows);
  return draft;
}

Result<std::optional<Record>> newest_sheet(store::Snapshot& snapshot, const http::Request& request,
                                           const std::string& title) {
  store::Query query{.noun = "cue_sheet", .titles = {title}, .limit = 10'000};
  TRY(clearance::narrow_to_sight(caller_of(request).actor, query));
  TRY_LET(auto sheets, snapshot.list(query));
  if (sheets.empty()) return std::optional<Record>();
  return std::optional(std::move(sheets.back()));
}

std::string audience_address(const Context& context, const std::string& title) {
  return context.address.get() + "/t/" + title + "/disclosure";
}

Result<http::Response> disclosure_draft(Context& context, store::Snapshot& snapshot,
                                        const http::Request& request) {
  TRY_LET(auto draft, draft_of(snapshot, request));
  TRY_LET(const auto sha256, clearance::statement_sha256(draft.statement));
  TRY_LET(const auto released, clearance::release_in_force(snapshot, draft.title.id));
  TRY_LET(const auto sheet, newest_sheet(snapshot, request, draft.title.id));
  Json json{{"title", draft.title.id},
            {"title_name", text_at(draft.title.doc, "name")},
            {"gaps", clearance::disclosure_gaps(draft.rows)},
            {"rows", std::move(draft.rows)},
            {"statement", std::move(draft.statement)},
            {"sha256", sha256},
            {"released", released ? to_json(*released) : Json()},
            {"address", audience_address(context, draft.title.id)}};
  if (sheet) json["sheet"] = to_json(*sheet);
  return http::json(200, json);
}

Result<http::Response> statement_document(Context& context, const http::Request& request) {
  TRY_LET(const auto format, paper_format(request, "json, pdf or html"));
  Draft draft;
  TRY(context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(draft, draft_of(snapshot, request));
    return {};
  }));
  if (format == PaperFormat::Json) return http::json(200, draft.statement);
  auto pages = documents::statement_pages(draft.statement, {});
  pages.created = draft.title.updated;
  return printed(pages, format, "statement-" + draft.title.id);
}

Json report_json(const documents::TitleReport& report, const documents::TitleMaterial& material) {
  Json front = Json::array();
  for (const auto& one : report.front)
    front.push_back({{"question", one.question}, {"answer", one.answer}});
  return {{"reader", report.reader},
          {"name", report.name},
          {"guide", report.guide},
          {"title", material.title.id},
          {"title_name", text_at(material.title.doc, "name")},
          {"front", std::move(front)},
          {"not_answered", report.not_answered},
          {"rows", material.rows}};
}

Result<http::Response> title_report(Context& context, const http::Request& request) {
  TRY_LET(const auto format, paper_format(request, "json, pdf, html, docx, csv or xlsx"));
  documents::TitleMaterial material;
  TRY(context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(material,
            documents::title_material(snapshot, caller_of(request).actor, request.parameter("id")));
    return {};
  }));
  TRY_LET(const auto report, documents::report_for(request.parameter("reader"), material));
  const auto name = report.reader + "-" + material.title.id;
  if (format == PaperFormat::Json) return http::json(200, report_json(report, material));
  if (format == PaperFormat::Xlsx)
    return xlsx_answer(documents::report_tables(report, material), name);
  if (format == PaperFormat::Csv)
    return csv_answer(documents::report_tables(report, material).back(), name);
  return printed(documents::report_pages(report, material), format, name);
}

/// What is public of a title: the same answer whether it is not there or not released.
Result<Record> released_for(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(auto release, clearance::release_in_force(snapshot, request.parameter("id")));
  if (release) return *std::move(release);
  return fail(Error{ErrorKind::NotFound, "nothing is published here"});
}

/// For everybody: nobody is asked who they are, and nothing is kept of their visit.
void answer_public(Context& context, const http::Request& request, const http::Respond& respond,
                   const std::function<http::Response(const Record&)>& answer) {
  const auto rate = context.audience_limit.take(request.peer.text());
  if (!rate.is_allowed)
    return respond(http::too_many_requests(context.audience_limit.policy(), rate));
  read(context, request, respond, [&](store::Snapshot& snapshot) -> Result<http::Response> {
    TRY_LET(const auto release, released_for(snapshot, request));
    auto response = answer(release);
    response.headers.set("ETag", "\"" + text_at(release.doc, "sha256").substr(0, 32) + "\"");
    response.headers.set("Cache-Control", "public, no-cache");
    return response;
  });
}

Json audience_data(const Context& context, const Record& release) {
  auto statement = release.doc.at("statement");
  statement["released_at"] = release.doc.at("released_at");
  return clearance::statement_json_ld(statement, audience_address(context, release.title));
}

void audience_page(Context& context, const http::Request& request, const http::Respond& respond) {
  answer_public(context, request, respond, [&](const Record& release) {
    auto pages = documents::statement_pages(release.doc.at("statement"),
                                            text_at(release.doc, "released_at"));
    return html_answer(paper::to_html(pages, {.json_ld = audience_data(context, release).dump(),
                                              .alternate = "disclosure.jsonld"}));
  });
}

void audience_json(Context& context, const http::Request& request, const http::Respond& respond) {
  answer_public(context, request, respond, [&](const Record& release) {
    auto response = http::json(200, audience_data(context, release));
    response.headers.set("Content-Type", "application/ld+json");
    return response;
  });
}

void add_sheet_steps(http::Router& router, Context& context, const std::string& prefix) {
  const auto sheets = prefix + "/cue_sheets/{id}";
  router.post(prefix + "/titles/{id}/cue_sheets", "issue_cue_sheet",
              acting(context, 201, Versioned::No, [](Work& work, const Asked& asked) {
                return clearance::issue_cue_sheet(work, asked.id);
              }));
  router.add({.method = http::Method::Patch,
              .pattern = sheets,
              .operation = "fill_cue_sheet",
              .body = http::BodyRule::json(),
              .answer = acting(context, 200, Versioned::Yes, [](Work& work, const Asked& asked) {
                return clearance::fill_cue_sheet(work, asked.id, asked.body, asked.version);
              })});
  const auto step = [&](const std::string& name, auto act) {
    router.post(sheets + "/" + name, name + "_cue_sheet",
                acting(context, 200, Versioned::Yes, [act](Work& work, const Asked& asked) {
                  return act(work, asked.id, asked.version);
                }));
  };
  step("renew", clearance::renew_cue_sheet);
  step("submit", clearance::submit_cue_sheet);
  step("accept", clearance::accept_cue_sheet);
  const auto with_reason = [](auto act) {
    return [act](Work& work, const Asked& asked) -> Result<Record> {
      TRY(check_shape(asked.body, "Reason"));
      return act(work, asked.id, text_at(asked.body, "reason"), asked.version);
    };
  };
  router.post(sheets + "/unlock", "unlock_cue_sheet",
              acting(context, 200, Versioned::Yes, with_reason(clearance::unlock_cue_sheet)));
  router.post(prefix + "/releases/{id}/end", "end_release",
              acting(context, 200, Versioned::Yes, with_reason(clearance::end_release)));
  router.post(prefix + "/titles/{id}/releases", "release_statement",
              acting(context, 201, Versioned::No, [](Work& work, const Asked& asked) {
                return clearance::release_statement(work, asked.id, asked.body);
              }));
}

}  // namespace

void add_disclosure_routes(http::Router& router, Context& context, const std::string& prefix) {
  add_sheet_steps(router, context, prefix);
  router.get(prefix + "/titles/{id}/disclosure", "get_disclosure_draft",
             [&context](const http::Request& request, const http::Respond& respond) {
               read(context, request, respond, [&](store::Snapshot& snapshot) {
                 return disclosure_draft(context, snapshot, request);
               });
             });
  router.get(prefix + "/cue_sheets/{id}/document", "get_cue_sheet_document",
             on_worker(context, cue_sheet_document));
  router.get(prefix + "/titles/{id}/statement", "get_statement",
             on_worker(context, statement_document));
  router.get(prefix + "/titles/{id}/reports/{reader}", "get_title_report",
             on_worker(context, title_report));
  router.get("/t/{id}/disclosure", "get_audience_page",
             [&context](const http::Request& request, const http::Respond& respond) {
               audience_page(context, request, respond);
             });
  router.get("/t/{id}/disclosure.jsonld", "get_audience_data",
             [&context](const http::Request& request, const http::Respond& respond) {
               audience_json(context, request, respond);
             });
}

}  // namespace gg::desk
