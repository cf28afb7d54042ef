#include "base/text.h"
#include "signals/reading.h"
#include "signals/table.h"

#include <array>
#include <string>

namespace gg::signals {
namespace {

/// True when one of the settings that only a capture has stands in the file.
bool has_exposure(const Reading& reading) {
  constexpr std::array<std::string_view, 8> settings = {
      "ExposureTime", "FNumber",           "ISOSpeedRatings", "PhotographicSensitivity",
      "FocalLength",  "ShutterSpeedValue", "ApertureValue",   "ISO"};
  for (const auto setting : settings)
    if (reading.find(Carrier::Exif, setting) != nullptr) return true;
  return false;
}

std::optional<Evidence> read_exif_camera(Reading& reading, const Field& field, Evidence evidence) {
  const auto model = reading.text(Carrier::Exif, "Model", &field);
  const auto make = trimmed(field.value);
  if (reading.said("camera") || model.empty() || make.find('{') != std::string_view::npos ||
      !has_exposure(reading))
    return std::nullopt;
  evidence.tool = std::string(make);
  evidence.model = std::string(model);
  evidence.when = reading.text(Carrier::Exif, "DateTimeOriginal", &field);
  for (const std::string_view key : {"ExposureTime", "FNumber", "FocalLength", "LensModel"})
    if (const auto text = reading.text(Carrier::Exif, key, &field); !text.empty())
      evidence.parameters.emplace_back(key, text);
  return evidence;
}

std::optional<Evidence> read_movie_camera(Reading& reading, const Field& field, Evidence evidence) {
  const auto model = reading.text(Carrier::QuickTimeKey, "com.apple.quicktime.model", &field);
  if (model.empty()) return std::nullopt;
  evidence.tool = std::string(trimmed(field.value));
  evidence.model = std::string(model);
  evidence.when = reading.text(Carrier::QuickTimeKey, "com.apple.quicktime.creationdate", &field);
  return evidence;
}

std::optional<Evidence> read_exr_camera(Reading& reading, const Field& field, Evidence evidence) {
  const auto model = reading.text(Carrier::ExrAttribute, "cameraModel", &field);
  if (model.empty()) return std::nullopt;
  evidence.tool = std::string(trimmed(field.value));
  evidence.model = std::string(model);
  return evidence;
}

constexpr std::string_view camera_limits =
    "Capture settings are unsigned: anyone can write or copy them, and a captured picture may have "
    "been altered afterwards.";

constexpr std::array camera_table = {
    Row{.id = "camera",
        .tool = "",
        .kind = EvidenceKind::Camera,
        .spots = {{{in(Carrier::Exif), "Make"}}},
        .value = "",
        .claim = Claim::Captured,
        .strength = Strength::Hint,
        .recognize = read_exif_camera,
        .source = "Exif 3.0 sections 4.6.4 and 4.6.5; measured on exif-samples",
        .limits = camera_limits},
    Row{.id = "camera-movie",
        .tool = "",
        .kind = EvidenceKind::Camera,
        .spots = {{{in(Carrier::QuickTimeKey), "com.apple.quicktime.make"}}},
        .value = "",
        .claim = Claim::Captured,
        .strength = Strength::Hint,
        .recognize = read_movie_camera,
        .source = "QuickTime File Format, metadata keys",
        .limits = camera_limits},
    Row{.id = "camera-exr",
        .tool = "",
        .kind = EvidenceKind::Camera,
        .spots = {{{in(Carrier::ExrAttribute), "cameraMake"}}},
        .value = "",
        .claim = Claim::Captured,
        .strength = Strength::Hint,
        .recognize = read_exr_camera,
        .source = "OpenEXR standard attributes",
        .limits = camera_limits},
};

}  // namespace

std::span<const Row> camera_rows() { return camera_table; }

}  // namespace gg::signals
