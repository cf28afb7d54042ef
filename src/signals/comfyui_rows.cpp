#include "base/text.h"
#include "signals/comfy_facts.h"
#include "signals/reading.h"
#include "signals/table.h"

#include <algorithm>
#include <array>
#include <string>

namespace gg::signals {
namespace {

constexpr std::size_t graph_parameters_max = 256;

void add(Evidence& evidence, std::string_view name, std::string_view value) {
  if (!value.empty() && evidence.parameters.size() < graph_parameters_max)
    evidence.parameters.emplace_back(name, value);
}

void add_sampler(const ComfySampler& sampler, const std::string& prefix, Evidence& evidence) {
  add(evidence, prefix + "sampler node", sampler.type);
  add(evidence, prefix + "seed", sampler.seed);
  add(evidence, prefix + "steps", sampler.steps);
  add(evidence, prefix + "cfg", sampler.cfg);
  add(evidence, prefix + "guidance", sampler.guidance);
  add(evidence, prefix + "sampler", sampler.sampler);
  add(evidence, prefix + "scheduler", sampler.scheduler);
  add(evidence, prefix + "denoise", sampler.denoise);
  add(evidence, prefix + "model", sampler.model);
  add(evidence, prefix + "negative prompt", sampler.negative);
}

void add_claims(const ComfyFacts& facts, Evidence& evidence) {
  evidence.claims.clear();
  const auto alters = [](const ComfySampler& sampler) { return sampler.alters_picture; };
  if (!std::ranges::all_of(facts.samplers, alters)) evidence.claims.push_back(Claim::Generated);
  if (std::ranges::any_of(facts.samplers, alters)) evidence.claims.push_back(Claim::Altered);
  if (!evidence.claims.empty()) return;
  if (facts.upscales_by_model) {
    evidence.claims = {Claim::Enhanced};
    evidence.limits =
        "The graph enlarges with a trained model and runs no sampler. " + evidence.limits;
    return;
  }
  evidence.claims = {Claim::NotStated};
  evidence.strength = Strength::Hint;
  evidence.limits =
      "The graph runs no sampler and no generative model that is known here. " + evidence.limits;
}

Evidence from_facts(const ComfyFacts& facts, Evidence evidence) {
  add_claims(facts, evidence);
  for (const auto& sampler : facts.samplers) {
    if (evidence.model.empty()) evidence.model = sampler.model;
    if (sampler.positive.empty() || evidence.prompt.find(sampler.positive) != std::string::npos)
      continue;
    if (!evidence.prompt.empty()) evidence.prompt += '\n';
    evidence.prompt += sampler.positive;
  }
  if (evidence.model.empty() && !facts.models.empty()) evidence.model = facts.models.front();
  std::size_t number = 0;
  for (const auto& sampler : facts.samplers) {
    ++number;
    add_sampler(sampler, number == 1 ? "" : std::to_string(number) + ": ", evidence);
  }
  for (const auto& model : facts.models)
    if (model != evidence.model) add(evidence, "other model", model);
  for (const auto& lora : facts.loras) add(evidence, "lora", lora);
  for (const auto& [name, file] : facts.other_files) add(evidence, name, file);
  for (const auto& picture : facts.input_pictures) add(evidence, "input picture", picture);
  return evidence;
}

/// What Civitai keeps beside its graph: the prompt as its form had it.
void add_extra(const Json& prompt, Evidence& evidence) {
  const auto extra = parse_json(text_member(prompt, "extraMetadata"));
  if (!extra) return;
  if (evidence.prompt.empty()) evidence.prompt = text_member(*extra, "prompt");
  add(evidence, "made on", "Civitai");
}

/// A graph that was cut short or is not JSON still shows what wrote it.
std::optional<Evidence> from_broken_graph(const Field& field, Evidence evidence) {
  constexpr std::string_view sampler = "KSampler";
  if (field.value.find("\"class_type\"") == std::string::npos ||
      field.value.find(sampler) == std::string::npos)
    return std::nullopt;
  evidence.strength = Strength::Hint;
  evidence.limits =
      "The graph is damaged and could not be walked: only its words are known. " + evidence.limits;
  return evidence;
}

std::optional<Evidence> read_prompt(Reading& reading, const Field& field, Evidence evidence) {
  const auto* prompt = reading.object(field);
  if (prompt == nullptr) return from_broken_graph(field, std::move(evidence));
  const auto facts = read_comfy_prompt(*prompt);
  if (!facts) return std::nullopt;
  auto read = from_facts(*facts, std::move(evidence));
  add_extra(*prompt, read);
  return read;
}

/// The editor's form is read only where the form that ran was not found: it may hold more than ran.
std::optional<Evidence> read_workflow(Reading& reading, const Field& field, Evidence evidence) {
  if (reading.said("comfyui")) return std::nullopt;
  const auto* workflow = reading.object(field);
  if (workflow == nullptr) return std::nullopt;
  const auto facts = read_comfy_prompt(to_comfy_prompt(*workflow));
  if (!facts) return std::nullopt;
  return from_facts(*facts, std::move(evidence));
}

constexpr auto tags = in(Carrier::PngText, Carrier::MatroskaTag, Carrier::VorbisComment,
                         Carrier::QuickTimeKey, Carrier::QuickTimeText, Carrier::RiffInfo);
constexpr std::string_view graph_limits =
    "The graph that was stored when the file was made, unsigned: it can be copied into another "
    "file, and steps after it are not in it.";

constexpr std::array comfyui_table = {
    Row{.id = "comfyui",
        .tool = "ComfyUI",
        .spots = {{{tags, "prompt"},
                   {in(Carrier::Exif), "prompt"},  // out of a comment that holds both
                   {in(Carrier::QuickTimeKey), "*.prompt"},
                   {in(Carrier::QuickTimeText), "*:prompt"},
                   {in(Carrier::Id3), "TXXX:prompt"},
                   {in(Carrier::Id3), "COMM:prompt"},
                   {in(Carrier::Comment, Carrier::Trailer), "prompt"}}},
        .value = "^{",
        .recognize = read_prompt,
        .source = "measured on comfyui-examples and sd-parsers",
        .limits = graph_limits},
    Row{.id = "comfyui",
        .tool = "ComfyUI",
        .spots = {{{in(Carrier::Exif), "*"}}},
        .value = "^prompt:{|^prompt: {",
        .recognize = read_prompt,
        .source = "measured on comfyui-examples/mochi (WebP, Exif Model)",
        .limits = graph_limits},
    Row{.id = "comfyui",
        .tool = "ComfyUI",
        .spots = {{{in(Carrier::Exif), "UserComment"}, {in(Carrier::PngText), "parameters"}}},
        .value = "~\"class_type\"",
        .recognize = read_prompt,
        .source = "Civitai writes the graph into Exif UserComment",
        .limits = graph_limits},
    Row{.id = "comfyui-workflow",
        .tool = "ComfyUI",
        .spots = {{{tags, "workflow"},
                   {in(Carrier::Exif), "workflow"},
                   {in(Carrier::QuickTimeKey), "*.workflow"},
                   {in(Carrier::QuickTimeText), "*:workflow"},
                   {in(Carrier::Id3), "TXXX:workflow"},
                   {in(Carrier::Id3), "COMM:workflow"},
                   {in(Carrier::Comment, Carrier::Trailer), "workflow"}}},
        .value = "^{",
        .recognize = read_workflow,
        .source = "measured on comfyui-examples",
        .limits = graph_limits},
    Row{.id = "comfyui-workflow",
        .tool = "ComfyUI",
        .spots = {{{in(Carrier::Exif), "*"}}},
        .value = "^workflow:{|^workflow: {",
        .recognize = read_workflow,
        .source = "measured on comfyui-examples/mochi (WebP, Exif Make)",
        .limits = graph_limits},
};

}  // namespace

std::span<const Row> comfyui_rows() { return comfyui_table; }

}  // namespace gg::signals
