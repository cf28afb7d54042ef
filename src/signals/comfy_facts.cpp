#include "signals/comfy_facts.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

namespace gg::signals {
namespace {

using Index = ComfyGraph::Index;
using Names = std::span<const std::string_view>;

constexpr std::size_t samplers_max = 32;
constexpr int value_hops_max = 8;

bool ends_with_any(std::string_view text, Names endings) {
  const auto lowered = ascii_lower(text);
  return std::ranges::any_of(endings, [&](std::string_view end) { return lowered.ends_with(end); });
}

bool is_model_file(std::string_view text) {
  constexpr std::array<std::string_view, 8> endings = {".safetensors", ".ckpt", ".gguf", ".pt",
                                                       ".pth",         ".bin",  ".sft",  ".onnx"};
  return ends_with_any(text, endings);
}

bool is_picture_file(std::string_view text) {
  constexpr std::array<std::string_view, 12> endings = {".png", ".jpg", ".jpeg", ".webp",
                                                        ".gif", ".bmp", ".tif",  ".tiff",
                                                        ".exr", ".mp4", ".mov",  ".webm"};
  return ends_with_any(text.substr(0, text.find(" [")), endings);
}

bool is_any_of(std::string_view name, Names names) {
  return std::ranges::find(names, name) != names.end();
}

bool has_part(std::string_view name, Names parts) {
  return std::ranges::any_of(
      parts, [&](std::string_view part) { return contains_ignoring_case(name, part); });
}

/// A walk over one graph. *single thread*
class Walk {
 public:
  explicit Walk(const ComfyGraph& graph) : graph_(graph) {}

  ComfyFacts read() {
    std::vector<bool> reached(graph_.nodes().size());
    for (const auto output : graph_.outputs()) {
      if (reached[output]) continue;
      for (const auto node : graph_.behind(output, [&](Index, std::string_view) { return true; }))
        reached[node] = true;
    }
    for (Index node = 0; node < reached.size(); ++node) {
      if (!reached[node]) continue;
      read_files(node);
      if (is_sampler(node) && facts_.samplers.size() < samplers_max) read_sampler(node);
    }
    return std::move(facts_);
  }

 private:
  [[nodiscard]] bool has(Index node, std::string_view name) const {
    return graph_.input(node, name) != nullptr;
  }

  /// A known sampler, or a node with a seed that counts steps or takes a prompt (which is what
  /// nodes that call a service look like).
  [[nodiscard]] bool is_sampler(Index node) const {
    const auto type = graph_.nodes()[node].type;
    if (contains_ignoring_case(type, "KSamplerSelect")) return false;
    if (starts_with_ignoring_case(type, "KSampler") ||
        starts_with_ignoring_case(type, "SamplerCustom"))
      return true;
    const bool seeded = has(node, "seed") || has(node, "noise_seed");
    return seeded && (has(node, "steps") || has(node, "prompt"));
  }

  /// The scalar behind an input: its value, or what the node it links to holds (primitive and
  /// seed nodes hold it in an input of one of a few names).
  [[nodiscard]] std::string scalar_behind(const Json& value, int hops) const {
    const auto target = graph_.linked(value);
    if (!target) return scalar_text(value);
    if (hops == 0) return {};
    constexpr std::array<std::string_view, 10> names = {"value",  "seed",  "noise_seed", "int",
                                                        "float",  "text",  "string",     "number",
                                                        "prompt", "Number"};
    for (const auto name : names)
      if (const auto* inner = graph_.input(*target, name)) return scalar_behind(*inner, hops - 1);
    return {};
  }

  /// The first of `names` that a node has, else that a node behind its parts (noise, guider,
  /// sampler, sigmas) has.
  [[nodiscard]] std::string setting(Index sampler, Names names) const {
    constexpr std::array<std::string_view, 7> parts = {"noise",   "guider",    "sampler", "sigmas",
                                                       "options", "scheduler", "settings"};
    const auto nodes = graph_.behind(
        sampler, [&](Index, std::string_view name) { return is_any_of(name, parts); });
    for (const auto node : nodes)
      for (const auto name : names)
        if (const auto* value = graph_.input(node, name))
          if (auto text = scalar_behind(*value, value_hops_max); !text.empty()) return text;
    return {};
  }

  void read_sampler(Index node) {
    using Words = std::array<std::string_view, 3>;
    ComfySampler sampler;
    sampler.type = graph_.nodes()[node].type;
    sampler.seed = setting(node, Words{"seed", "noise_seed", "rand_seed"});
    sampler.steps = setting(node, Words{"steps", "num_inference_steps", "total_steps"});
    sampler.cfg = setting(node, Words{"cfg", "cfg_scale", "guidance_scale"});
    sampler.sampler = setting(node, Words{"sampler_name", "sampler", "sampler_type"});
    sampler.scheduler = setting(node, Words{"scheduler", "scheduler_name", "schedule"});
    sampler.denoise = setting(node, Words{"denoise", "denoise_strength", "strength"});
    sampler.model = model_of(node);
    read_prompts(node, sampler);
    sampler.alters_picture = alters_picture(node);
    facts_.samplers.push_back(std::move(sampler));
  }

  /// The model file on the way of the links named model; else the first one anywhere behind.
  [[nodiscard]] std::string model_of(Index sampler) const {
    constexpr std::array<std::string_view, 4> parts = {"model", "unet", "guider", "pipe"};
    const auto by_name = [&](Index, std::string_view name) { return has_part(name, parts); };
    for (const auto node : graph_.behind(sampler, by_name))
      if (auto file = model_file(node); !file.empty()) return file;
    for (const auto node : graph_.behind(sampler, [](Index, std::string_view) { return true; }))
      if (auto file = model_file(node); !file.empty()) return file;
    return {};
  }

  [[nodiscard]] std::string model_file(Index node) const {
    const auto* inputs = graph_.nodes()[node].inputs;
    if (inputs == nullptr) return {};
    for (auto member = inputs->begin(); member != inputs->end(); ++member)
      if (member->is_string() &&
          group_of(member.key(), member->get_ref<const std::string&>()) == Group::Model)
        return member->get<std::string>();
    return {};
  }

  enum class Group : std::uint8_t { None, Model, Lora, Other, Picture };

  /// What an input that names a file loads.
  [[nodiscard]] static Group group_of(std::string_view name, std::string_view value) {
    constexpr std::array<std::string_view, 5> model_names = {"ckpt_name", "unet_name", "checkpoint",
                                                             "base_ckpt_name", "unet"};
    constexpr std::array<std::string_view, 10> other_parts = {
        "vae", "clip",  "control",   "upscale",      "text_encoder",
        "t5",  "style", "ipadapter", "hypernetwork", "embedding"};
    if (value.empty() || equals_ignoring_case(value, "none")) return Group::None;
    if (is_any_of(name, model_names)) return Group::Model;
    if (is_picture_file(value)) return Group::Picture;
    if (!is_model_file(value)) return Group::None;
    if (contains_ignoring_case(name, "lora")) return Group::Lora;
    return has_part(name, other_parts) ? Group::Other : Group::Model;
  }

  static void add_once(std::vector<std::string>& list, std::string_view value) {
    if (std::ranges::find(list, value) == list.end()) list.emplace_back(value);
  }

  void read_files(Index node) {
    const auto& [id, type, inputs] = graph_.nodes()[node];
    if (inputs == nullptr) return;
    const bool is_upscaler = contains_ignoring_case(type, "UpscaleModelLoader");
    if (is_upscaler || contains_ignoring_case(type, "UpscaleWithModel"))
      facts_.upscales_by_model = true;
    const bool saves = contains_ignoring_case(type, "Save");
    for (auto member = inputs->begin(); member != inputs->end(); ++member) {
      if (member->is_object()) read_stacked_lora(*member);
      if (!member->is_string()) continue;
      const std::string_view value = member->get_ref<const std::string&>();
      switch (group_of(member.key(), value)) {
        case Group::None:
          break;
        case Group::Model:
          if (is_upscaler)
            facts_.other_files.emplace_back("upscale_model", value);
          else
            add_once(facts_.models, value);
          break;
        case Group::Lora:
          add_once(facts_.loras, value);
          break;
        case Group::Other:
          facts_.other_files.emplace_back(member.key(), value);
          break;
        case Group::Picture:
          if (!saves) add_once(facts_.input_pictures, value);
          break;
      }
    }
  }

  /// Loaders of several LoRAs keep each in an object: {"on": true, "lora": "x.safetensors"}.
  void read_stacked_lora(const Json& value) {
    const auto* on = find_member(value, "on");
    const auto file = text_member(value, "lora");
    const bool is_off = on != nullptr && on->is_boolean() && !on->get<bool>();
    if (!is_off && is_model_file(file)) add_once(facts_.loras, file);
  }

  void read_prompts(Index sampler, ComfySampler& out) const {
    constexpr std::array<std::string_view, 6> positive = {
        "positive", "conditioning", "cond1", "cond2", "prompt", "positive_prompt"};
    constexpr std::array<std::string_view, 2> negative = {"negative", "negative_prompt"};
    constexpr std::array<std::string_view, 2> guiders = {"guider", "pipe"};
    const auto heads = graph_.behind(
        sampler, [&](Index, std::string_view name) { return has_part(name, guiders); });
    for (const auto head : heads) {
      for (const auto name : positive) add_text(head, name, Side::Positive, out);
      for (const auto name : negative) add_text(head, name, Side::Negative, out);
    }
    if (!out.positive.empty()) return;
    const auto all = graph_.behind(sampler, [](Index, std::string_view) { return true; });
    for (const auto node : all)
      if (contains_ignoring_case(graph_.nodes()[node].type, "TextEncode"))
        append_text(node, out.positive, out);
  }

  enum class Side : std::uint8_t { Positive, Negative };

  void add_text(Index head, std::string_view name, Side side, ComfySampler& sampler) const {
    const auto* value = graph_.input(head, name);
    if (value == nullptr) return;
    auto& out = side == Side::Positive ? sampler.positive : sampler.negative;
    const auto first = graph_.linked(*value);
    if (!first) {
      if (value->is_string()) append_once(out, value->get_ref<const std::string&>());
      return;
    }
    const auto follow = [&](Index node, std::string_view input) {
      return leads_to_text(node, input, side);
    };
    for (const auto node : graph_.behind(*first, follow)) append_text(node, out, sampler);
  }

  /// Conditioning goes through nodes of any type, but not into pictures, models or encoders; where
  /// a node carries both sides, only one's own.
  [[nodiscard]] bool leads_to_text(Index node, std::string_view input, Side side) const {
    constexpr std::array<std::string_view, 12> not_text = {
        "model",  "clip",        "vae",  "image", "pixels", "samples",
        "latent", "control_net", "mask", "video", "noise",  "seed"};
    if (has_part(input, not_text)) return false;
    if (has(node, "positive") && has(node, "negative")) {
      if (input == "positive") return side == Side::Positive;
      if (input == "negative") return side == Side::Negative;
    }
    return true;
  }

  /// Takes the guidance of the way with the text.
  void append_text(Index node, std::string& out, ComfySampler& sampler) const {
    constexpr std::array<std::string_view, 10> names = {
        "text",   "text_g", "text_l", "clip_l", "t5xxl",
        "prompt", "string", "value",  "llama",  "positive_prompt"};
    if (const auto* guidance = graph_.input(node, "guidance");
        guidance != nullptr && sampler.guidance.empty())
      sampler.guidance = scalar_behind(*guidance, value_hops_max);
    for (const auto name : names)
      if (const auto* value = graph_.input(node, name); value != nullptr && value->is_string())
        append_once(out, value->get_ref<const std::string&>());
  }

  /// Several texts one under another; the same text for two encoders once.
  static void append_once(std::string& out, std::string_view text) {
    text = trimmed(text);
    if (text.empty() ||
        ("\n" + out + "\n").find("\n" + std::string(text) + "\n") != std::string::npos)
      return;
    if (!out.empty()) out += '\n';
    out += text;
  }

  /// True when the latent of a sampler comes from a loaded picture through an encoder. A node that
  /// makes conditioning or video out of a picture starts from noise: that is generation.
  [[nodiscard]] bool alters_picture(Index sampler) const {
    constexpr std::array<std::string_view, 10> others = {
        "model",        "clip",        "vae",   "positive", "negative",
        "conditioning", "control_net", "noise", "guider",   "mask"};
    constexpr std::array<std::string_view, 5> starts_new = {"Conditioning", "ToVideo", "img2vid",
                                                            "ImgTo", "I2V"};
    const auto follow = [&](Index node, std::string_view input) {
      if (has_part(input, others) || input == "sigmas" || input == "sampler") return false;
      const bool restarts = has_part(graph_.nodes()[node].type, starts_new);
      return !restarts || contains_ignoring_case(input, "latent") ||
             contains_ignoring_case(input, "samples");
    };
    return std::ranges::any_of(graph_.behind(sampler, follow), [&](Index node) {
      const auto* inputs = graph_.nodes()[node].inputs;
      const auto type = graph_.nodes()[node].type;
      if (inputs == nullptr || node == sampler) return false;
      if (contains_ignoring_case(type, "LoadImage") || contains_ignoring_case(type, "LoadVideo"))
        return true;
      return std::any_of(inputs->begin(), inputs->end(), [](const Json& value) {
        return value.is_string() && is_picture_file(value.get_ref<const std::string&>());
      });
    });
  }

  const ComfyGraph& graph_;
  ComfyFacts facts_;
};

}  // namespace

std::optional<ComfyFacts> read_comfy_prompt(const Json& prompt) {
  const auto graph = ComfyGraph::make(prompt);
  if (!graph) return std::nullopt;
  return Walk(*graph).read();
}

}  // namespace gg::signals
