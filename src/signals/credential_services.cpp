#include "signals/credential_services.h"

#include "signals/table.h"

#include <algorithm>
#include <array>

namespace gg::signals {
namespace {

constexpr auto made = Claim::Generated;
constexpr auto open = Claim::NotStated;
constexpr std::string_view landscape = "remove-ai-watermarks, landscape and constants";
constexpr std::string_view listed = "C2PA conforming products list";

constexpr std::array services = {
    CredentialService{"OpenAI Sora", "#sora", "#sora", "#sora", made, landscape},
    CredentialService{"OpenAI ChatGPT", "~ChatGPT", "~in ChatGPT", "~GPT-4o|~gpt-image", made,
                      "measured on ai-generators/chatgpt-1 and ms-validator"},
    CredentialService{"OpenAI DALL·E", "~DALL-E|~DALL·E", "~DALL·E|~DALL-E", "~DALL·E|~DALL-E",
                      made, landscape},
    CredentialService{"OpenAI", "~OpenAI", "~OpenAI", "~OpenAI", made, landscape},
    CredentialService{"Adobe Firefly", "~Firefly", "~Adobe Firefly", "", made,
                      "measured on ai-generators/firefly-1"},
    CredentialService{"Adobe (generative)", "", "", "~Firefly|~Generative Fill", open,
                      "Photoshop's and Express's generative actions name Firefly as agent"},
    CredentialService{"Microsoft Responsible AI",
                      "~Microsoft_Responsible_AI|~Microsoft Responsible AI",
                      "~Microsoft Responsible AI", "~Image Creator from Designer", made,
                      "measured on ms-validator/bing_creator"},
    CredentialService{"Amazon Bedrock", "~Amazon Bedrock|~Amazon_Bedrock", "~Amazon Bedrock",
                      "~Titan Image|~Nova Canvas|~Nova Reel", made,
                      "measured on c2pa-ts/amazon-titan-g1"},
    CredentialService{"Amazon Web Services", "", "~Amazon Web Services", "", open, listed},
    CredentialService{"Black Forest Labs FLUX", "~Black Forest Labs", "~Black Forest Labs",
                      "^flux.|^flux |=flux", made, "measured on ai-generators/flux-1"},
    CredentialService{"Stability AI", "~Stability AI|~Stable Image", "~Stability AI",
                      "~Stable Diffusion", made, landscape},
    CredentialService{"Runway", "#runway|#runwayml", "#runway|~Runway AI", "#runway", made,
                      landscape},
    CredentialService{"Dreamina", "~Dreamina", "", "~Dreamina", made, landscape},
    CredentialService{"BytePlus Seedream", "~Seedream|~BytePlus", "~Byteplus Pte",
                      "~Seedream|~Seedance", made, landscape},
    CredentialService{"ByteDance (Volcengine)", "~volcengine|~doubao|~jimeng",
                      "~volcengine|~北京火山引擎科技有限公司", "~doubao|~jimeng", made, landscape},
    CredentialService{"ByteDance", "~Bytedance", "~Bytedance Pte", "", open, landscape},
    CredentialService{"TikTok", "~tiktok ad creative", "~tiktok", "", open, landscape},
    CredentialService{"Canva", "~Canva", "~Canva", "", open, landscape},
    CredentialService{"ElevenLabs", "~Eleven Labs|~ElevenLabs", "~Eleven Labs|~ElevenLabs",
                      "~ElevenLabs", made, landscape},
    CredentialService{"Bria", "#bria", "#bria", "#bria", made, landscape},
    CredentialService{"fal", "~fal-ai|~fal.ai", "~fal-ai|~fal.ai", "~fal-ai", made, landscape},
    CredentialService{"Higgsfield", "~higgsfield", "~higgsfield", "~higgsfield", made, landscape},
    CredentialService{"Topaz Labs", "~topaz labs", "~topaz labs", "~topaz", Claim::Enhanced,
                      landscape},
    CredentialService{"Samsung Galaxy AI", "", "",
                      "~Photo assist|~Generative edit|~Sketch to image", Claim::Altered,
                      "measured on ai-generators/samsung_gray_1"},
    CredentialService{"Getty Images AI generator",
                      "~Getty Images AI-Generated|~iStock AI-Generated",
                      "~Getty Images AI-Generated|~iStock AI-Generated", "", made, listed},
    CredentialService{"Getty Images AI editor", "~Getty Images AI-Modified|~iStock AI-Modified",
                      "~Getty Images AI-Modified|~iStock AI-Modified", "", Claim::Altered, listed},
    CredentialService{"Google Music AI Sandbox", "~Music AI Sandbox", "~Music AI Sandbox", "", made,
                      listed},
    CredentialService{"Google NotebookLM", "~NotebookLM", "~NotebookLM", "", made, listed},
    CredentialService{"Google Flow", "~Google Flow", "~Google Flow", "", made, listed},
    CredentialService{"Google Pixel Studio", "~Pixel Studio", "~Pixel Studio", "", made, listed},
    CredentialService{"Google Project Genie", "~Project Genie", "~Project Genie", "", made, listed},
    CredentialService{"Google Pixel Recorder", "~Pixel Recorder", "~Pixel Recorder", "", open,
                      listed},
    CredentialService{"Google", "~Google Media Processing|~Gemini|~Imagen|#veo",
                      "~Google LLC|~Google C2PA", "~Gemini|~Imagen|#veo", open, listed},
};

bool names(std::string_view pattern, std::string_view value) {
  return !pattern.empty() && !value.empty() && fits_value(pattern, value);
}

bool generates(const CredentialService& service, const credentials::ManifestSummary& manifest) {
  return names(service.generator, manifest.claim_generator) ||
         std::ranges::any_of(manifest.generators, [&](const credentials::Software& software) {
           return names(service.generator, software.name);
         });
}

bool acts(const CredentialService& service, const credentials::ManifestSummary& manifest) {
  return std::ranges::any_of(manifest.actions, [&](const credentials::Action& action) {
    return names(service.agent, action.software_agent.name);
  });
}

bool signs(const CredentialService& service, const credentials::ManifestSummary& manifest) {
  return names(service.signer, manifest.signature.organization) ||
         names(service.signer, manifest.signature.common_name);
}

}  // namespace

std::span<const CredentialService> credential_services() { return services; }

const CredentialService* find_service(const credentials::ManifestSummary& manifest) {
  // The signer last: one certificate signs for several products (ChatGPT's pictures were signed
  // by one that names Sora).
  for (const auto is_behind : {generates, acts, signs})
    for (const auto& service : services)
      if (is_behind(service, manifest)) return &service;
  return nullptr;
}

}  // namespace gg::signals
