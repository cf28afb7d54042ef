#include "signals/source_type.h"

#include "base/text.h"

#include <array>

namespace gg::signals {
namespace {

constexpr std::size_t code_bytes_max = 80;

struct Code {
  std::string_view written;    ///< Code as in the vocabulary.
  std::string_view canonical;  ///< Code in force.
  Claim claim;
  std::string_view note;
};

constexpr std::string_view retired = "A retired code, read as the one in force.";
constexpr std::string_view mixed =
    "This code leaves open whether generative AI had a part: review the content.";
constexpr std::string_view no_model = "No trained model is claimed by this code.";

constexpr std::array codes = {
    Code{"digitalCapture", "digitalCapture", Claim::Captured, ""},
    Code{"computationalCapture", "computationalCapture", Claim::Captured,
         "Several frames merged in the camera, without generative AI."},
    Code{"negativeFilm", "negativeFilm", Claim::Captured, ""},
    Code{"positiveFilm", "positiveFilm", Claim::Captured, ""},
    Code{"print", "print", Claim::Captured, ""},
    Code{"humanEdits", "humanEdits", Claim::NotStated, "Edited by people with other tools."},
    Code{"minorHumanEdits", "humanEdits", Claim::NotStated, retired},
    Code{"algorithmicallyEnhanced", "algorithmicallyEnhanced", Claim::Enhanced,
         "The main content is said to be unchanged."},
    Code{"softwareImage", "softwareImage", Claim::NotStated,
         "A code retired in 2022: made with software, which says nothing of generative AI."},
    Code{"digitalArt", "digitalCreation", Claim::NotStated, retired},
    Code{"digitalCreation", "digitalCreation", Claim::NotStated, no_model},
    Code{"dataDrivenMedia", "dataDrivenMedia", Claim::NotStated, no_model},
    Code{"trainedAlgorithmicMedia", "trainedAlgorithmicMedia", Claim::Generated, ""},
    Code{"algorithmicMedia", "algorithmicMedia", Claim::NotStated,
         "Procedural: made by an algorithm that was not trained on content."},
    Code{"screenCapture", "screenCapture", Claim::NotStated,
         "A capture of a screen: what the screen showed is not stated, review the content."},
    Code{"virtualRecording", "virtualRecording", Claim::NotStated, mixed},
    Code{"composite", "composite", Claim::NotStated, mixed},
    Code{"compositeCapture", "compositeCapture", Claim::Captured, ""},
    Code{"compositeSynthetic", "compositeSynthetic", Claim::Composite, ""},
    Code{"compositeWithTrainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia",
         Claim::Altered, "Says that an original existed; the original is not in this field."},
    // schema.org
    Code{"MultiFrameComputationalCapture", "computationalCapture", Claim::Captured,
         "A schema.org word, read as computationalCapture."},
    Code{"multiFrameComputationalCaptureDigitalSource", "computationalCapture", Claim::Captured,
         "A schema.org word, read as computationalCapture."},
    // c2pa.org
    Code{"empty", "empty", Claim::NotStated,
         "An empty canvas: what was added is stated elsewhere."},
    Code{"trainedAlgorithmicData", "trainedAlgorithmicData", Claim::Generated,
         "Data made by a trained model, which need not be media."},
};

/// The code at the end of an address, or of a name with a prefix ("c2pa.…", "digsrctype:…").
std::string_view last_part(std::string_view text) {
  text = trimmed(text);
  while (text.ends_with('/')) text.remove_suffix(1);
  const auto cut = text.find_last_of("/#:.");
  return cut == std::string_view::npos ? text : text.substr(cut + 1);
}

/// Letters only, in lower case: spaces, hyphens and underscores are slips, not differences.
std::string folded(std::string_view text) {
  std::string letters;
  for (const char c : ascii_lower(text))
    if (c != ' ' && c != '-' && c != '_') letters += c;
  return letters;
}

const Code* find_code(std::string_view letters) {
  for (const auto& code : codes)
    if (equals_ignoring_case(code.written, letters)) return &code;
  return nullptr;
}

}  // namespace

SourceType parse_source_type(std::string_view text) {
  const auto written = last_part(text);
  auto letters = folded(written);
  if (letters.starts_with("compositedwith")) letters.erase(9, 1);
  const auto* code = find_code(letters);
  if (code == nullptr && letters.ends_with("digitalsource"))
    code = find_code(std::string_view(letters).substr(0, letters.size() - 13));
  if (code == nullptr) {
    const auto shown = to_utf8(written.substr(0, code_bytes_max));
    return {.code = shown,
            .note = "\"" + shown + "\" is not a code of the IPTC vocabulary: it states nothing."};
  }
  SourceType type{std::string(code->canonical), code->claim, true, std::string(code->note)};
  if (written != code->written) {
    if (!type.note.empty()) type.note += ' ';
    type.note += "Written \"" + to_utf8(written.substr(0, code_bytes_max)) + "\".";
  }
  return type;
}

}  // namespace gg::signals
