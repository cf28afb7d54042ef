#include "base/text.h"
#include "formats/xmp/scopes.h"
#include "formats/xmp/xmp.h"

#include <array>

namespace gg::xmp {
namespace {

struct Known {
  std::string_view uri;  ///< Without scheme and without the last slash or hash.
  std::string_view prefix;
};

/// Most frequent first: the search is linear.
constexpr std::array known_namespaces{
    Known{"www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    Known{"ns.adobe.com/xap/1.0", "xmp"},
    Known{"purl.org/dc/elements/1.1", "dc"},
    Known{"ns.adobe.com/xap/1.0/mm", "xmpMM"},
    Known{"ns.adobe.com/xap/1.0/sType/ResourceEvent", "stEvt"},
    Known{"ns.adobe.com/xap/1.0/sType/ResourceRef", "stRef"},
    Known{"ns.adobe.com/photoshop/1.0", "photoshop"},
    Known{"iptc.org/std/Iptc4xmpExt/2008-02-29", "Iptc4xmpExt"},
    Known{"iptc.org/std/Iptc4xmpCore/1.0/xmlns", "Iptc4xmpCore"},
    Known{"www.tc260.org.cn/ns/AIGC/1.0", "TC260"},
    Known{"tc260.org.cn/ns/AIGC/1.0", "TC260"},
    Known{"ns.adobe.com/exif/1.0", "exif"},
    Known{"cipa.jp/exif/1.0", "exifEX"},
    Known{"ns.adobe.com/exif/1.0/aux", "aux"},
    Known{"ns.adobe.com/tiff/1.0", "tiff"},
    Known{"ns.adobe.com/camera-raw-settings/1.0", "crs"},
    Known{"ns.adobe.com/camera-raw-saved-settings/1.0", "crss"},
    Known{"ns.adobe.com/xap/1.0/rights", "xmpRights"},
    Known{"ns.adobe.com/xap/1.0/bj", "xmpBJ"},
    Known{"ns.adobe.com/xap/1.0/t/pg", "xmpTPg"},
    Known{"ns.adobe.com/xap/1.0/g", "xmpG"},
    Known{"ns.adobe.com/xap/1.0/g/img", "xmpGImg"},
    Known{"ns.adobe.com/xap/1.0/sType/Dimensions", "stDim"},
    Known{"ns.adobe.com/xap/1.0/sType/Font", "stFnt"},
    Known{"ns.adobe.com/xap/1.0/sType/Job", "stJob"},
    Known{"ns.adobe.com/xap/1.0/sType/ManifestItem", "stMfs"},
    Known{"ns.adobe.com/xap/1.0/sType/Version", "stVer"},
    Known{"ns.adobe.com/xap/1.0/sType/Area", "stArea"},
    Known{"ns.adobe.com/xmp/1.0/DynamicMedia", "xmpDM"},
    Known{"ns.adobe.com/xmp/note", "xmpNote"},
    Known{"ns.adobe.com/xmp/Identifier/qual/1.0", "xmpidq"},
    Known{"ns.adobe.com/pdf/1.3", "pdf"},
    Known{"ns.adobe.com/pdfx/1.3", "pdfx"},
    Known{"www.aiim.org/pdfa/ns/id", "pdfaid"},
    Known{"www.npes.org/pdfx/ns/id", "pdfxid"},
    Known{"ns.useplus.org/ldf/xmp/1.0", "plus"},
    Known{"ns.useplus.org/ldf/vocab", "plusvocab"},
    Known{"purl.org/dc/terms", "dcterms"},
    Known{"creativecommons.org/ns", "cc"},
    Known{"prismstandard.org/namespaces/basic/2.0", "prism"},
    Known{"prismstandard.org/namespaces/basic/3.0", "prism"},
    Known{"ns.google.com/photos/1.0/camera", "GCamera"},
    Known{"ns.google.com/photos/1.0/container", "Container"},
    Known{"ns.google.com/photos/1.0/container/item", "Item"},
    Known{"ns.google.com/photos/1.0/image", "GImage"},
    Known{"ns.google.com/photos/1.0/audio", "GAudio"},
    Known{"ns.google.com/photos/1.0/depthmap", "GDepth"},
    Known{"ns.google.com/photos/1.0/creations", "GCreations"},
    Known{"ns.google.com/photos/1.0/panorama", "GPano"},
    Known{"ns.google.com/videos/1.0/spherical", "GSpherical"},
    Known{"ns.google.com/photos/dd/1.0/device", "Device"},
    Known{"ns.google.com/photos/dd/1.0/camera", "Camera"},
    Known{"ns.google.com/photos/dd/1.0/container", "DeviceContainer"},
    Known{"ns.google.com/photos/dd/1.0/item", "DeviceItem"},
    Known{"ns.google.com/photos/dd/1.0/profile", "Profile"},
    Known{"ns.apple.com/HDRGainMap/1.0", "HDRGainMap"},
    Known{"ns.apple.com/faceinfo/1.0", "apple-fi"},
    Known{"ns.adobe.com/hdr-gain-map/1.0", "hdrgm"},
    Known{"www.metadataworkinggroup.com/schemas/regions", "mwg-rs"},
    Known{"www.metadataworkinggroup.com/schemas/keywords", "mwg-kw"},
    Known{"ns.adobe.com/lightroom/1.0", "lr"},
    Known{"ns.adobe.com/lens-profile/1.0", "lensprofile"},
    Known{"ns.adobe.com/bwf/bext/1.0", "bext"},
    Known{"ns.adobe.com/riff/info", "riffinfo"},
    Known{"ns.adobe.com/creatorAtom/1.0", "creatorAtom"},
    Known{"ns.adobe.com/swf/1.0", "swf"},
    Known{"ns.adobe.com/illustrator/1.0", "illustrator"},
    Known{"ns.adobe.com/indesign/1.0", "indesign"},
    Known{"ns.adobe.com/DICOM", "DICOM"},
    Known{"ns.adobe.com/xfa/promoted-desc", "desc"},
    Known{"ns.microsoft.com/photo/1.0", "MicrosoftPhoto"},
    Known{"ns.microsoft.com/photo/1.2", "MP"},
    Known{"www.digikam.org/ns/1.0", "digiKam"},
    Known{"ns.acdsee.com/iptc/1.0", "acdsee"},
    Known{"www.gimp.org/xmp", "GIMP"},
    Known{"ns.iview-multimedia.com/mediapro/1.0", "mediapro"},
    Known{"ns.attribution.com/ads/1.0", "Attrib"},
    Known{"c2pa.org/manifest", "c2pa"},
    Known{"c2pa.org/metadata/1.0", "c2pa"},
    Known{"adobe:ns:meta", "x"},
    Known{"www.w3.org/XML/1998/namespace", "xml"},
};

std::string_view core_of(std::string_view uri) {
  uri = trimmed(uri);
  for (const std::string_view scheme : {"http://", "https://"})
    if (starts_with_ignoring_case(uri, scheme)) {
      uri.remove_prefix(scheme.size());
      break;
    }
  while (!uri.empty() && (uri.back() == '/' || uri.back() == '#')) uri.remove_suffix(1);
  return uri;
}

}  // namespace

std::string_view usual_prefix(std::string_view namespace_uri) {
  const auto core = core_of(namespace_uri);
  for (const auto& known : known_namespaces)
    if (known.uri.size() == core.size() && equals_ignoring_case(known.uri, core))
      return known.prefix;
  return {};
}

Scopes::Scopes(pugi::xml_node inside) {
  declared_["rdf"] = {"rdf"};
  declared_["xml"] = {"xml"};
  std::vector<pugi::xml_node> outer;
  for (auto node = inside.parent(); node; node = node.parent()) outer.push_back(node);
  for (auto node = outer.rbegin(); node != outer.rend(); ++node) enter(*node);
}

void Scopes::enter(pugi::xml_node element) {
  for (const auto attribute : element.attributes()) {
    const auto declared = declared_by(attribute);
    if (!declared) continue;
    const auto usual = usual_prefix(attribute.value());
    declared_[*declared].push_back(usual.empty() ? *declared : usual);
  }
}

void Scopes::leave(pugi::xml_node element) {
  for (const auto attribute : element.attributes())
    if (const auto declared = declared_by(attribute)) declared_[*declared].pop_back();
}

std::optional<std::string_view> Scopes::declared_by(pugi::xml_attribute attribute) {
  const std::string_view name = attribute.name();
  if (!name.starts_with("xmlns")) return std::nullopt;
  if (name.size() == 5) return std::string_view{};
  if (name[5] != ':') return std::nullopt;
  return name.substr(6);
}

QName Scopes::resolve(std::string_view name, Defaulted defaulted) const {
  const auto colon = name.find(':');
  const auto prefix = colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon);
  const auto local = colon == std::string_view::npos ? name : name.substr(colon + 1);
  if (prefix.empty() && defaulted == Defaulted::No) return {{}, local};
  const auto found = declared_.find(prefix);
  if (found == declared_.end() || found->second.empty()) return {prefix, local};
  return {found->second.back(), local};
}

}  // namespace gg::xmp
