#include "gate/reconcile_rules.h"

namespace gg {
namespace {

std::string_view kind_in_words(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::Credential:
      return "a content credential";
    case EvidenceKind::SourceType:
      return "a digital source type";
    case EvidenceKind::Generator:
      return "a generator's mark";
    case EvidenceKind::Label:
      return "a label";
    case EvidenceKind::Watermark:
      return "a watermark";
    case EvidenceKind::Match:
      return "a match with a registered asset";
    case EvidenceKind::Declared:
      return "a declaration beside the file";
    case EvidenceKind::Camera:
      return "capture data";
    case EvidenceKind::Absent:
      return "nothing";
    case EvidenceKind::Unreadable:
      return "an unreadable part";
  }
  return "";
}

}  // namespace

std::string in_words(const Evidence& evidence) {
  std::string out = !evidence.tool.empty()          ? evidence.tool
                    : !evidence.source_type.empty() ? evidence.source_type
                    : !evidence.model.empty()       ? evidence.model
                                                    : "AI content";
  out += ", stated by " + std::string(kind_in_words(evidence.kind));
  if (!evidence.where.path.empty()) out += " in " + evidence.where.path;
  return out;
}

std::string in_words(const std::vector<const Delivered*>& files) {
  if (files.empty()) return "no file";
  std::string out = files.front()->report->path;
  if (files.size() == 2) out += " and 1 more file";
  if (files.size() > 2) out += " and " + std::to_string(files.size() - 1) + " more files";
  return out;
}

std::string in_words(const std::vector<Territory>& territories) {
  std::string out;
  for (const auto& territory : territories) out += (out.empty() ? "" : ", ") + territory.text();
  return out;
}

std::string in_words(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

}  // namespace gg
