#include "bindings/store_location.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <system_error>

namespace gg::bindings {
namespace {

constexpr std::string_view provenance_key = "dcterms:provenance";

bool is_bmff(Format format) {
  return format == Format::Mp4 || format == Format::QuickTime || format == Format::M4a ||
         format == Format::Heic || format == Format::Avif || format == Format::Braw;
}

void refuse(StoreLocation& location, const Parts& parts, std::string what) {
  location.refused = parts.stores.size();
  location.stores.clear();
  location.problems.push_back({Verdict::Malformed, std::move(what), parts.stores.back().place.path,
                               parts.stores.back().place.offset});
}

/// One `manifest`, or one `original` before one `update`. Source: C2PA 2.2 section A.5.3.
void locate_in_boxes(const Parts& parts, StoreLocation& location) {
  const auto of_role = [&](StoreRole role) {
    return std::ranges::count(parts.stores, role, &CredentialStore::role);
  };
  const bool alone = parts.stores.size() == 1 && of_role(StoreRole::Update) == 0;
  const bool updated = parts.stores.size() == 2 && of_role(StoreRole::Update) == 1 &&
                       of_role(StoreRole::Original) == 1;
  if (!alone && !updated)
    return refuse(location, parts,
                  "the file's C2PA boxes are neither one store nor an original "
                  "with its update: none of them counts");
  for (const auto& store : parts.stores) location.stores.push_back(&store);
  std::ranges::sort(location.stores, {},
                    [](const CredentialStore* store) { return store->role == StoreRole::Update; });
}

/// Offsets at which the updates of a PDF end: behind each "%%EOF".
Parsed<std::vector<std::uint64_t>> ends_of_updates(Reader file) {
  constexpr std::string_view mark = "%%EOF";
  std::vector<std::uint64_t> ends;
  std::vector<std::byte> window(64U << 10);
  std::size_t matched = 0;
  while (!file.at_end()) {
    const auto base = file.offset();
    TRY_LET(const auto view, file.take_window(window));
    for (std::size_t index = 0; index < view.size(); ++index) {
      const auto c = static_cast<char>(std::to_integer<unsigned char>(view[index]));
      if (c == mark[matched]) {
        ++matched;
      } else if (c != '%' || matched != 2) {  // a third '%' still leaves two
        matched = c == '%' ? 1 : 0;
      }
      if (matched < mark.size()) continue;
      matched = 0;
      ends.push_back(base + index + 1);
    }
  }
  return ends;
}

/// One store for each update of the document; two in one update do not count.
/// Source: C2PA 2.2 section 15.5.2.2.
void locate_in_pdf(Reader file, const Parts& parts, StoreLocation& location) {
  if (parts.stores.size() == 1) return location.stores.push_back(&parts.stores.front());
  const auto ends = ends_of_updates(file);
  if (!ends.has_value()) {
    refuse(location, parts, "the file could not be read to tell its updates apart");
    return;
  }
  std::map<std::ptrdiff_t, std::vector<const CredentialStore*>> by_update;
  for (const auto& store : parts.stores)
    by_update[std::ranges::upper_bound(*ends, store.place.offset) - ends->begin()].push_back(
        &store);
  for (const auto& [update, stores] : by_update) {
    if (stores.size() == 1) {
      location.stores.push_back(stores.front());
      continue;
    }
    location.refused += stores.size();
    location.problems.push_back(
        {Verdict::Malformed,
         "several manifest stores stand in one update of the document: none "
         "of them counts",
         stores.back()->place.path, stores.back()->place.offset});
  }
}

/// A big-endian number of the first bytes of a box.
std::uint64_t number_at(Bytes bytes, std::size_t first, std::size_t size) {
  Reader in(bytes.subspan(first, size));
  const auto value = size == 4 ? Parsed<std::uint64_t>(in.u32().value_or(0)) : in.u64();
  return value.value_or(0);
}

bool is_file(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error);
}

}  // namespace

StoreLocation locate_stores(Format format, Reader file, const Parts& parts) {
  StoreLocation location;
  if (const auto* field = parts.find(Carrier::Xmp, provenance_key)) location.remote = field->value;
  if (parts.stores.empty()) return location;
  if (is_bmff(format)) {
    locate_in_boxes(parts, location);
  } else if (format == Format::Pdf) {
    locate_in_pdf(file, parts, location);
  } else if (parts.stores.size() == 1) {
    location.stores.push_back(&parts.stores.front());
  } else {
    refuse(location, parts, "the file has several manifest stores: none of them counts");
  }
  return location;
}

Bytes superbox_of(const CredentialStore& store) {
  const auto all = store.jumbf;
  if (all.size() < 8) return all;
  auto size = number_at(all, 0, 4);
  if (size == 1 && all.size() >= 16) size = number_at(all, 8, 8);
  return size >= 8 && size <= all.size() ? all.first(static_cast<std::size_t>(size)) : all;
}

std::optional<std::filesystem::path> find_sidecar(const std::filesystem::path& asset) {
  auto path = asset.has_filename() ? asset : asset.parent_path();
  if (path.extension() == ".c2pa") return std::nullopt;
  auto full = path;
  full += ".c2pa";
  if (is_file(full)) return full;
  auto short_name = path;
  short_name.replace_extension(".c2pa");
  if (is_file(short_name)) return short_name;
  return std::nullopt;
}

}  // namespace gg::bindings
