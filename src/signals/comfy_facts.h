#pragma once

#include "json/json.h"
#include "signals/comfy_graph.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gg::signals {

/// One sampler (or other node that runs a generative model) of a graph. *value*
struct ComfySampler {
  std::string type;  ///< `class_type`: "KSampler".
  std::string seed;
  std::string steps;
  std::string cfg;
  std::string guidance;
  std::string sampler;
  std::string scheduler;
  std::string denoise;
  std::string model;  ///< File of the model that it samples with.
  std::string positive;
  std::string negative;
  bool alters_picture = false;  ///< Its first latent is an encoded picture or video.
};

/// What a ComfyUI graph says that its outputs were made with. *value*
struct ComfyFacts {
  std::vector<ComfySampler> samplers;  ///< In the order of the file; those that outputs use.
  std::vector<std::string> models;     ///< Files of models, each once.
  std::vector<std::string> loras;
  std::vector<std::pair<std::string, std::string>> other_files;  ///< Name of the input, file.
  std::vector<std::string> input_pictures;  ///< Pictures and videos that are loaded.
  bool upscales_by_model = false;
};

/// Walks a graph in API form back from its outputs, through nodes of any type, to its samplers,
/// model loaders, prompts and input pictures. Nothing when `prompt` is no graph. Never fails.
std::optional<ComfyFacts> read_comfy_prompt(const Json& prompt);

/// The API form of a graph that was stored as the editor keeps it (`nodes`, `links`,
/// `widgets_values`), as far as the order of the widgets is known. Null when it is no graph.
Json to_comfy_prompt(const Json& workflow);

}  // namespace gg::signals
