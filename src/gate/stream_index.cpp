#include "gate/stream_index.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace gg {
namespace {

using TreeKey = std::pair<std::uint64_t, std::uint64_t>;
/// A tree, and a folder.
using Spot = std::pair<TreeKey, std::string_view>;

/// The initialization segments of a tree that stand in a folder or, where none does, least deep
/// below it.
struct Nearest {
  std::size_t depth = 0;
  std::size_t count = 0;
  std::size_t newest = 0;
  std::vector<std::size_t> inits;

  void add(std::size_t init, std::size_t at) {
    if (count != 0 && at > depth) return;
    if (count == 0 || at < depth) *this = {at, 0, 0, {}};
    if (count != 0 && newest == init) return;  // it states the tree twice
    newest = init;
    ++count;
    if (count <= inits_max) inits.push_back(init);
  }
};

/// Goes up from a folder to the root, and says for each how many steps it took.
template <class Visit>
void go_up(std::string_view folder, const Visit& visit) {
  for (std::size_t steps = 0;; ++steps) {
    if (visit(folder, steps) || folder.empty()) return;
    folder = folder_of(folder);
  }
}

class Finder {
 public:
  Finder(const std::vector<ListedFile>& files, const ScanSlots& slots)
      : files_(files), slots_(slots) {}

  StreamIndex find() {
    collect_segments();
    if (bundles_.empty()) return {};
    collect_inits();
    StreamIndex index;
    for (auto& [spot, bundle] : bundles_) {
      settle(spot, bundle);
      if (bundle.inits.empty())
        index.apart.push_back(std::move(bundle));
      else
        near_.push_back(std::move(bundle));
    }
    make_families(index);
    return index;
  }

 private:
  void collect_segments() {
    for (std::size_t file = 0; file < slots_.size(); ++file) {
      if (!slots_[file] || !slots_[file]->bond || !slots_[file]->bond->segment) continue;
      if (is_repeated(files_, file)) continue;
      const auto& segment = *slots_[file]->bond->segment;
      const TreeKey tree{segment.unique_id, segment.local_id};
      const auto folder = folder_of(files_[file].path);
      auto& bundle = bundles_[{tree, folder}];
      bundle.folder = folder;
      bundle.segments.push_back(file);
      trees_.insert(tree);
    }
    for (auto& [spot, bundle] : bundles_)
      std::ranges::sort(bundle.segments, {}, [this](std::size_t file) {
        return std::pair(slots_[file]->bond->segment->location, file);
      });
  }

  void collect_inits() {
    for (std::size_t file = 0; file < slots_.size(); ++file) {
      if (!slots_[file] || !slots_[file]->bond || is_repeated(files_, file)) continue;
      const auto& trees = slots_[file]->bond->trees;
      for (const auto& one : trees) {
        const TreeKey tree{one.unique_id, one.local_id};
        if (!trees_.contains(tree)) continue;
        go_up(folder_of(files_[file].path), [&](std::string_view folder, std::size_t steps) {
          nearest_[{tree, folder}].add(file, steps);
          return false;
        });
      }
    }
  }

  void settle(const Spot& spot, SegmentBundle& bundle) const {
    go_up(spot.second, [&](std::string_view folder, std::size_t) {
      const auto found = nearest_.find({spot.first, folder});
      if (found == nearest_.end()) return false;
      bundle.nearest = found->second.count;
      if (bundle.nearest <= inits_max) bundle.inits = found->second.inits;
      return true;
    });
  }

  /// Bundles that share an initialization segment are of one family.
  void make_families(StreamIndex& index) {
    std::map<std::size_t, std::size_t> parents;  // by initialization segments
    const auto root = [&](std::size_t init) {
      while (parents.at(init) != init) init = parents[init] = parents.at(parents.at(init));
      return init;
    };
    for (const auto& bundle : near_)
      for (const auto init : bundle.inits) {
        parents.try_emplace(init, init);
        const auto one = root(init);
        const auto other = root(bundle.inits.front());
        parents[std::max(one, other)] = std::min(one, other);
      }
    std::map<std::size_t, StreamFamily> families;
    for (const auto& [init, parent] : parents) families[root(init)].inits.push_back(init);
    for (auto& bundle : near_)
      families[root(bundle.inits.front())].bundles.push_back(std::move(bundle));
    for (auto& [first, family] : families) index.families.push_back(std::move(family));
  }

  const std::vector<ListedFile>& files_;
  const ScanSlots& slots_;
  std::set<TreeKey> trees_;
  std::map<Spot, SegmentBundle> bundles_;
  std::map<Spot, Nearest> nearest_;
  std::vector<SegmentBundle> near_;
};

}  // namespace

std::string_view folder_of(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

bool is_repeated(const std::vector<ListedFile>& files, std::size_t file) {
  return file != 0 && files[file].path == files[file - 1].path;
}

bool is_below(std::string_view folder, std::string_view above) {
  return above.empty() || folder == above ||
         (folder.starts_with(above) && folder[above.size()] == '/');
}

StreamIndex find_streams(const std::vector<ListedFile>& files, const ScanSlots& slots) {
  return Finder(files, slots).find();
}

}  // namespace gg
