#include "desk/pack_papers.h"

#include "clearance/delivery_store.h"
#include "clearance/doc.h"
#include "clearance/work.h"
#include "desk/delivery_report.h"
#include "documents/printed_approval.h"

namespace gg::desk {
namespace {

constexpr std::size_t printed_max = 500;
/// Of one report: a pack may hold many.
constexpr std::size_t picture_bytes_max = 1U << 20;

Result<void> add_approval(store::Snapshot& snapshot, const documents::Issuer& issuer,
                          const std::string& id, std::vector<clearance::PackFile>& files) {
  TRY_LET(const auto approval, clearance::must_find(snapshot, "approval", id));
  const auto printed = documents::printed_approval(snapshot, issuer, approval);
  // Of an approval whose text was erased nothing is left to print.
  if (!printed.has_value()) return {};
  TRY_LET(auto pdf, documents::approval_pdf(*printed));
  files.push_back({"approvals/" + id + ".pdf", std::move(pdf)});
  return {};
}

Result<void> add_delivery(store::Snapshot& snapshot, const std::string& id,
                          std::vector<clearance::PackFile>& files) {
  TRY_LET(const auto delivery, clearance::must_find(snapshot, "delivery", id));
  const auto number = delivery.doc.value("judgement", std::int64_t{1});
  TRY_LET(const auto judgement, clearance::find_judgement(snapshot, id, number));
  for (const auto& [format, extension] :
       {std::pair(ReportFormat::Html, ".html"), std::pair(ReportFormat::Json, ".json")}) {
    TRY_LET(auto scan, clearance::find_scan(
                           snapshot, clearance::text_at(delivery.doc.at("report"), "sha256")));
    files.push_back(
        {"deliveries/" + id + extension,
         report_text(format, snapshot, {id, std::move(scan), judgement}, picture_bytes_max)});
  }
  return {};
}

}  // namespace

clearance::PackMore pack_papers(const ledger::SigningKey& key, std::string address) {
  return [&key, address = std::move(address)](
             store::Snapshot& snapshot,
             const clearance::PackSubjects& subjects) -> Result<std::vector<clearance::PackFile>> {
    std::vector<clearance::PackFile> files;
    const documents::Issuer issuer{.key = key, .address = address};
    if (subjects.approvals.size() <= printed_max)
      for (const auto& id : subjects.approvals) TRY(add_approval(snapshot, issuer, id, files));
    for (const auto& id : subjects.deliveries) TRY(add_delivery(snapshot, id, files));
    return files;
  };
}

}  // namespace gg::desk
