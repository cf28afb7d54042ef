#include "clearance/delivery_store.h"

#include "gate/read_report.h"

namespace gg::clearance {
namespace {

/// Reports and judgements of our own writing may be longer than what a stranger may send.
constexpr JsonLimits own_json = {.text_bytes_max = 1U << 30, .depth_max = 64};

Result<Json> parse_kept(const std::string& text) {
  auto json = parse_json(text, own_json);
  if (json) return *std::move(json);
  return fail(Error{ErrorKind::Internal, "what is kept of a delivery is no JSON any more"});
}

}  // namespace

Result<void> keep_scan(store::Transaction& transaction, const std::string& sha256,
                       const std::string& canonical) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO scan_report (sha256, report) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
  statement.bind(1, sha256).bind(2, canonical);
  return statement.run();
}

Result<void> keep_files(store::Transaction& transaction, const std::string& delivery,
                        const ScanReport& scan) {
  for (const auto& file : scan.files) {
    if (!file.sha256) continue;
    auto statement = transaction.connection().prepare(
        "INSERT INTO delivered_file (sha256, delivery) VALUES (?1, ?2) ON CONFLICT DO NOTHING");
    const auto hash = file.sha256->hex();
    statement.bind(1, hash).bind(2, delivery);
    TRY(statement.run());
  }
  return {};
}

Result<void> keep_judgement(store::Transaction& transaction, const std::string& delivery,
                            std::int64_t number, const Json& judgement) {
  auto statement = transaction.connection().prepare(
      "INSERT INTO judgement (delivery, number, doc) VALUES (?1, ?2, ?3)");
  const auto text = judgement.dump();
  statement.bind(1, delivery).bind(2, number).bind(3, text);
  return statement.run();
}

Result<std::string> scan_text(store::Snapshot& snapshot, const std::string& sha256) {
  auto statement =
      snapshot.connection().prepare("SELECT report FROM scan_report WHERE sha256 = ?1");
  statement.bind(1, sha256);
  TRY_LET(const bool is_row, statement.next());
  if (!is_row) return fail(Error{ErrorKind::NotFound, "there is no scan report " + sha256});
  return statement.text(0);
}

Result<ScanReport> find_scan(store::Snapshot& snapshot, const std::string& sha256) {
  TRY_LET(const auto text, scan_text(snapshot, sha256));
  TRY_LET(const auto json, parse_kept(text));
  return read_report(json);
}

Result<Json> find_judgement(store::Snapshot& snapshot, const std::string& delivery,
                            std::int64_t number) {
  auto statement = snapshot.connection().prepare(
      "SELECT doc FROM judgement WHERE delivery = ?1 AND number = ?2");
  statement.bind(1, delivery).bind(2, number);
  TRY_LET(const bool is_row, statement.next());
  if (is_row) return parse_kept(statement.text(0));
  return fail(Error{ErrorKind::NotFound, delivery + " has no judgement " + std::to_string(number)});
}

Result<std::vector<std::string>> deliveries_with(store::Snapshot& snapshot,
                                                 const std::string& sha256) {
  auto statement =
      snapshot.connection().prepare("SELECT delivery FROM delivered_file WHERE sha256 = ?1");
  statement.bind(1, sha256);
  return store::rows_of(
      statement, [](const store::Statement& row) -> Result<std::string> { return row.text(0); });
}

}  // namespace gg::clearance
