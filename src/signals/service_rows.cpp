#include "base/text.h"
#include "signals/reading.h"
#include "signals/table.h"

#include <algorithm>
#include <array>
#include <string>

namespace gg::signals {
namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// 8-4-4-4-12 hexadecimal digits.
bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const bool dash = index == 8 || index == 13 || index == 18 || index == 23;
    if (dash ? text[index] != '-' : !is_hex(text[index])) return false;
  }
  return true;
}

/// "Signature: " and at least 64 characters of base64.
bool is_signature(std::string_view text) {
  constexpr std::string_view word = "Signature:";
  constexpr std::size_t base64_min = 64;
  if (!text.starts_with(word)) return false;
  text = trimmed(text.substr(word.size()));
  const auto is_base64 = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '=';
  };
  return text.size() >= base64_min && std::ranges::all_of(text.substr(0, base64_min), is_base64);
}

std::optional<Evidence> read_grok(Reading& reading, const Field& field, Evidence evidence) {
  if (!is_uuid(trimmed(field.value))) return std::nullopt;
  if (!is_signature(reading.text(Carrier::Exif, "ImageDescription", &field)) &&
      !is_signature(reading.text(Carrier::Exif, "UserComment", &field)))
    return std::nullopt;
  evidence.parameters.emplace_back("image id", trimmed(field.value));
  return evidence;
}

/// "a cat --ar 16:9 --v 5.2 Job ID: 2f6e…": the prompt, its options, and the job.
std::optional<Evidence> read_midjourney(Reading& reading, const Field& field, Evidence evidence) {
  constexpr std::string_view word = "Job ID:";
  constexpr std::size_t uuid_bytes = 36;
  const std::string_view text = field.value;
  const auto job = text.find(word);
  if (job == std::string_view::npos) return std::nullopt;
  const auto id = trimmed(text.substr(job + word.size())).substr(0, uuid_bytes);
  if (!is_uuid(id)) return std::nullopt;
  const auto head = trimmed(text.substr(0, job));
  const auto options = std::min(head.find(" --"), head.size());
  evidence.prompt = trimmed(head.substr(0, options));
  evidence.parameters.emplace_back("job id", id);
  if (options < head.size())
    evidence.parameters.emplace_back("options", trimmed(head.substr(options)));
  for (const std::string_view flag : {"--v ", "--version ", "--niji "})
    if (const auto at = head.find(flag); at != std::string_view::npos) {
      const auto rest = head.substr(at + flag.size());
      evidence.model =
          (flag == "--niji " ? "niji " : "v") + std::string(rest.substr(0, rest.find(' ')));
    }
  if (const auto author = reading.text(Carrier::PngText, "Author", &field); !author.empty())
    evidence.parameters.emplace_back("author", author);
  if (const auto guid = reading.text(Carrier::Xmp, "Iptc4xmpExt:DigitalImageGUID"); !guid.empty())
    evidence.parameters.emplace_back("image guid", guid);
  evidence.when = reading.text(Carrier::PngText, "Creation Time", &field);
  return evidence;
}

/// Exif JSON of ByteDance's tools. Only an export of a generation says that something was made.
std::optional<Evidence> read_bytedance(Reading& reading, const Field& field, Evidence evidence) {
  struct Product {
    std::string_view word;
    std::string_view tool;
  };
  constexpr std::array products = {Product{"doubao", "Doubao"}, Product{"xinghui", "Xinghui"},
                                   Product{"dreamina", "Dreamina"}};
  const auto* object = reading.object(field);
  if (object == nullptr) return std::nullopt;
  const auto product = text_member(*object, "product");
  const bool has_aigc = find_member(*object, "aigc_info") != nullptr;
  const auto* const known = std::ranges::find_if(
      products, [&](const Product& each) { return equals_ignoring_case(each.word, product); });
  if (known == products.end() && !has_aigc) return std::nullopt;
  if (known != products.end()) evidence.tool = known->tool;
  const auto type = text_member(*object, "exportType");
  if (type != "generation" && !has_aigc) {
    evidence.claims = {Claim::NotStated};
    evidence.strength = Strength::Hint;
  }
  evidence.parameters.emplace_back("product", product);
  evidence.parameters.emplace_back("exportType", type);
  return evidence;
}

/// Galaxy AI: the editor's data hold "genAIType": n; 0 is an edit without AI.
std::optional<Evidence> read_samsung(Reading&, const Field& field, Evidence evidence) {
  constexpr std::string_view word = "\"genAIType\":";
  const auto at = field.value.find(word);
  if (at == std::string::npos) return std::nullopt;
  const auto rest = trimmed(std::string_view(field.value).substr(at + word.size()));
  const auto number = rest.substr(0, rest.find_first_not_of("-0123456789"));
  if (number.find_first_not_of("-0") == std::string_view::npos) return std::nullopt;
  evidence.parameters.emplace_back("genAIType", number);
  return evidence;
}

std::optional<Evidence> keep_value(Reading&, const Field& field, Evidence evidence) {
  constexpr std::size_t value_bytes_max = 200;
  evidence.parameters.emplace_back(
      field.key, to_utf8(trimmed(std::string_view(field.value).substr(0, value_bytes_max))));
  return evidence;
}

/// "Generated by Luma AI's Uni-1 model".
std::optional<Evidence> read_luma(Reading& reading, const Field& field, Evidence evidence) {
  constexpr std::string_view word = "Luma AI's ";
  constexpr std::size_t model_bytes_max = 40;
  const std::string_view text = field.value;
  const auto first = text.find(word);
  const auto end =
      text.find(" model", first == std::string_view::npos ? first : first + word.size());
  if (end != std::string_view::npos && end - first - word.size() <= model_bytes_max)
    evidence.model = text.substr(first + word.size(), end - first - word.size());
  return keep_value(reading, field, std::move(evidence));
}

/// A manifest that is kept elsewhere is named, not read.
std::optional<Evidence> read_remote(Reading&, const Field& field, Evidence evidence) {
  evidence.state = State::NotYetValidated;
  evidence.parameters.emplace_back("address", trimmed(field.value));
  return evidence;
}

/// Where programs write their names.
constexpr Spots software = {
    {{in(Carrier::Exif), "Software"},
     {in(Carrier::Exif), "ProcessingSoftware"},
     {in(Carrier::Xmp), "xmp:CreatorTool"},
     {in(Carrier::PngText), "Software"},
     {in(Carrier::QuickTimeText), "\u00A9too"},
     {in(Carrier::QuickTimeText), "\u00A9swr"},
     {in(Carrier::QuickTimeKey, Carrier::ExrAttribute), "*software"},
     {in(Carrier::QuickTimeKey, Carrier::MatroskaTag, Carrier::VorbisComment), "*encoder"},
     {in(Carrier::EncoderMark), "*"},
     {in(Carrier::MatroskaTag), "*App"},
     {in(Carrier::RiffInfo), "ISFT"},
     {in(Carrier::Id3), "TSSE"},
     {in(Carrier::PdfInfo), "Creator"},
     {in(Carrier::PdfInfo), "Producer"},
     {in(Carrier::MxfProperty), "ProductName"}}};
/// Where a video names the program that coded it.
constexpr Spots video = {{{in(Carrier::Sei), "*"},
                          {in(Carrier::QuickTimeText), "\u00A9too"},
                          {in(Carrier::QuickTimeText), "\u00A9swr"},
                          {in(Carrier::QuickTimeKey), "*software"},
                          {in(Carrier::QuickTimeKey, Carrier::MatroskaTag), "*encoder"},
                          {in(Carrier::MatroskaTag), "*App"},
                          {in(Carrier::BmffBox), "handler_name"},
                          {in(Carrier::BmffBox), "compressor"}}};
constexpr Spots credits = {{{in(Carrier::Xmp), "photoshop:Credit"},
                            {in(Carrier::Iptc), "2:110"},
                            {in(Carrier::Xmp), "photoshop:Source"},
                            {in(Carrier::Exif), "ImageDescription"},
                            {in(Carrier::Exif), "Artist"}}};
constexpr Spots history = {{{in(Carrier::Xmp), "xmpMM:History[*"},
                            {in(Carrier::Xmp), "xmpMM:History/*"},
                            {in(Carrier::Xmp), "photoshop:History"}}};

constexpr std::string_view one_report =
    "A tag named by one public source and not confirmed on files: a reason to ask, no proof.";
constexpr std::array service_table = {
    Row{.id = "midjourney",
        .tool = "Midjourney",
        .spots = {{{in(Carrier::PngText), "Description"},
                   {in(Carrier::Xmp), "dc:description*"},
                   {in(Carrier::Exif), "ImageDescription"}}},
        .value = "~Job ID:",
        .recognize = read_midjourney,
        .source = "measured on ai-generators/midjourney",
        .limits = limits::unsigned_text},
    Row{.id = "grok",
        .tool = "xAI Grok",
        .spots = {{{in(Carrier::Exif), "Artist"}}},
        .value = "",
        .recognize = read_grok,
        .source = "measured on ai-generators/grok-1",
        .limits = "The shape of the fields is Grok's; the signature in them cannot be checked."},
    Row{.id = "ideogram",
        .tool = "Ideogram",
        .spots = {{{in(Carrier::Exif), "Make"}, {in(Carrier::Exif), "Software"}}},
        .value = "~Ideogram",
        .source = "remove-ai-watermarks, constants",
        .limits = limits::unsigned_text},
    Row{.id = "luma",
        .tool = "Luma",
        .spots = {{{in(Carrier::PngText), "Source"},
                   {in(Carrier::PngText), "Comment"},
                   {in(Carrier::Exif), "Software"}}},
        .value = "=Luma AI|~Generated by Luma AI",
        .recognize = read_luma,
        .source = "remove-ai-watermarks, landscape",
        .limits = limits::unsigned_text},
    Row{.id = "adobe-firefly",
        .tool = "Adobe Firefly",
        .spots = software,
        .value = "~Adobe Firefly",
        .source = "Adobe Firefly's own name",
        .limits = limits::unsigned_text},
    Row{.id = "photoshop-generative",
        .tool = "Adobe Photoshop (generative)",
        .spots = history,
        .value = "~Generative Fill|~Generative Expand|~Generative Remove|~Adobe Firefly|"
                 "~Generate Image|~Generate Background",
        .claim = Claim::Altered,
        .recognize = keep_value,
        .source = "Names of Photoshop's generative commands in xmpMM:History",
        .limits = "An entry of the edit history, unsigned: what it made may have been removed "
                  "again, and anyone can write it."},
    Row{.id = "google-ai-credit",
        .tool = "Google AI",
        .spots = credits,
        .value = "~Made with Google AI",
        .source = "remove-ai-watermarks: photoshop:Credit",
        .limits = limits::unsigned_text},
    Row{.id = "google-ai-edit",
        .tool = "Google AI",
        .spots = credits,
        .value = "~Edited with Google AI",
        .claim = Claim::Altered,
        .source = "Google Photos: photoshop:Credit",
        .limits = limits::unsigned_text},
    Row{.id = "veo",
        .tool = "Google Veo",
        .spots = {{{in(Carrier::QuickTimeText), "\u00A9too"},
                   {in(Carrier::QuickTimeKey), "*encoder"}}},
        .value = "=Google",
        .strength = Strength::Hint,
        .source = "aivid: some Veo files",
        .limits = "The same name may be written by other Google software; videos that YouTube "
                  "re-encoded carry a longer one, which is not this signal."},
    Row{.id = "reve",
        .tool = "Reve",
        .spots = software,
        .value = "~reve.com",
        .source = "remove-ai-watermarks, constants",
        .limits = limits::unsigned_text},
    Row{.id = "aphrodite",
        .tool = "Aphrodite AI",
        .spots = {{{in(Carrier::Exif), "Make"},
                   {in(Carrier::Exif), "Software"},
                   {in(Carrier::Xmp), "xmp:CreatorTool"}}},
        .value = "~Aphrodite AI",
        .source = "remove-ai-watermarks, constants",
        .limits = limits::unsigned_text},
    Row{.id = "apple-clean-up",
        .tool = "Apple Photos Clean Up",
        .spots = {{{in(Carrier::Exif), "Software"},
                   {in(Carrier::Xmp), "xmp:CreatorTool"},
                   {in(Carrier::Xmp), "photoshop:Credit"},
                   {in(Carrier::Iptc), "2:110"}}},
        .value = "~Apple Photos Clean Up",
        .claim = Claim::Altered,
        .source = "remove-ai-watermarks, constants",
        .limits = limits::unsigned_text},
    Row{.id = "named-tool",
        .tool = "",
        .spots = software,
        .value = "~Midjourney|~Stable Diffusion|~DALL-E|~DALL\u00B7E|~ComfyUI|~InvokeAI|"
                 "~Draw Things|~Fooocus|~DreamStudio|~Leonardo.Ai",
        .recognize = [](Reading&, const Field& field,
                        Evidence evidence) -> std::optional<Evidence> {
          evidence.tool = to_utf8(trimmed(std::string_view(field.value).substr(0, 80)));
          return evidence;
        },
        .source = "The tools' own names where programs write theirs",
        .limits = limits::unsigned_text},
    Row{.id = "samsung-galaxy-ai",
        .tool = "Samsung Galaxy AI",
        .spots = {{{in(Carrier::Trailer, Carrier::AppSegment, Carrier::BmffBox), "*"},
                   {in(Carrier::Exif), "UserComment"}}},
        .value = "~genAIType",
        .claim = Claim::Altered,
        .recognize = read_samsung,
        .source = "remove-ai-watermarks: genAIType in PhotoEditor_Re_Edit_Data",
        .limits = "An undocumented field of the phone's editor; says that a tool ran, not where."},
    Row{.id = "bytedance",
        .tool = "ByteDance",
        .spots = {{{in(Carrier::Exif), "*"},
                   {in(Carrier::QuickTimeKey, Carrier::QuickTimeText), "*"},
                   {in(Carrier::PngText), "Comment"}}},
        .value = "~\"product\"|~aigc_info",
        .recognize = read_bytedance,
        .source = "remove-ai-watermarks: Exif JSON with product and exportType",
        .limits = limits::unsigned_text},
    Row{.id = "hugging-face-job",
        .tool = "Hugging Face Jobs",
        .spots = {{{in(Carrier::PngText), "hf-job-id"}}},
        .value = "",
        .claim = Claim::NotStated,
        .strength = Strength::Hint,
        .recognize = keep_value,
        .source = "remove-ai-watermarks: PNG hf-job-id",
        .limits = "Names a computing job, not a model: such jobs often, but not only, generate."},
    Row{.id = "kling-video",
        .tool = "Kling",
        .spots = video,
        .value = "#kling-ai|#klingai|#kling",
        .strength = Strength::Hint,
        .source = "public guide to video tags",
        .limits = one_report},
    Row{.id = "sora-video",
        .tool = "OpenAI Sora",
        .spots = video,
        .value = "#sora",
        .strength = Strength::Hint,
        .source = "public guide to video tags",
        .limits = one_report},
    Row{.id = "runway-video",
        .tool = "Runway",
        .spots = video,
        .value = "#runway|#runwayml",
        .strength = Strength::Hint,
        .source = "public guide to video tags",
        .limits = one_report},
    Row{.id = "pika-video",
        .tool = "Pika",
        .spots = video,
        .value = "#pika-labs|#pika labs",
        .strength = Strength::Hint,
        .source = "public guide to video tags",
        .limits = one_report},
    Row{.id = "luma-video",
        .tool = "Luma",
        .spots = video,
        .value = "#luma-ai|#luma ai",
        .strength = Strength::Hint,
        .source = "public guide; aivid: handler name",
        .limits = one_report},
    Row{.id = "sora-sample-rate",
        .tool = "OpenAI Sora",
        .spots = {{{in(Carrier::BmffBox), "audio_sample_rate_hz"}}},
        .value = "=96000",
        .claim = Claim::NotStated,
        .strength = Strength::Hint,
        .recognize = keep_value,
        .source = "aivid: Sora's MP4 sound is 96 kHz",
        .limits = "Much recorded sound is 96 kHz too: this alone says nothing."},
    Row{.id = "remote-credential",
        .tool = "",
        .kind = EvidenceKind::Credential,
        .spots = {{{in(Carrier::Xmp), "dcterms:provenance*"}}},
        .value = "^http",
        .claim = Claim::NotStated,
        .strength = Strength::Hint,
        .recognize = read_remote,
        .source = "C2PA 2.2 section 15.5: remote manifests",
        .limits = "Names a content credential that is kept elsewhere; it was not fetched."},
};

}  // namespace

std::span<const Row> service_rows() { return service_table; }

}  // namespace gg::signals
