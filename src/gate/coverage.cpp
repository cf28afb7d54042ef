#include "gate/coverage.h"

#include "base/text.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace gg {
namespace {

/// Nouns by the last part of the name they were written with, in lower case.
template <class T>
using ByName = std::unordered_multimap<std::string, const T*>;

template <class T>
ByName<T> index_by_name(const std::vector<T>& nouns) {
  ByName<T> index;
  for (const auto& noun : nouns)
    if (!noun.file.empty()) index.emplace(ascii_lower(file_name_of(noun.file)), &noun);
  return index;
}

/// Those in `index` that `fits` says are about `path`, in the order of the title file.
template <class T, class Fits>
std::vector<const T*> find_named(const ByName<T>& index, std::string_view key, Fits fits) {
  std::vector<const T*> found;
  const auto [first, end] = index.equal_range(ascii_lower(key));
  for (auto at = first; at != end; ++at)
    if (fits(*at->second)) found.push_back(at->second);
  std::ranges::sort(found);
  return found;
}

class LineUp {
 public:
  LineUp(const TitleFile& title, const GateBook& book)
      : title_(title),
        book_(book),
        assets_by_name_(index_by_name(title.assets)),
        rows_(index_by_name(title.archive_rows)),
        sidecars_(index_by_name(title.sidecars)) {
    for (const auto& asset : title.assets) assets_[asset.sha256].push_back(&asset);
    for (const auto& use : title.uses) uses_.emplace(use.id, &use);
  }

  Delivered deliver(const FileReport& report) const {
    Delivered file;
    file.report = &report;
    find_assets(file);
    find_rows(file);
    const auto is_about = [&report](const Sidecar& one) {
      return ends_with_parts(report.path, one.file);
    };
    file.sidecars = find_named(sidecars_, file_name_of(report.path), is_about);
    for (const auto& evidence : report.evidence) file.evidence.push_back(&evidence);
    for (const auto* sidecar : file.sidecars) file.evidence.push_back(&sidecar->evidence);
    find_covers(file);
    return file;
  }

 private:
  void find_assets(Delivered& file) const {
    const auto& report = *file.report;
    if (report.sha256)
      if (const auto found = assets_.find(*report.sha256); found != assets_.end())
        file.assets = found->second;
    if (!file.assets.empty()) return;  // another version of the same name, registered too
    const auto is_about = [&report](const Asset& asset) {
      return ends_with_parts(report.path, asset.file);
    };
    file.assets_by_name = find_named(assets_by_name_, file_name_of(report.path), is_about);
  }

  void find_rows(Delivered& file) const {
    const std::string_view path = file.report->path;
    const auto is_about = [path](const ArchiveRow& row) { return names_file(row.file, path); };
    const auto name = file_name_of(path);
    file.rows = find_named(rows_, name, is_about);
    const auto stem = file_name_of(without_extension(path));
    if (stem == name) return;
    for (const auto* row : find_named(rows_, stem, is_about)) file.rows.push_back(row);
  }

  void cover(Delivered& file, std::string_view use_id, CoverKind kind) const {
    const auto use = uses_.find(use_id);
    if (use != uses_.end() && !file.is_covered_by(*use->second))
      file.covers.push_back({use->second, kind});
  }

  void find_covers(Delivered& file) const {
    for (const auto* asset : file.assets)
      if (asset->kind == AssetKind::Generated) cover(file, asset->use, CoverKind::Hash);
    for (const auto* sidecar : file.sidecars) cover(file, sidecar->use, CoverKind::Sidecar);
    const auto strong = file.covers.size();
    for (const auto* asset : file.assets_by_name)
      if (asset->kind == AssetKind::Generated) cover(file, asset->use, CoverKind::Name);
    for (const auto& use : title_.uses) {
      const auto fits = [&file](const PathPattern& one) { return one.matches(file.report->path); };
      if (std::ranges::any_of(use.covers, fits)) cover(file, use.id, CoverKind::Pattern);
    }
    prefer_declared_tools(file, strong);
  }

  /// Of the uses that cover a file weakly, those that declare the tool that was found; all of them
  /// when none does. Covers before `strong` stay.
  void prefer_declared_tools(Delivered& file, std::size_t strong) const {
    const auto declares_a_found_tool = [this, &file](const Cover& cover) {
      return std::ranges::any_of(file.evidence, [this, &cover](const Evidence* evidence) {
        return claims_ai(*evidence) && !evidence->tool.empty() &&
               declares_tool(*cover.use, evidence->tool, title_, book_);
      });
    };
    const auto weak = file.covers.begin() + static_cast<std::ptrdiff_t>(strong);
    if (std::none_of(weak, file.covers.end(), declares_a_found_tool)) return;
    file.covers.erase(std::remove_if(weak, file.covers.end(),
                                     [&](const Cover& one) { return !declares_a_found_tool(one); }),
                      file.covers.end());
  }

  const TitleFile& title_;
  const GateBook& book_;
  std::map<Sha256, std::vector<const Asset*>> assets_;
  ByName<Asset> assets_by_name_;
  ByName<ArchiveRow> rows_;
  ByName<Sidecar> sidecars_;
  std::map<std::string, const Use*, std::less<>> uses_;
};

}  // namespace

bool Delivered::has_ai_evidence() const { return ai_evidence() != nullptr; }

const Evidence* Delivered::ai_evidence() const {
  const Evidence* best = nullptr;
  for (const auto* one : evidence)
    if (claims_ai(*one) && (best == nullptr || one->strength < best->strength)) best = one;
  return best;
}

bool Delivered::is_covered_by(const Use& use) const {
  return std::ranges::any_of(covers, [&use](const Cover& one) { return one.use == &use; });
}

const Asset* Delivered::generated_asset() const {
  for (const auto* list : {&assets, &assets_by_name})
    for (const auto* asset : *list)
      if (asset->kind == AssetKind::Generated) return asset;
  return nullptr;
}

const FoundUse* Reconciliation::find(const Use& use) const {
  const auto found = std::ranges::find(uses, &use, &FoundUse::use);
  return found == uses.end() ? nullptr : &*found;
}

Reconciliation line_up(const ScanReport& scan, const TitleFile& title, Date as_of,
                       const GateBook& book) {
  Reconciliation out{scan, title, as_of, book, {}, {}};
  const LineUp lines(title, book);
  out.files.reserve(scan.files.size());
  for (const auto& report : scan.files) out.files.push_back(lines.deliver(report));
  std::map<const Use*, std::vector<const Delivered*>> found;
  for (const auto& file : out.files)
    for (const auto& cover : file.covers) found[cover.use].push_back(&file);
  for (const auto& use : title.uses)
    if (const auto files = found.find(&use); files != found.end())
      out.uses.push_back({&use, decide_use(use, title, as_of, book.final_fact), files->second});
  return out;
}

std::optional<Date> generation_date(const Delivered& file, const Use& use) {
  for (const auto* asset : file.assets)
    if (asset->use == use.id && asset->generated) return asset->generated;
  for (const auto* sidecar : file.sidecars)
    if (const auto date = Date::parse_start(sidecar->evidence.when)) return date;
  for (const auto* evidence : file.evidence)
    if (claims_ai(*evidence))
      if (const auto date = Date::parse_start(evidence->when)) return date;
  return std::nullopt;
}

}  // namespace gg
