#include "signing/validation_results.h"

namespace gg::signing {
namespace {

using credentials::Status;
using credentials::StatusKind;

ByteArray status_map(const Status& status) {
  Fields fields;
  fields.text("code", status.code->text);
  fields.text_if_any("url", status.url);
  if (status.code->kind != StatusKind::Success)
    fields.text_if_any("explanation", status.explanation);
  return fields.cbor();
}

/// A status-codes map: all three lists are there, empty or not.
ByteArray codes_map(const std::vector<Status>& statuses) {
  Fields fields;
  for (const auto kind : {StatusKind::Success, StatusKind::Informational, StatusKind::Failure}) {
    std::vector<ByteArray> maps;
    for (const auto& status : statuses)
      if (status.code->kind == kind) maps.push_back(status_map(status));
    fields.list(credentials::to_text(kind), maps);
  }
  return fields.cbor();
}

}  // namespace

ByteArray results_map(const credentials::CredentialReport& report) {
  std::vector<ByteArray> deltas;
  for (const auto& delta : report.deltas)
    deltas.push_back(Fields()
                         .text("ingredientAssertionURI", delta.ingredient_uri)
                         .item("validationDeltas", codes_map(delta.statuses))
                         .cbor());
  return Fields()
      .item("activeManifest", codes_map(report.active))
      .list("ingredientDeltas", deltas)
      .cbor();
}

std::vector<ByteArray> failure_maps(const credentials::CredentialReport& report) {
  std::vector<ByteArray> failures;
  const auto add = [&](const std::vector<Status>& statuses) {
    for (const auto& status : statuses)
      if (status.is_failure()) failures.push_back(status_map(status));
  };
  add(report.active);
  for (const auto& delta : report.deltas) add(delta.statuses);
  return failures;
}

}  // namespace gg::signing
