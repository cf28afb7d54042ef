#include "sample/media.h"

#include "base/check.h"
#include "base/whole_file.h"
#include "sample/credential.h"
#include "sample/marks.h"
#include "sample/octets.h"
#include "sample/picture.h"

#include <cmath>
#include <numbers>
#include <vector>

namespace gg::sample {
namespace {

constexpr unsigned sound_rate_hz = 48'000;
constexpr double loudness = 9'000;

template <class T>
T number_member(const Json& object, const char* key, T otherwise) {
  const auto* value = find_member(object, key);
  return value == nullptr ? otherwise : value->get<T>();
}

Scene scene_of(const Json& description) {
  return {.palette = std::string(text_member(description, "picture")),
          .seed = number_member(description, "seed", 1U),
          .width = number_member(description, "width", 480U),
          .height = number_member(description, "height", 270U),
          .is_old = number_member(description, "old", false)};
}

// --- sound

std::string riff_chunk(std::string_view kind, std::string payload) {
  const auto size = little(payload.size(), 4);
  if (payload.size() % 2 != 0) payload += '\0';
  return std::string(kind) + size + payload;
}

/// Broadcast Wave (EBU Tech 3285): description, originator, date; the rest empty.
std::string broadcast_chunk(const Json& broadcast) {
  auto payload = padded(text_member(broadcast, "description"), 256) +
                 padded(text_member(broadcast, "originator"), 32) + padded({}, 32);
  payload += std::string("2026-09-21") + "10:30:00" + padded({}, 8 + 2 + 254);
  return riff_chunk("bext", payload);
}

std::string info_chunk(const Json& info) {
  std::string body = "INFO";
  for (const auto& [name, value] : info.items())
    body += riff_chunk(name, scalar_text(value) + '\0');
  return riff_chunk("LIST", body);
}

std::string make_wav(const Json& description) {
  const auto tone = number_member(description, "tone", 220.0);
  const auto count = number_member(description, "seconds", 1U) * sound_rate_hz;
  std::string samples;
  for (unsigned at = 0; at < count; ++at) {
    const auto value = loudness * std::sin(2 * std::numbers::pi * tone * at / sound_rate_hz);
    samples += little(static_cast<std::uint16_t>(static_cast<std::int16_t>(value)), 2);
  }
  auto body =
      "WAVE" + riff_chunk("fmt ", little(1, 2) + little(1, 2) + little(sound_rate_hz, 4) +
                                      little(sound_rate_hz * 2, 4) + little(2, 2) + little(16, 2));
  if (const auto* broadcast = find_member(description, "broadcast"))
    body += broadcast_chunk(*broadcast);
  if (const auto* info = find_member(description, "info")) body += info_chunk(*info);
  return riff_chunk("RIFF", body + riff_chunk("data", samples));
}

// --- film

constexpr unsigned frames_a_second = 25;

std::string zeros(std::size_t count) { return padded({}, count); }

std::string unity_matrix() {
  std::string matrix;
  for (const auto value : {0x10000U, 0U, 0U, 0U, 0x10000U, 0U, 0U, 0U, 0x40000000U})
    matrix += big(value, 4);
  return matrix;
}

/// moov/meta with keys and ilst, as QuickTime writes it.
std::string keyed_metadata(const Json& items) {
  std::string keys = zeros(4) + big(items.size(), 4);
  std::string values;
  std::uint32_t number = 0;
  for (const auto& [key, value] : items.items()) {
    keys += big(8 + key.size(), 4) + "mdta" + key;
    values += box(big(++number, 4), box("data", big(1, 4) + zeros(4) + scalar_text(value)));
  }
  return box("meta",
             box("hdlr", zeros(8) + "mdta" + zeros(13)) + box("keys", keys) + box("ilst", values));
}

/// The tables that say where each frame is; `first_at` is the offset of the first.
std::string sample_tables(const Scene& scene, const std::vector<std::string>& frames,
                          std::size_t first_at) {
  auto entry = zeros(6) + big(1, 2) + zeros(16) + big(scene.width, 2) + big(scene.height, 2) +
               big(0x480000, 4) + big(0x480000, 4) + zeros(4) + big(1, 2);
  entry += padded("\x03PNG", 32) + big(24, 2) + big(0xFFFF, 2);
  std::string sizes = zeros(8) + big(frames.size(), 4);
  std::string offsets = zeros(4) + big(frames.size(), 4);
  for (const auto& frame : frames) {
    sizes += big(frame.size(), 4);
    offsets += big(first_at, 4);
    first_at += frame.size();
  }
  return box("stbl", box("stsd", zeros(4) + big(1, 4) + box("png ", entry)) +
                         box("stts", zeros(4) + big(1, 4) + big(frames.size(), 4) + big(1, 4)) +
                         box("stsc", zeros(4) + big(1, 4) + big(1, 4) + big(1, 4) + big(1, 4)) +
                         box("stsz", sizes) + box("stco", offsets));
}

std::string picture_track(const Scene& scene, std::size_t count, const std::string& tables) {
  const auto reference = box("dinf", box("dref", zeros(4) + big(1, 4) + box("url ", big(1, 4))));
  const auto information = box("minf", box("vmhd", big(1, 4) + zeros(8)) + reference + tables);
  const auto media_header =
      box("mdhd", zeros(12) + big(frames_a_second, 4) + big(count, 4) + big(0x55C4, 2) + zeros(2));
  const auto handler = box("hdlr", zeros(4) + "mhlrvide" + zeros(12) + "\x05Video");
  const auto header =
      box("tkhd", big(7, 4) + zeros(8) + big(1, 4) + zeros(4) + big(count, 4) + zeros(16) +
                      unity_matrix() + big(std::uint64_t{scene.width} << 16U, 4) +
                      big(std::uint64_t{scene.height} << 16U, 4));
  return box("trak", header + box("mdia", media_header + handler + information));
}

/// A QuickTime film of PNG frames, its movie box behind the media.
std::string make_film(const Json& description) {
  auto scene = scene_of(description);
  const auto count = number_member(description, "frames", 1U);
  std::vector<std::string> frames;
  for (unsigned at = 0; at < count; ++at) frames.push_back(draw_png(scene, {}));
  const auto file_type = box("ftyp", "qt  " + zeros(4) + "qt  ");
  std::string media;
  for (const auto& frame : frames) media += frame;
  const auto tables = sample_tables(scene, frames, file_type.size() + 8);
  const auto header =
      box("mvhd", zeros(12) + big(frames_a_second, 4) + big(count, 4) + big(0x10000, 4) +
                      big(0x100, 2) + zeros(10) + unity_matrix() + zeros(24) + big(2, 4));
  auto movie = header + picture_track(scene, count, tables);
  if (const auto* keys = find_member(description, "keys")) movie += keyed_metadata(*keys);
  return file_type + box("mdat", media) + box("moov", movie);
}

// --- signed pictures

/// The header and the chunks before the picture data of one PNG, with the picture data of another.
std::string with_picture_of(const std::string& marked, const std::string& drawn) {
  constexpr std::size_t length_bytes = 4;  // stands before the chunk's name
  const auto marks_end = marked.find("IDAT");
  const auto drawn_at = drawn.find("IDAT");
  GG_CHECK(marks_end != std::string::npos && drawn_at != std::string::npos);
  return marked.substr(0, marks_end - length_bytes) + drawn.substr(drawn_at - length_bytes);
}

/// What becomes of a signed picture by somebody who keeps its credential and paints it anew.
Result<void> change(const std::filesystem::path& file, Json description, const Json& changed) {
  description.update(changed);
  TRY_LET(const auto drawn, make_media(description));
  TRY_LET(const auto marked, read_existing(file));
  return write_whole(file, with_picture_of(marked, drawn));
}

}  // namespace

Result<std::string> make_media(const Json& description) {
  std::string bytes;
  if (description.contains("frames"))
    bytes = make_film(description);
  else if (description.contains("picture"))
    bytes = draw_png(scene_of(description), png_marks(description));
  else if (description.contains("tone"))
    bytes = make_wav(description);
  else if (const auto* words = find_member(description, "words"))
    bytes = scalar_text(*words) + '\n';
  else
    return fail(Error{ErrorKind::InvalidInput,
                      "a file of the sample production is a picture, a tone or words"});
  return bytes.substr(0, number_member(description, "cut", bytes.size()));
}

Result<void> write_media(const std::filesystem::path& folder, const Json& description) {
  const auto target = folder / text_member(description, "file");
  std::error_code error;
  std::filesystem::create_directories(target.parent_path(), error);
  TRY_LET(const auto bytes, make_media(description));
  const auto* credential = find_member(description, "credential");
  if (credential == nullptr) return write_whole(target, bytes);
  const std::filesystem::path plain = target.string() + ".plain";
  TRY(write_whole(plain, bytes));
  TRY(sign_media(plain, target, *credential));
  std::filesystem::remove(plain, error);
  if (const auto* changed = find_member(description, "changed"))
    return change(target, description, *changed);
  return {};
}

}  // namespace gg::sample
