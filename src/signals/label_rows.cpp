#include "base/text.h"
#include "signals/reading.h"
#include "signals/table.h"

#include <algorithm>
#include <array>
#include <string>

namespace gg::signals {
namespace {

/// The seven members of the label, in the order of the standard.
/// Source: GB 45438-2025 annex E.
constexpr std::array<std::string_view, 7> members = {
    "Label",       "ContentProducer", "ProduceID", "ReservedCode1", "ContentPropagator",
    "PropagateID", "ReservedCode2"};

/// Who stands behind a producer code. The code is 001, 1, the 18 characters of the producer's
/// unified social credit code, and 5 digits; the credit code alone names the company.
struct Producer {
  std::string_view part;  ///< Of `ContentProducer`.
  std::string_view name;
  std::string_view note;
};
constexpr std::array producers = {
    Producer{"91110102MACQD9K640", "Doubao", ""},
    Producer{"9144030008867405X2", "Jimeng", ""},
    Producer{"91110000802100433B", "Baidu",
             "Some guides give this producer code to Qwen; the credit code is Baidu's."},
    Producer{"91330106MA2CFLDG4R", "Wan", ""},
    Producer{"doubao", "Doubao", ""},
    Producer{"picwish", "PicWish", ""},
    Producer{"minimax agent ai", "MiniMax Agent", ""},
};

void name_producer(std::string_view code, Evidence& evidence) {
  for (const auto& producer : producers) {
    if (!contains_ignoring_case(code, producer.part)) continue;
    evidence.tool = producer.name;
    if (!producer.note.empty()) evidence.limits += " " + std::string(producer.note);
    return;
  }
}

/// The unified social credit code in a producer code: 001, 1, 18 characters, 5 digits; empty where
/// the text has another form. Source: GB 45438-2025 annex E; measured on Doubao's and Jimeng's.
std::string_view credit_code(std::string_view code) {
  constexpr std::string_view head = "0011";
  constexpr std::size_t credit_bytes = 18;
  constexpr std::size_t digits = 5;
  if (code.size() != head.size() + credit_bytes + digits || !code.starts_with(head)) return {};
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto credit = code.substr(head.size(), credit_bytes);
  const bool fits =
      std::ranges::all_of(credit, [&](char c) { return is_digit(c) || is_letter(c); }) &&
      std::ranges::all_of(code.substr(head.size() + credit_bytes), is_digit);
  return fits ? credit : std::string_view{};
}

void read_producer(std::string_view code, Evidence& evidence) {
  if (code.empty()) return;
  name_producer(code, evidence);
  if (const auto credit = credit_code(code); !credit.empty())
    evidence.parameters.emplace_back("unified social credit code", credit);
  else
    evidence.limits += " The producer is not written as the standard's code.";
}

/// What `Label` says. Source: GB 45438-2025: 1 generated, 2 possibly, 3 suspected.
void read_label(std::string_view label, Evidence& evidence) {
  if (label == "1") return;
  evidence.strength = Strength::Hint;
  if (label == "2") {
    evidence.limits = "Label 2: possibly generated. " + evidence.limits;
  } else if (label == "3") {
    evidence.limits = "Label 3: suspected to be generated. " + evidence.limits;
  } else if (label.empty()) {
    evidence.limits = "The label has no Label member. " + evidence.limits;
  } else {
    evidence.limits = "Label \"" + std::string(label.substr(0, 40)) +
                      "\" is not 1, 2 or 3 of GB 45438-2025. " + evidence.limits;
  }
}

/// Reads the label from `object`; a bare JSON object is one only if it has a member of the label.
std::optional<Evidence> read_members(const Json& object, Evidence evidence) {
  const auto has = [&object](std::string_view key) { return find_member(object, key) != nullptr; };
  if (std::ranges::none_of(members, has)) return std::nullopt;
  for (const auto key : members)
    if (const auto* member = find_member(object, key))
      evidence.parameters.emplace_back(key, scalar_text(*member));
  const auto* label = find_member(object, "Label");
  read_label(label == nullptr ? "" : scalar_text(*label), evidence);
  const auto* producer = find_member(object, "ContentProducer");
  if (producer != nullptr) read_producer(scalar_text(*producer), evidence);
  return evidence;
}

/// The label may stand in the field itself, in its member "AIGC", or there once more as text.
std::optional<Evidence> read_object(const Json& object, Evidence evidence) {
  const auto* inner = find_member(object, "AIGC");
  if (inner == nullptr) return read_members(object, std::move(evidence));
  if (inner->is_object()) return read_members(*inner, std::move(evidence));
  if (!inner->is_string()) return std::nullopt;
  const auto parsed = parse_json(inner->get_ref<const std::string&>());
  return parsed ? read_members(*parsed, std::move(evidence)) : std::nullopt;
}

std::string without_entities(std::string_view text) {
  struct Entity {
    std::string_view name;
    char value;
  };
  constexpr std::array entities = {
      Entity{"&quot;", '"'}, Entity{"&#34;", '"'}, Entity{"&#x22;", '"'}, Entity{"&apos;", '\''},
      Entity{"&lt;", '<'},   Entity{"&gt;", '>'},  Entity{"&amp;", '&'}};
  std::string out;
  while (!text.empty()) {
    const auto* const entity = std::ranges::find_if(
        entities, [text](const Entity& known) { return text.starts_with(known.name); });
    const bool found = entity != entities.end();
    out += found ? entity->value : text.front();
    text.remove_prefix(found ? entity->name.size() : 1);
  }
  return out;
}

std::optional<Evidence> read_aigc(Reading& reading, const Field& field, Evidence evidence) {
  if (const auto* object = reading.object(field)) return read_object(*object, std::move(evidence));
  if (field.value.find('&') == std::string::npos) return std::nullopt;
  const auto parsed = parse_json(trimmed(without_entities(field.value)));  // escaped twice
  return parsed ? read_object(*parsed, std::move(evidence)) : std::nullopt;
}

/// The variant that names the service in a picture's description.
std::optional<Evidence> read_service_label(Reading& reading, const Field& field,
                                           Evidence evidence) {
  const auto* object = reading.object(field);
  if (object == nullptr) return std::nullopt;
  const auto* inner = find_member(*object, "AIGC");
  const auto& label = inner != nullptr && inner->is_object() ? *inner : *object;
  const auto* provider = find_member(label, "ServiceProvider");
  if (provider == nullptr) return std::nullopt;
  for (const auto& [key, value] : label.items())
    evidence.parameters.emplace_back(key, scalar_text(value));
  const auto* word = find_member(label, "Label");
  read_label(word == nullptr ? "" : scalar_text(*word), evidence);
  evidence.tool = scalar_text(*provider);
  return evidence;
}

constexpr std::string_view label_limits =
    "A label that Chinese law asks for, unsigned: it can be written or removed by anyone, and "
    "does not say what in the file was made.";

constexpr std::array label_table = {
    Row{.id = "aigc",
        .tool = "",
        .kind = EvidenceKind::Label,
        .spots = {{{anywhere, "AIGC"},
                   {in(Carrier::Xmp), "*:AIGC"},
                   {in(Carrier::Id3, Carrier::QuickTimeKey, Carrier::QuickTimeText,
                       Carrier::MatroskaTag),
                    "*:AIGC"},
                   {in(Carrier::QuickTimeKey, Carrier::MatroskaTag), "*.AIGC"}}},
        .value = "",
        .recognize = read_aigc,
        .source = "GB 45438-2025 (TC260); measured on ai-generators/doubao and jimeng",
        .limits = label_limits},
    Row{.id = "aigc-inside",
        .tool = "",
        .kind = EvidenceKind::Label,
        .spots = {{{in(Carrier::Exif), "UserComment"},
                   {in(Carrier::Exif), "ImageDescription"},
                   {in(Carrier::Exif), "XPComment"},
                   {in(Carrier::AppSegment, Carrier::Comment, Carrier::RiffChunk), "*"},
                   {in(Carrier::BmffBox, Carrier::Trailer), "*"},
                   {in(Carrier::RiffInfo), "ICMT"},
                   {in(Carrier::Id3), "COMM*"},
                   {in(Carrier::Xmp), "exif:UserComment*"}}},
        .value = "^{\"AIGC\"|^{ \"AIGC\"|^AIGC{|^AIGC {|~\"AIGC\":",
        .recognize =
            [](Reading& reading, const Field& field, Evidence evidence) {
              return fits_key("AIGC", field.key) ? std::nullopt
                                                 : read_aigc(reading, field, std::move(evidence));
            },
        .source = "TC260 practice: Exif UserComment, and AIGC{…} bare in an APP segment",
        .limits = label_limits},
    Row{.id = "aigc-service",
        .tool = "",
        .kind = EvidenceKind::Label,
        .spots = {{{in(Carrier::Exif), "ImageDescription"}, {in(Carrier::Exif), "UserComment"}}},
        .value = "~\"ServiceProvider\"",
        .recognize = read_service_label,
        .source = "TC260 writers: the variant with ServiceProvider and ServiceUser",
        .limits = label_limits},
};

}  // namespace

std::span<const Row> label_rows() { return label_table; }

}  // namespace gg::signals
