#include "pipeline/generation_facts.h"

#include "base/base64.h"
#include "base/check.h"
#include "base/sha256.h"
#include "base/text.h"
#include "container/format.h"
#include "register/date.h"
#include "report/prompt.h"

#include <algorithm>
#include <vector>

namespace gg::pipeline {
namespace {

constexpr std::size_t line_bytes_max = 300;
constexpr std::size_t short_bytes_max = 100;
constexpr std::size_t listed_max = 50;
constexpr std::size_t picture_bytes_max = 64U << 10;  // what a desk takes

/// At most `bytes_max` bytes of whole characters.
std::string cut(std::string_view text, std::size_t bytes_max) {
  auto whole = to_utf8(text);
  if (whole.size() <= bytes_max) return whole;
  auto end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(whole[end]) & 0xC0U) == 0x80U) --end;
  whole.resize(end);
  return whole;
}

/// The end of a path says more than its beginning.
std::string name_of(const std::string& path) {
  auto whole = to_utf8(path);
  if (whole.size() <= line_bytes_max) return whole;
  auto first = whole.size() - line_bytes_max;
  while (first < whole.size() && (static_cast<unsigned char>(whole[first]) & 0xC0U) == 0x80U)
    ++first;
  return whole.substr(first);
}

/// The first evidence that says something counts: a scan lists the strongest first.
void put_first(Json& facts, const char* name, const std::string& text, std::size_t bytes_max) {
  if (!text.empty() && !facts.contains(name)) facts[name] = cut(text, bytes_max);
}

void add_parameters(Json& parameters, const Evidence& evidence) {
  for (const auto& [name, value] : evidence.parameters) {
    if (parameters.size() >= listed_max || name.empty()) continue;
    if (report::holds_prompt(evidence, name, value)) continue;
    const auto key = cut(name, short_bytes_max);
    if (!parameters.contains(key)) parameters[key] = cut(value, line_bytes_max);
  }
}

void add_evidence(Json& facts, const Evidence& evidence) {
  if (evidence.kind == EvidenceKind::Absent || evidence.kind == EvidenceKind::Unreadable) return;
  put_first(facts, "tool", evidence.tool, line_bytes_max);
  put_first(facts, "model", evidence.model, line_bytes_max);
  put_first(facts, "source_type", evidence.source_type, short_bytes_max);
  put_first(facts, "when", evidence.when, short_bytes_max);
  if (!evidence.prompt.empty() && !facts.contains("prompt_sha256"))
    facts["prompt_sha256"] = sha256_of(evidence.prompt).hex();
  auto& signals = facts["signals"];
  const auto signal = cut(evidence.signal, short_bytes_max);
  if (!signal.empty() && signals.size() < listed_max &&
      std::ranges::find(signals, Json(signal)) == signals.end())
    signals.push_back(signal);
  add_parameters(facts["parameters"], evidence);
}

Json stated_in(const FileReport& file) {
  Json facts{{"format", facts_of(file.format).name}};
  if (file.picture) facts["width"] = file.picture->width_pixels;
  if (file.picture) facts["height"] = file.picture->height_pixels;
  facts["signals"] = Json::array();
  facts["parameters"] = Json::object();
  for (const auto& evidence : file.evidence) add_evidence(facts, evidence);
  for (const char* name : {"signals", "parameters"})
    if (facts.at(name).empty()) facts.erase(name);
  return facts;
}

std::string day_of(const Json& facts, const std::string& modified) {
  const auto stated = Date::parse_start(text_member(facts, "when"));
  return stated ? stated->text() : modified;
}

}  // namespace

Json asset_of(const FileReport& file, std::string_view status, const std::string& modified) {
  GG_CHECK(file.sha256.has_value());
  auto facts = stated_in(file);
  const bool has_credential = std::ranges::any_of(file.evidence, [](const Evidence& evidence) {
    return evidence.kind == EvidenceKind::Credential;
  });
  return {{"sha256", file.sha256->hex()},
          {"file", name_of(file.path)},
          {"size_bytes", file.size_bytes},
          {"status", status},
          {"kind", "generated"},
          {"generated", day_of(facts, modified)},
          {"had_credential", has_credential},
          {"generation", std::move(facts)}};
}

void add_picture(Json& asset, const report::Thumbnail& thumbnail) {
  if (thumbnail.jpeg.empty() || thumbnail.jpeg.size() > picture_bytes_max) return;
  asset["picture"] = base64_of(thumbnail.jpeg);
}

}  // namespace gg::pipeline
