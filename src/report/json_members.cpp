#include "report/json_members.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "base/text.h"
#include "report/prompt.h"
#include "report/safe_text.h"
#include "report/words.h"

#include <string>

namespace gg::report {
namespace {

/// A path of the file system: any bytes. Where they are not UTF-8 a second member has them all.
void put_path(JsonWriter& json, std::string_view key, std::string_view path) {
  json.text(key, path);
  if (!is_utf8(path)) json.text(std::string(key) + "_bytes_base64", base64_of(path));
}

void put_place(JsonWriter& json, std::string_view key, const Place& place) {
  json.begin_object(key);
  json.text("path", place.path);
  json.number("offset", place.offset);
  json.number("size_bytes", place.size_bytes);
  json.end_object();
}

/// `name` in clear, or `name_sha256` and `name_chars`.
void put_prompt(JsonWriter& json, std::string_view name, std::string_view text, Prompts prompts) {
  if (prompts == Prompts::Clear) {
    json.text(name, text);
    return;
  }
  json.text(std::string(name) + "_sha256", sha256_of(text).hex());
  json.number(std::string(name) + "_chars", characters_in(text));
}

void put_parameters(JsonWriter& json, const Evidence& evidence, Prompts prompts) {
  if (evidence.parameters.empty()) return;
  json.begin_array("parameters");
  for (const auto& [name, value] : evidence.parameters) {
    json.begin_object();
    json.text("name", name);
    put_prompt(json, "value", value,
               holds_prompt(evidence, name, value) ? prompts : Prompts::Clear);
    json.end_object();
  }
  json.end_array();
}

void put_credential(JsonWriter& json, const CredentialFacts& facts) {
  json.begin_object("credential");
  json.boolean("of_ingredient", facts.of_ingredient);
  json.text("fault", word_of(facts.fault));
  json.text_if_any("signer", facts.signer);
  json.text_if_any("signed_at", facts.signed_at);
  json.text_if_any("list", facts.list);
  json.text_if_any("bound", facts.bound);
  if (!facts.failures.empty()) {
    json.begin_array("failures");
    for (const auto& failure : facts.failures) {
      json.begin_object();
      json.text_if_any("code", failure.code);
      json.text("words", failure.words);
      json.text_if_any("section", failure.section);
      json.text_if_any("explanation", failure.explanation);
      json.end_object();
    }
    json.end_array();
  }
  json.end_object();
}

void put_evidence(JsonWriter& json, const Evidence& evidence, Prompts prompts) {
  json.begin_object();
  json.text("kind", word_of(evidence.kind));
  json.text("state", word_of(evidence.state));
  json.begin_array("claims");
  for (const auto claim : evidence.claims) json.text_item(word_of(claim));
  json.end_array();
  json.text("strength", word_of(evidence.strength));
  json.text_if_any("signal", evidence.signal);
  json.text_if_any("source_type", evidence.source_type);
  json.text_if_any("tool", evidence.tool);
  json.text_if_any("model", evidence.model);
  json.text_if_any("when", evidence.when);
  if (!evidence.prompt.empty()) put_prompt(json, "prompt", evidence.prompt, prompts);
  put_parameters(json, evidence, prompts);
  put_place(json, "where", evidence.where);
  json.text_if_any("limits", evidence.limits);
  if (evidence.credential) put_credential(json, *evidence.credential);
  json.end_object();
}

void put_faults(JsonWriter& json, const FileReport& file) {
  json.begin_array("faults");
  for (const auto& fault : file.faults) {
    json.begin_object();
    json.number("number", fault.number);
    json.text("text", fault.text);
    put_place(json, "where", fault.where);
    json.end_object();
  }
  json.end_array();
}

void put_picture(JsonWriter& json, const std::optional<PictureSize>& picture) {
  if (!picture) return;
  json.begin_object("picture");
  json.number("width_pixels", picture->width_pixels);
  json.number("height_pixels", picture->height_pixels);
  json.end_object();
}

void put_counts(JsonWriter& json, const ReportView& view) {
  json.begin_object("counts");
  json.number("files", view.counts.files);
  json.number("ai_evidence", view.counts.ai);
  json.number("captured", view.counts.captured);
  json.number("other_evidence", view.counts.other);
  json.number("no_evidence", view.counts.nothing);
  json.number("unreadable", view.counts.unreadable);
  if (view.check != nullptr) {
    json.number("fail", view.counts.fails);
    json.number("hold", view.counts.holds);
    json.number("note", view.counts.notes);
    json.number("waived", view.counts.waived);
  }
  json.end_object();
}

void put_waiver(JsonWriter& json, const AppliedWaiver& waiver) {
  json.begin_object("waiver");
  json.text("by", waiver.by);
  json.text("reason", waiver.reason);
  json.text_if_any("expires", waiver.expires);
  json.end_object();
}

void put_checked(JsonWriter& json, const CheckedFile& checked) {
  json.text("standing", word_of(checked.standing));
  json.begin_array("uses");
  for (const auto& use : checked.uses) json.text_item(use);
  json.end_array();
}

}  // namespace

void put_header(JsonWriter& json, const ReportView& view, const JsonOptions& options) {
  json.text("schema", view.check == nullptr ? scan_schema_id : check_schema_id);
  json.begin_object("generator");
  json.text("name", options.generator.name);
  json.text("version", options.generator.version);
  json.end_object();
  json.text("prompts", options.prompts == Prompts::Clear ? "clear" : "hashed");
  if (view.check == nullptr) return;
  json.begin_object("title");
  json.text("id", view.check->title_id);
  json.text("name", view.check->title_name);
  json.end_object();
  json.text("as_of", view.check->as_of);
  json.text("severities_source", view.check->severities_source);
  json.begin_array("rulebooks");
  for (const auto& book : view.check->rulebooks) {
    json.begin_object();
    json.text("id", book.id);
    json.text("version", book.version);
    json.text("sha256", book.sha256);
    json.end_object();
  }
  json.end_array();
}

void put_summary(JsonWriter& json, const ReportView& view) {
  if (view.check != nullptr) json.text("verdict", word_of(view.check->verdict));
  json.boolean("partial", view.scan.partial);
  json.number("files_not_reached", view.scan.files_not_reached);
  json.number("size_bytes", view.scan.size_bytes);
  put_counts(json, view);
  json.begin_array("troubles");
  for (const auto& trouble : view.scan.troubles) {
    json.begin_object();
    put_path(json, "path", trouble.path);
    json.text("why", trouble.why);
    json.end_object();
  }
  json.end_array();
}

void put_roots(JsonWriter& json, const ScanReport& scan) {
  json.begin_array("roots");
  for (const auto& root : scan.roots) {
    json.begin_object();
    put_path(json, "path", root);
    json.end_object();
  }
  json.end_array();
}

void put_file(JsonWriter& json, const FileView& view, Prompts prompts) {
  const auto& file = *view.file;
  const auto& facts = facts_of(file.format);
  put_path(json, "path", file.path);
  json.number("size_bytes", file.size_bytes);
  if (file.sha256) {
    json.text("sha256", file.sha256->hex());
  } else {
    json.null("sha256");
  }
  json.text("format", facts.name);
  json.text("media_type", facts.media_type);
  json.boolean("extension_mismatch", file.extension_mismatch);
  put_picture(json, file.picture);
  json.boolean("ai_evidence", view.reading == Reading::Ai);
  if (view.checked != nullptr) put_checked(json, *view.checked);
  json.begin_array("evidence");
  for (const auto& evidence : file.evidence) put_evidence(json, evidence, prompts);
  json.end_array();
  put_faults(json, file);
}

void put_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object();
  json.text("id", finding.id);
  json.text("rule", finding.rule);
  json.text("title", finding.title);
  json.text("severity", word_of(finding.severity));
  json.text_if_any("clause", finding.clause);
  if (!finding.file.empty()) put_path(json, "file", finding.file);
  if (!finding.where.path.empty()) put_place(json, "where", finding.where);
  json.text_if_any("use", finding.use);
  json.text("expected", finding.expected);
  json.text("found", finding.found);
  json.text("to_do", finding.to_do);
  json.text_if_any("waivable_by", finding.waivable_by);
  if (finding.waiver) put_waiver(json, *finding.waiver);
  json.end_object();
}

}  // namespace gg::report
