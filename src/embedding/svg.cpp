#include "base/text.h"
#include "embedding/draft.h"
#include "embedding/xml_tags.h"

#include <optional>
#include <string>

namespace gg::embedding {
namespace {

constexpr std::string_view c2pa_namespace = "http://c2pa.org/manifest";
constexpr std::string_view c2pa_prefix = "c2pa";

std::string_view prefix_of(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

std::string_view local_part(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// What the namespace of a prefix is declared with.
std::string declaration_of(std::string_view prefix) {
  return prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
}

/// An element with a store.
struct ManifestElement {
  XmlTag start;
  std::uint64_t content_end = 0;
  std::uint64_t end = 0;
};

/// What of a picture says where a store goes, or went.
struct SvgScan {
  std::optional<XmlTag> root;
  std::optional<XmlTag> metadata;  ///< A child of the root.
  std::vector<ManifestElement> manifests;
  bool prefix_is_taken = false;  ///< "c2pa" means something else somewhere.
};

/// One pass over the tags. *single thread*
class SvgScanner {
 public:
  explicit SvgScanner(std::string_view text) : text_(text) {}

  Parsed<SvgScan> run() {
    XmlTags tags(text_);
    std::uint64_t depth = 0;
    while (const auto tag = tags.next()) {
      if (tag->kind == XmlTagKind::End) {
        if (depth == 0) break;
        close(*tag, --depth);
        continue;
      }
      open(*tag, depth);
      if (tag->kind == XmlTagKind::Start) ++depth;
    }
    if (!scan_.root || depth != 0 || local_part(scan_.root->name) != "svg")
      return fail(ParseError{&faults::svg_damaged, text_.size()});
    return std::move(scan_);
  }

 private:
  void open(const XmlTag& tag, std::uint64_t depth) {
    if (depth == 0 && !scan_.root) scan_.root = tag;
    if (depth == 1 && !scan_.metadata && local_part(tag.name) == "metadata" &&
        prefix_of(tag.name) == prefix_of(scan_.root->name))
      scan_.metadata = tag;
    const auto declared = find_attribute(tag.attributes, declaration_of(c2pa_prefix));
    if (declared && *declared != c2pa_namespace) scan_.prefix_is_taken = true;
    if (!open_manifest_ && is_manifest(tag)) {
      if (tag.kind == XmlTagKind::Empty) {
        scan_.manifests.push_back({tag, tag.end, tag.end});
      } else {
        open_manifest_ = tag;
        manifest_depth_ = depth;
      }
    }
  }

  void close(const XmlTag& tag, std::uint64_t depth) {
    if (!open_manifest_ || depth != manifest_depth_) return;
    scan_.manifests.push_back({*open_manifest_, tag.first, tag.end});
    open_manifest_.reset();
  }

  /// Prefixes are declared on the element itself or on the root, as every writer does.
  [[nodiscard]] bool is_manifest(const XmlTag& tag) const {
    if (local_part(tag.name) != "manifest") return false;
    const auto declaration = declaration_of(prefix_of(tag.name));
    auto declared = find_attribute(tag.attributes, declaration);
    if (!declared) declared = find_attribute(scan_.root->attributes, declaration);
    return declared ? *declared == c2pa_namespace : prefix_of(tag.name) == c2pa_prefix;
  }

  std::string_view text_;
  SvgScan scan_;
  std::optional<XmlTag> open_manifest_;
  std::uint64_t manifest_depth_ = 0;
};

Piece store_text(const Draft& draft) {
  return {PieceKind::StoreText, 0, (draft.store_bytes + 2) / 3 * 4};
}

Fill text_between(Draft& draft, std::string_view before, std::string_view behind) {
  auto fill = draft.framed(Octets().text(before), store_text(draft), Octets().text(behind));
  fill.excluded = {before.size(), before.size() + store_text(draft).size_bytes};
  return fill;
}

/// Puts `inside` into the element that `tag` begins, as its first child.
void put_first(Draft& draft, const XmlTag& tag, std::string before, std::string behind) {
  if (tag.kind == XmlTagKind::Start) {
    draft.insert(tag.end, text_between(draft, before, behind));
    return;
  }
  const auto slash = tag.end - 2;  // "/>" becomes ">…</name>"
  behind += "</" + std::string(tag.name) + ">";
  draft.change(slash, 2, text_between(draft, ">" + before, behind));
}

void add_manifest(Draft& draft, const SvgScan& scan) {
  const auto& root = *scan.root;
  const bool is_declared =
      find_attribute(root.attributes, declaration_of(c2pa_prefix)) == c2pa_namespace;
  const std::string declaration = " xmlns:c2pa=\"" + std::string(c2pa_namespace) + "\"";
  const bool on_element = scan.prefix_is_taken;
  if (!is_declared && !on_element)
    draft.insert(root.first + 1 + root.name.size(), draft.literal(Octets().text(declaration)));
  std::string before = "<c2pa:manifest" + (on_element ? declaration : std::string()) + ">";
  std::string behind = "</c2pa:manifest>";
  if (scan.metadata) return put_first(draft, *scan.metadata, before, behind);
  const auto prefix = prefix_of(root.name);
  const auto metadata = (prefix.empty() ? "" : std::string(prefix) + ":") + "metadata";
  put_first(draft, root, "<" + metadata + ">" + before, behind + "</" + metadata + ">");
}

}  // namespace

/// An element c2pa:manifest in the metadata of the picture, the store in base64.
/// Source: C2PA 2.2 appendix A.3.3.
Parsed<void> plan_svg(Draft& draft) {
  auto in = draft.file;
  TRY(draft.budget.charge_bytes(in.remaining(), in));
  TRY_LET(const auto text, in.text(in.remaining()));
  if (!is_utf8(text) || text.find('\0') != std::string::npos)
    return draft.error(faults::svg_not_utf8, 0);
  TRY_LET(const auto scan, SvgScanner(text).run());
  bool is_placed = !draft.embeds();
  for (const auto& manifest : scan.manifests) {
    const auto& start = manifest.start;
    const bool is_empty =
        trimmed(std::string_view(text).substr(start.end, manifest.content_end - start.end)).empty();
    if (!is_empty) ++draft.replaced;
    if (is_placed || start.kind == XmlTagKind::Empty) {
      draft.remove({start.first, manifest.end});
      continue;
    }
    draft.change(start.end, manifest.content_end - start.end, text_between(draft, "", ""));
    is_placed = true;
  }
  if (!is_placed) add_manifest(draft, scan);
  return {};
}

}  // namespace gg::embedding
