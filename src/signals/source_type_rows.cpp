#include "base/text.h"
#include "signals/reading.h"
#include "signals/source_type.h"
#include "signals/table.h"

#include <array>
#include <string>

namespace gg::signals {
namespace {

constexpr std::size_t address_bytes_max = 512;

/// An address may stand inside a longer text: from "digitalsourcetype/" to the end of the word.
std::string_view address_in(std::string_view value) {
  constexpr std::string_view word = "digitalsourcetype/";
  const auto lowered = ascii_lower(value.substr(0, address_bytes_max));
  const auto first = lowered.find(word);
  if (first == std::string::npos) return trimmed(value);
  const auto rest = value.substr(first + word.size(), address_bytes_max);
  return rest.substr(0, rest.find_first_of(" \t\r\n\"'<>,;|"));
}

std::optional<Evidence> read_type(Reading&, const Field& field, Evidence evidence) {
  const auto type = parse_source_type(address_in(field.value));
  if (type.code.empty()) return std::nullopt;
  evidence.source_type = type.code;
  evidence.claims = {type.claim};
  if (!type.note.empty()) evidence.limits = type.note + " " + evidence.limits;
  evidence.parameters.emplace_back("digital source type", std::string(trimmed(field.value)));
  return evidence;
}

/// An address in a field that is not named after it: only where it is the whole text, or nearly.
std::optional<Evidence> read_stray_type(Reading& reading, const Field& field, Evidence evidence) {
  if (field.value.size() > address_bytes_max || fits_key("*DigitalSourceType", field.key) ||
      fits_key("*DigitalSourcefileType", field.key))
    return std::nullopt;
  return read_type(reading, field, std::move(evidence));
}

/// The four fields of IPTC 2025.1 as one piece of evidence, at the first that stands in the file.
std::optional<Evidence> read_ai_fields(Reading& reading, const Field& field, Evidence evidence) {
  if (reading.said("iptc-ai-fields")) return std::nullopt;
  const auto prefix = field.key.substr(0, field.key.rfind(':') + 1);
  const auto member = [&](std::string_view name) {
    return reading.text(Carrier::Xmp, prefix + std::string(name), &field);
  };
  const auto add = [&evidence](std::string_view name, std::string_view text) {
    if (!text.empty()) evidence.parameters.emplace_back(name, text);
  };
  evidence.tool = member("AISystemUsed");
  evidence.model = member("AISystemVersionUsed");
  evidence.prompt = member("AIPromptInformation");
  add("AI system used", evidence.tool);
  add("AI system version used", evidence.model);
  add("AI prompt writer name", member("AIPromptWriterName"));
  return evidence;
}

constexpr std::array source_type_table = {
    Row{.id = "iptc-source-type",
        .tool = "",
        .kind = EvidenceKind::SourceType,
        .spots = {{{anywhere, "*DigitalSourceType"}, {anywhere, "*DigitalSourcefileType"}}},
        .value = "",
        .claim = Claim::NotStated,
        .recognize = read_type,
        .source = "IPTC NewsCodes digitalsourcetype 2024-10-23",
        .limits = limits::unsigned_text},
    Row{.id = "stray-source-type",
        .tool = "",
        .kind = EvidenceKind::SourceType,
        .spots = {{{anywhere, "*"}}},
        .value = "~digitalsourcetype/",
        .claim = Claim::NotStated,
        .recognize = read_stray_type,
        .source = "IPTC NewsCodes digitalsourcetype; addresses are seen in other fields",
        .limits = limits::unsigned_text},
    Row{.id = "iptc-ai-fields",
        .tool = "",
        .kind = EvidenceKind::SourceType,
        .spots = {{{in(Carrier::Xmp), "*:AISystemUsed"},
                   {in(Carrier::Xmp), "*:AISystemVersionUsed"},
                   {in(Carrier::Xmp), "*:AIPromptInformation"},
                   {in(Carrier::Xmp), "*:AIPromptWriterName"}}},
        .value = "",
        .claim = Claim::Generated,
        .recognize = read_ai_fields,
        .source = "IPTC Photo Metadata Standard 2025.1",
        .limits = "Says that an AI system was used, not whether for the whole or for a part. "
                  "Unsigned metadata: anyone can write, copy or remove it."},
};

}  // namespace

std::span<const Row> source_type_rows() { return source_type_table; }

}  // namespace gg::signals
