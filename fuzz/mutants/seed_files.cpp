#include "seed_files.h"

#include "bindings/store_location.h"
#include "container/container.h"
#include "parts/parts.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <string_view>

namespace gg::mutants {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t store_weight = 4;
constexpr std::uint64_t weight_max = 12;
constexpr std::uint64_t usual_bytes = 128U << 10;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, unsigned size, bool is_little) {
  std::uint64_t value = 0;
  for (unsigned index = 0; index < size; ++index) {
    const auto byte =
        static_cast<unsigned char>(bytes[is_little ? at + size - 1 - index : at + index]);
    value = value << 8U | byte;
  }
  return value;
}

bool is_code(std::string_view code) {
  return std::ranges::all_of(code, [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ' ' || c == '_';
  });
}

void add_if_inside(std::string_view bytes, LengthField field, std::vector<LengthField>& fields) {
  if (field.covers.end <= bytes.size() && field.covers.first < field.covers.end)
    fields.push_back(field);
}

/// What looks like the length of a box (JUMBF, ISO base media), a PNG chunk or a RIFF chunk.
void find_coded(std::string_view bytes, std::vector<LengthField>& fields) {
  const bool is_riff = bytes.starts_with("RIFF") || bytes.starts_with("RF64");
  const bool is_png = bytes.starts_with("\x89PNG");
  for (std::size_t at = 0; at + 8 <= bytes.size(); ++at) {
    if (is_riff && is_code(bytes.substr(at, 4))) {
      const auto size = number_at(bytes, at + 4, 4, true);
      add_if_inside(bytes, {at + 4, 4, true, {at, at + 8 + size}}, fields);
    }
    if (!is_code(bytes.substr(at + 4, 4))) continue;
    const auto size = number_at(bytes, at, 4, false);
    if (size >= 8) add_if_inside(bytes, {at, 4, false, {at, at + size}}, fields);
    if (is_png) add_if_inside(bytes, {at, 4, false, {at, at + size + 12}}, fields);
  }
}

/// Segments of a JPEG up to its picture.
void find_segments(std::string_view bytes, std::vector<LengthField>& fields) {
  if (!bytes.starts_with("\xFF\xD8")) return;
  for (std::size_t at = 2; at + 4 <= bytes.size() && bytes[at] == '\xFF';) {
    const auto size = number_at(bytes, at + 2, 2, false);
    add_if_inside(bytes, {at + 2, 2, false, {at, at + 2 + size}}, fields);
    at += 2 + size;
  }
}

SeedBytes read_seed(std::string bytes) {
  SeedBytes seed{std::move(bytes), {}, {}};
  find_coded(seed.bytes, seed.lengths);
  find_segments(seed.bytes, seed.lengths);
  const Reader reader(std::as_bytes(std::span(seed.bytes)));
  Budget budget;
  Parts parts(budget);
  static_cast<void>(walk_file(sniff(reader), reader, parts));
  for (const auto& store : parts.stores) {
    if (store.jumbf_offset)
      seed.store.push_back({*store.jumbf_offset, *store.jumbf_offset + store.jumbf.size()});
    seed.store.insert(seed.store.end(), store.pieces.begin(), store.pieces.end());
  }
  std::erase_if(seed.store, [&](const ByteRange& range) {
    return range.first >= range.end || range.end > seed.bytes.size();
  });
  return seed;
}

std::uint64_t weight_of(const SeedFile& seed) {
  if (seed.file.store.empty() && !seed.sidecar) return 1;
  return std::clamp(usual_bytes * store_weight / seed.file.bytes.size(), store_weight, weight_max);
}

void add_below(const fs::path& root, std::uint64_t size_bytes_max, std::vector<SeedFile>& seeds) {
  std::vector<fs::path> paths;
  std::set<fs::path> sidecars;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || entry.file_size() == 0 || entry.file_size() > size_bytes_max)
      continue;
    paths.push_back(entry.path());
    if (entry.path().extension() != ".c2pa")
      if (const auto beside = bindings::find_sidecar(entry.path())) sidecars.insert(*beside);
  }
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    if (sidecars.contains(path)) continue;
    SeedFile seed{path.lexically_relative(root).string(),
                  fs::absolute(path).parent_path(),
                  read_seed(content_of(path)),
                  {},
                  1};
    if (const auto beside = bindings::find_sidecar(path); beside && path.extension() != ".c2pa")
      seed.sidecar = read_seed(content_of(*beside));
    seed.weight = weight_of(seed);
    seeds.push_back(std::move(seed));
  }
}

}  // namespace

Result<std::vector<SeedFile>> load_seeds(const std::vector<std::string>& folders,
                                         std::uint64_t size_bytes_max) {
  std::vector<SeedFile> seeds;
  for (const auto& folder : folders) {
    if (!fs::is_directory(folder))
      return fail(Error{ErrorKind::NotFound, folder + " is no folder"});
    add_below(folder, size_bytes_max, seeds);
  }
  if (seeds.empty())
    return fail(Error{ErrorKind::NotFound, "no file of a fitting size to make mutants of"});
  return seeds;
}

}  // namespace gg::mutants
