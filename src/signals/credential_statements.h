#pragma once

#include "credentials/manifest_list.h"

#include <string>
#include <utility>
#include <vector>

namespace gg::signals {

/// What a manifest says of generative AI beside its digital source types. *value*
struct AiStatements {
  bool states_generation = false;
  std::string tool;    ///< Only where an AI system is named as such.
  std::string model;   ///< Only where a model is named as such.
  std::string prompt;  ///< Sensitive.
  std::vector<std::pair<std::string, std::string>> parameters;  ///< In reading order, no prompts.
};

/// Reads the assertions made for it (c2pa.ai_generated_content, c2pa.ai-disclosure), the IPTC
/// 2025.1 fields in metadata assertions, the words "AI Generated" in the description of an action,
/// which Microsoft writes instead of a source type, and Firefly's parameters of actions. An
/// assertion that says "false" of anything denies and states nothing. Never fails.
/// Source: C2PA 2.4 (c2pa.ai-disclosure); IPTC Photo Metadata Standard 2025.1; measured on
/// ai-generators/flux-1, firefly-1 and ms-validator/bing_creator.
AiStatements read_ai_statements(const credentials::ManifestSummary& manifest);

}  // namespace gg::signals
