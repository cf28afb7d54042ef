#include "signing/source_type.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace gg::signing {
namespace {

constexpr std::string_view iptc = "http://cv.iptc.org/newscodes/digitalsourcetype/";
constexpr std::string_view c2pa = "http://c2pa.org/digitalsourcetype/";

struct SourceTypeRow {
  std::string_view name;
  std::string_view vocabulary;
};

constexpr std::array source_types = {
    SourceTypeRow{"trainedAlgorithmicMedia", iptc},
    SourceTypeRow{"compositeWithTrainedAlgorithmicMedia", iptc},
    SourceTypeRow{"compositeSynthetic", iptc},
    SourceTypeRow{"algorithmicallyEnhanced", iptc},
    SourceTypeRow{"trainedAlgorithmicData", c2pa},
    SourceTypeRow{"algorithmicMedia", iptc},
    SourceTypeRow{"dataDrivenMedia", iptc},
    SourceTypeRow{"digitalCreation", iptc},
    SourceTypeRow{"humanEdits", iptc},
    SourceTypeRow{"composite", iptc},
    SourceTypeRow{"compositeCapture", iptc},
    SourceTypeRow{"digitalCapture", iptc},
    SourceTypeRow{"computationalCapture", iptc},
    SourceTypeRow{"negativeFilm", iptc},
    SourceTypeRow{"positiveFilm", iptc},
    SourceTypeRow{"print", iptc},
    SourceTypeRow{"screenCapture", iptc},
    SourceTypeRow{"virtualRecording", iptc},
    SourceTypeRow{"empty", c2pa},
};

}  // namespace

std::vector<std::string_view> source_type_names() {
  std::vector<std::string_view> names;
  for (const auto& row : source_types) names.push_back(row.name);
  return names;
}

Result<std::string> source_type_address(std::string_view name) {
  if (name.starts_with("http://") || name.starts_with("https://")) return std::string(name);
  const auto found = std::ranges::find(source_types, name, &SourceTypeRow::name);
  if (found != source_types.end()) return std::string(found->vocabulary) + std::string(found->name);
  std::vector<std::string> names;
  for (const auto& row : source_types) names.emplace_back(row.name);
  return fail(
      Error{ErrorKind::InvalidInput, "\"" + std::string(name) +
                                         "\" is no digital source type: give an address, or " +
                                         joined(names, ", ")});
}

std::string_view source_type_of_uses(const std::vector<std::string>& how) {
  const auto all = [&](std::string_view wanted) {
    return std::ranges::all_of(how, [&](const std::string& one) { return one == wanted; });
  };
  if (all("generated")) return "trainedAlgorithmicMedia";
  if (all("enhanced")) return "algorithmicallyEnhanced";
  return "compositeWithTrainedAlgorithmicMedia";
}

}  // namespace gg::signing
