#include "clearance/sight.h"
#include "clearance/work.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/paper_answer.h"
#include "documents/printed_approval.h"
#include "paper/html.h"

namespace gg::desk {
namespace {

Result<documents::PrintedApproval> printed_for(Context& context, const http::Request& request) {
  documents::PrintedApproval printed;
  const auto found = context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto approval,
            clearance::must_find(snapshot, "approval", request.parameter("id")));
    TRY(clearance::check_sight(caller_of(request).actor, approval));
    TRY_LET(printed,
            documents::printed_approval(
                snapshot, {.key = context.register_.key(), .address = context.address.get()},
                approval));
    return {};
  });
  TRY(found);
  return printed;
}

Result<http::Response> approval_document(Context& context, const http::Request& request) {
  TRY_LET(const auto format, paper_format(request, "json, pdf or html"));
  TRY_LET(const auto printed, printed_for(context, request));
  if (format == PaperFormat::Pdf) {
    TRY_LET(auto pdf, documents::approval_pdf(printed));
    return pdf_answer(std::move(pdf), "approval-" + std::string(request.parameter("id")));
  }
  if (format == PaperFormat::Html) {
    TRY_LET(const auto pages, documents::approval_pages(printed));
    return html_answer(paper::to_html(pages));
  }
  TRY_LET(const auto json, documents::approval_json(printed));
  return http::json(200, json);
}

}  // namespace

void add_document_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.get(prefix + "/approvals/{id}/document", "get_approval_document",
             on_worker(context, approval_document));
}

}  // namespace gg::desk
