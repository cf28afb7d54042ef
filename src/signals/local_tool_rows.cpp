#include "base/text.h"
#include "signals/a1111.h"
#include "signals/reading.h"
#include "signals/table.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace gg::signals {
namespace {

/// Every scalar member of `object` as a parameter, except those named.
void add_scalars(const Json& object, std::span<const std::string_view> except, Evidence& evidence) {
  constexpr std::size_t parameters_max = 128;
  for (auto member = object.begin(); member != object.end(); ++member) {
    if (!member->is_primitive() || evidence.parameters.size() >= parameters_max) continue;
    if (std::ranges::find(except, std::string_view(member.key())) != except.end()) continue;
    if (auto text = scalar_text(*member); !text.empty())
      evidence.parameters.emplace_back(member.key(), std::move(text));
  }
}

/// The first of `names` that `object` has, as text.
std::string first_text(const Json& object, std::span<const std::string_view> names) {
  for (const auto name : names)
    if (const auto* member = find_member(object, name))
      if (auto text = scalar_text(*member); !text.empty()) return text;
  return {};
}

// --- AUTOMATIC1111 and its relatives

/// Who wrote the text, by its settings "Version" and "App".
std::string_view a1111_tool(const A1111Text& text) {
  const auto version = text.setting("Version");
  if (equals_ignoring_case(text.setting("App"), "SD.Next")) return "SD.Next";
  if (starts_with_ignoring_case(version, "Fooocus")) return "Fooocus";
  if (starts_with_ignoring_case(version, "ComfyUI")) return "ComfyUI";
  if (starts_with_ignoring_case(version, "RuinedFooocus")) return "RuinedFooocus";
  if (version.size() > 1 && version[0] == 'f' && version[1] >= '0' && version[1] <= '9')
    return "Stable Diffusion web UI Forge";
  if (!text.setting("Civitai resources").empty()) return "Civitai";
  return {};
}

/// A picture to picture run states a denoising strength and no second, larger pass.
bool is_picture_to_picture(const A1111Text& text) {
  if (!text.setting("Mask blur").empty() || !text.setting("Masked content").empty()) return true;
  const auto is_second_pass = [](const auto& setting) {
    return starts_with_ignoring_case(setting.first, "Hires") ||
           starts_with_ignoring_case(setting.first, "First pass");
  };
  return !text.setting("Denoising strength").empty() &&
         std::ranges::none_of(text.settings, is_second_pass);
}

std::optional<Evidence> read_a1111(Reading&, const Field& field, Evidence evidence) {
  auto text = parse_a1111(field.value);
  if (!text) return std::nullopt;
  if (const auto tool = a1111_tool(*text); !tool.empty()) evidence.tool = tool;
  if (is_picture_to_picture(*text)) evidence.claims = {Claim::Altered};
  evidence.model = text->setting("Model");
  if (evidence.model.empty()) evidence.model = text->setting("Model hash");
  evidence.when = text->setting("Created Date");
  evidence.prompt = std::move(text->prompt);
  evidence.parameters = std::move(text->settings);
  if (!text->negative.empty())
    evidence.parameters.emplace_back("Negative prompt", std::move(text->negative));
  return evidence;
}

std::optional<Evidence> read_extras(Reading&, const Field& field, Evidence evidence) {
  evidence.parameters = parse_a1111_settings(field.value);
  if (evidence.parameters.empty()) return std::nullopt;
  return evidence;
}

// --- InvokeAI, three generations

bool is_alteration(std::string_view mode) {
  return contains_ignoring_case(mode, "img2img") || contains_ignoring_case(mode, "inpaint") ||
         contains_ignoring_case(mode, "outpaint") || contains_ignoring_case(mode, "infill");
}

std::optional<Evidence> read_invoke_metadata(Reading& reading, const Field& field,
                                             Evidence evidence) {
  constexpr std::array<std::string_view, 1> prompts = {"positive_prompt"};
  constexpr std::array<std::string_view, 3> names = {"name", "model_name", "key"};
  const auto* object = reading.object(field);
  if (object == nullptr) return std::nullopt;
  if (const auto* model = find_member(*object, "model"))
    evidence.model = model->is_object() ? first_text(*model, names) : scalar_text(*model);
  evidence.prompt = first_text(*object, prompts);
  if (is_alteration(text_member(*object, "generation_mode"))) evidence.claims = {Claim::Altered};
  add_scalars(*object, prompts, evidence);
  return evidence;
}

/// The graph alone: only one with a node that removes noise generates anything.
std::optional<Evidence> read_invoke_graph(Reading& reading, const Field& field, Evidence evidence) {
  if (reading.said("invokeai") || reading.said("invokeai-graph")) return std::nullopt;
  if (!contains_ignoring_case(field.value, "denoise")) {
    evidence.claims = {Claim::NotStated};
    evidence.strength = Strength::Hint;
  }
  return evidence;
}

/// "-s 50 -S 2980747362 -A k_lms": the options of the command line that the Dream text repeats.
void add_dream_options(std::string_view options, Evidence& evidence) {
  struct Option {
    std::string_view flag;
    std::string_view name;
  };
  constexpr std::array known = {Option{"-s", "steps"},      Option{"-S", "seed"},
                                Option{"-W", "width"},      Option{"-H", "height"},
                                Option{"-C", "cfg_scale"},  Option{"-A", "sampler"},
                                Option{"-I", "init image"}, Option{"-f", "strength"}};
  while (!(options = trimmed(options)).empty()) {
    const auto word = options.substr(0, options.find(' '));
    options.remove_prefix(word.size());
    const auto* const option = std::ranges::find(known, word, &Option::flag);
    if (option == known.end()) continue;
    options = trimmed(options);
    const auto value = options.substr(0, options.find(' '));
    evidence.parameters.emplace_back(option->name, value);
    if (option->flag == "-I") evidence.claims = {Claim::Altered};
    options.remove_prefix(value.size());
  }
}

std::optional<Evidence> read_dream(Reading& reading, const Field& field, Evidence evidence) {
  if (reading.said("invokeai-sd-metadata")) return std::nullopt;
  const auto text = trimmed(field.value);
  const auto end = text.rfind('"');
  if (end == 0 || end == std::string_view::npos) return std::nullopt;
  auto prompt = text.substr(1, end - 1);
  const auto open = prompt.rfind('[');
  if (open != std::string_view::npos && prompt.ends_with(']')) {
    evidence.parameters.emplace_back("negative prompt",
                                     prompt.substr(open + 1, prompt.size() - open - 2));
    prompt = trimmed(prompt.substr(0, open));
  }
  evidence.prompt = std::string(prompt);
  add_dream_options(text.substr(end + 1), evidence);
  return evidence;
}

std::optional<Evidence> read_sd_metadata(Reading& reading, const Field& field, Evidence evidence) {
  constexpr std::array<std::string_view, 2> models = {"model_weights", "model"};
  const auto* object = reading.object(field);
  if (object == nullptr) return std::nullopt;
  evidence.model = first_text(*object, models);
  add_scalars(*object, models, evidence);
  const auto* image = find_member(*object, "image");
  if (image == nullptr || !image->is_object()) return evidence;
  add_scalars(*image, std::array<std::string_view, 1>{"prompt"}, evidence);
  if (is_alteration(text_member(*image, "type"))) evidence.claims = {Claim::Altered};
  const auto* prompt = find_member(*image, "prompt");
  if (prompt == nullptr) return evidence;
  if (prompt->is_string()) evidence.prompt = prompt->get<std::string>();
  if (prompt->is_array() && !prompt->empty())
    evidence.prompt = text_member(prompt->front(), "prompt");
  return evidence;
}

// --- NovelAI

std::optional<Evidence> read_novelai(Reading& reading, const Field& field, Evidence evidence) {
  evidence.model = reading.text(Carrier::PngText, "Source", &field);
  evidence.prompt = reading.text(Carrier::PngText, "Description", &field);
  const auto* comment = reading.find(Carrier::PngText, "Comment", &field);
  const auto* object = comment == nullptr ? nullptr : reading.object(*comment);
  if (object == nullptr) return evidence;
  constexpr std::array<std::string_view, 2> except = {"prompt", "signed_hash"};
  if (evidence.prompt.empty()) evidence.prompt = text_member(*object, "prompt");
  if (is_alteration(text_member(*object, "request_type"))) evidence.claims = {Claim::Altered};
  add_scalars(*object, except, evidence);
  return evidence;
}

/// The title alone remains where a program that saved the picture again wrote its own name.
std::optional<Evidence> read_novelai_title(Reading& reading, const Field& field,
                                           Evidence evidence) {
  if (reading.said("novelai")) return std::nullopt;
  return read_novelai(reading, field, std::move(evidence));
}

// --- Fooocus, SwarmUI, Easy Diffusion, Draw Things: one JSON object each

std::optional<Evidence> read_fooocus(Reading& reading, const Field& field, Evidence evidence) {
  const auto* object = reading.object(field);
  if (object == nullptr) return std::nullopt;
  const bool is_fooocus = text_member(*object, "metadata_scheme") == "fooocus" ||
                          (find_member(*object, "base_model") != nullptr &&
                           find_member(*object, "performance") != nullptr) ||
                          find_member(*object, "Fooocus V2 Expansion") != nullptr;
  if (!is_fooocus) return std::nullopt;
  constexpr std::array<std::string_view, 2> prompts = {"prompt", "Prompt"};
  constexpr std::array<std::string_view, 2> models = {"base_model", "Base Model"};
  evidence.prompt = first_text(*object, prompts);
  evidence.model = first_text(*object, models);
  add_scalars(*object, prompts, evidence);
  return evidence;
}

std::optional<Evidence> read_swarm(Reading& reading, const Field& field, Evidence evidence) {
  const auto* object = reading.object(field);
  const auto* parameters = object == nullptr ? nullptr : find_member(*object, "sui_image_params");
  if (parameters == nullptr || !parameters->is_object()) return std::nullopt;
  constexpr std::array<std::string_view, 2> except = {"prompt", "model"};
  evidence.prompt = text_member(*parameters, "prompt");
  evidence.model = text_member(*parameters, "model");
  if (find_member(*parameters, "initimage") != nullptr ||
      find_member(*parameters, "initimagecreativity") != nullptr)
    evidence.claims = {Claim::Altered};
  add_scalars(*parameters, except, evidence);
  return evidence;
}

std::optional<Evidence> read_easy_json(Reading& reading, const Field& field, Evidence evidence) {
  constexpr std::array<std::string_view, 2> prompts = {"prompt", "Prompt"};
  constexpr std::array<std::string_view, 2> models = {"use_stable_diffusion_model",
                                                      "Stable Diffusion model"};
  const auto* object = reading.object(field);
  if (object == nullptr) return std::nullopt;
  evidence.model = first_text(*object, models);
  if (evidence.model.empty()) return std::nullopt;
  evidence.prompt = first_text(*object, prompts);
  add_scalars(*object, prompts, evidence);
  return evidence;
}

std::optional<Evidence> read_easy_text(Reading& reading, const Field& field, Evidence evidence) {
  evidence.model = reading.text(Carrier::PngText, "use_stable_diffusion_model", &field);
  if (evidence.model.empty())
    evidence.model = reading.text(Carrier::PngText, "Stable Diffusion model", &field);
  if (evidence.model.empty()) return std::nullopt;
  evidence.prompt = reading.text(Carrier::PngText, "prompt", &field);  // either case
  for (const std::string_view key : {"seed", "num_inference_steps", "Steps", "sampler_name",
                                     "Sampler", "guidance_scale", "Guidance Scale"})
    if (const auto text = reading.text(Carrier::PngText, key, &field); !text.empty())
      evidence.parameters.emplace_back(key, text);
  evidence.parameters.emplace_back("negative prompt", field.value);
  return evidence;
}

std::optional<Evidence> read_draw_things(Reading& reading, const Field& field, Evidence evidence) {
  const auto* object = reading.object(field);
  if (object == nullptr || find_member(*object, "c") == nullptr ||
      find_member(*object, "sampler") == nullptr)
    return std::nullopt;
  constexpr std::array<std::string_view, 2> except = {"c", "model"};
  evidence.prompt = text_member(*object, "c");
  evidence.model = text_member(*object, "model");
  add_scalars(*object, except, evidence);
  return evidence;
}

constexpr std::string_view stored =
    "The settings that the tool stored, unsigned: anyone can write, "
    "copy or remove them, and later edits are not in them.";
constexpr auto png = in(Carrier::PngText);
constexpr auto png_or_key = in(Carrier::PngText, Carrier::QuickTimeKey);
constexpr Spots comments = {{{in(Carrier::PngText), "parameters"},
                             {in(Carrier::PngText), "Comment"},
                             {in(Carrier::Exif), "UserComment"},
                             {in(Carrier::Exif), "ImageDescription"},
                             {in(Carrier::Exif), "Model"},
                             {in(Carrier::Comment), "*"},
                             {in(Carrier::QuickTimeText, Carrier::QuickTimeKey), "*cmt"},
                             {in(Carrier::QuickTimeKey, Carrier::MatroskaTag), "*comment"},
                             {in(Carrier::Xmp), "exif:UserComment*"},
                             {in(Carrier::Xmp), "dc:description*"}}};

constexpr std::array local_tool_table = {
    Row{.id = "a1111",
        .tool = "Stable Diffusion web UI (A1111)",
        .spots = comments,
        .value = "^Steps: |~\nSteps: ",
        .recognize = read_a1111,
        .source = "measured on sd-parsers/AUTOMATIC1111",
        .limits = stored},
    Row{.id = "a1111-extras",
        .tool = "Stable Diffusion web UI (A1111)",
        .spots = {{{png, "postprocessing"}, {png, "extras"}}},
        .value = "~:",
        .claim = Claim::Enhanced,
        .recognize = read_extras,
        .source = "sd-parsers fixtures: PNG postprocessing, extras",
        .limits = stored},
    Row{.id = "invokeai",
        .tool = "InvokeAI",
        .spots = {{{png_or_key, "invokeai_metadata"},
                   {in(Carrier::QuickTimeKey), "*.invokeai_metadata"}}},
        .value = "^{",
        .recognize = read_invoke_metadata,
        .source = "InvokeAI 3 and later; version 7 writes MP4 keys of the same names",
        .limits = stored},
    Row{.id = "invokeai-graph",
        .tool = "InvokeAI",
        .spots = {{{png_or_key, "invokeai_graph"},
                   {png_or_key, "invokeai_workflow"},
                   {in(Carrier::QuickTimeKey), "*.invokeai_graph"},
                   {in(Carrier::QuickTimeKey), "*.invokeai_workflow"}}},
        .value = "^{",
        .recognize = read_invoke_graph,
        .source = "InvokeAI 3 and later",
        .limits = stored},
    Row{.id = "invokeai-sd-metadata",
        .tool = "InvokeAI",
        .spots = {{{png, "sd-metadata"}}},
        .value = "^{",
        .recognize = read_sd_metadata,
        .source = "measured on sd-parsers/InvokeAI/invokeai_sdmeta1",
        .limits = stored},
    Row{.id = "invokeai-dream",
        .tool = "InvokeAI",
        .spots = {{{png, "Dream"}}},
        .value = "^\"",
        .recognize = read_dream,
        .source = "measured on sd-parsers/InvokeAI/invokeai_dream1",
        .limits = stored},
    Row{.id = "novelai",
        .tool = "NovelAI",
        .spots = {{{png, "Software"}, {in(Carrier::Exif), "Software"}}},
        .value = "=NovelAI",
        .recognize = read_novelai,
        .source = "sd-parsers fixtures: NovelAI",
        .limits = stored},
    Row{.id = "novelai-title",
        .tool = "NovelAI",
        .spots = {{{png, "Title"}}},
        .value = "=AI generated image",
        .recognize = read_novelai_title,
        .source = "sd-parsers fixtures: NovelAI",
        .limits = stored},
    Row{.id = "fooocus",
        .tool = "Fooocus",
        .spots = comments,
        .value = "^{",
        .recognize = read_fooocus,
        .source = "measured on sd-parsers/Fooocus",
        .limits = stored},
    Row{.id = "swarmui",
        .tool = "SwarmUI",
        .spots = comments,
        .value = "~sui_image_params",
        .recognize = read_swarm,
        .source = "SwarmUI, as read by stable-diffusion-prompt-reader",
        .limits = stored},
    Row{.id = "easy-diffusion",
        .tool = "Easy Diffusion",
        .spots = comments,
        .value = "~use_stable_diffusion_model|~Stable Diffusion model",
        .recognize = read_easy_json,
        .source = "Easy Diffusion, as read by stable-diffusion-prompt-reader",
        .limits = stored},
    Row{.id = "easy-diffusion",
        .tool = "Easy Diffusion",
        .spots = {{{png, "negative_prompt"}, {png, "Negative Prompt"}}},
        .value = "",
        .recognize = read_easy_text,
        .source = "Easy Diffusion, as read by stable-diffusion-prompt-reader",
        .limits = stored},
    Row{.id = "draw-things",
        .tool = "Draw Things",
        .spots = {{{in(Carrier::Xmp), "exif:UserComment*"}, {in(Carrier::Exif), "UserComment"}}},
        .value = "^{",
        .recognize = read_draw_things,
        .source = "Draw Things, as read by stable-diffusion-prompt-reader",
        .limits = stored},
};

}  // namespace

std::span<const Row> local_tool_rows() { return local_tool_table; }

}  // namespace gg::signals
