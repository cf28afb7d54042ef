#include "formats/pdf/document.h"

#include "base/text.h"
#include "formats/pdf/faults.h"
#include "formats/pdf/limited_filters.h"
#include "formats/pdf/store_file.h"
#include "formats/xmp/xmp.h"

#include <algorithm>
#include <set>
#include <span>

namespace gg::pdf {
namespace {

constexpr std::uint32_t tree_depth_max = 8;
constexpr std::uint64_t stream_bytes_max = 16U << 20;

/// One walk through one document. *single thread*
class DocumentWalk {
 public:
  DocumentWalk(const Reader& file, Parts& parts) : file_(file), parts_(parts) {}

  Parsed<void> read_information(QPDFObjectHandle information);
  Parsed<void> read_metadata(QPDFObjectHandle stream);
  Parsed<void> read_associated(QPDFObjectHandle files, const std::string& path);
  Parsed<void> read_tree(QPDFObjectHandle node, const std::string& path, std::uint32_t depth);

 private:
  Parsed<void> read_file_specification(QPDFObjectHandle specification, const std::string& path);
  Parsed<void> add_store(QPDFObjectHandle stream, const std::string& path);
  Parsed<Bytes> decoded(QPDFObjectHandle stream, const Reader& at);
  [[nodiscard]] std::optional<Reader> raw_bytes(QPDFObjectHandle stream) const;
  [[nodiscard]] Reader reader_at(std::uint64_t offset) const;
  [[nodiscard]] Place place_of(QPDFObjectHandle object, std::string path) const;

  const Reader& file_;
  Parts& parts_;
  std::set<QPDFObjGen> seen_;
};

/// Collects what a stream gives, up to a limit; what is more is only counted.
class Collector : public Pipeline {
 public:
  explicit Collector(std::uint64_t bytes_max) : Pipeline("collector", nullptr), left_(bytes_max) {}
  void write(const unsigned char* data, std::size_t size) override {
    over_ = over_ || size > left_;
    if (over_) return;
    left_ -= size;
    const auto part = std::as_bytes(std::span(data, size));
    bytes.insert(bytes.end(), part.begin(), part.end());
  }
  void finish() override {}
  [[nodiscard]] bool over() const { return over_; }

  std::vector<std::byte> bytes;

 private:
  std::uint64_t left_;
  bool over_ = false;
};

Reader DocumentWalk::reader_at(std::uint64_t offset) const {
  const auto there = file_.from(offset);
  return there.has_value() ? *there : file_;
}

/// qpdf says where an object stands, but counts inside the object stream where it is in one: only
/// an offset that follows the word "obj" in the file is one of the file.
Place DocumentWalk::place_of(QPDFObjectHandle object, std::string path) const {
  constexpr std::uint64_t behind = 16;
  Place place{std::move(path), file_.offset(), 0};
  const auto parsed = object.getParsedOffset();
  if (parsed < 8) return place;
  const auto offset = static_cast<std::uint64_t>(parsed);
  const auto before = std::min(offset, behind);
  auto around = file_.slice(offset - before, before);
  std::string text;
  while (around.has_value() && !around->at_end()) {
    const auto byte = around->u8();
    if (!byte) break;
    text += static_cast<char>(*byte);
  }
  if (trimmed(text).ends_with("obj")) place.offset = file_.offset() + offset;
  return place;
}

Parsed<void> DocumentWalk::read_information(QPDFObjectHandle information) {
  if (!information.isDictionary()) return {};
  const auto place = place_of(information, "PDF/Info/");
  const auto at = reader_at(place.offset - file_.offset());
  for (const auto& key : information.getKeys()) {
    TRY(parts_.budget().charge_item(at));
    auto value = information.getKey(key);
    std::string text;
    if (value.isString()) text = to_utf8(value.getUTF8Value());
    if (value.isName()) text = to_utf8(value.getName().substr(1));
    if (text.empty() || key.size() < 2) continue;
    const auto name = to_utf8(key.substr(1));
    TRY(parts_.add({Carrier::PdfInfo, name, std::move(text), {place.path + name, place.offset, 0}},
                   at));
  }
  return {};
}

/// The bytes of a stream as they stand in the file, if nothing encodes them.
std::optional<Reader> DocumentWalk::raw_bytes(QPDFObjectHandle stream) const {
  auto dictionary = stream.getDict();
  auto length = dictionary.getKey("/Length");
  const auto offset = stream.getParsedOffset();
  if (dictionary.hasKey("/Filter") || !length.isInteger() || offset <= 0) return std::nullopt;
  if (stream.getOwningQPDF() == nullptr || stream.getOwningQPDF()->isEncrypted())
    return std::nullopt;
  const auto size = length.getIntValue();
  if (size < 0) return std::nullopt;
  const auto raw =
      file_.slice(static_cast<std::uint64_t>(offset), static_cast<std::uint64_t>(size));
  if (!raw.has_value()) return std::nullopt;
  return *raw;
}

Parsed<Bytes> DocumentWalk::decoded(QPDFObjectHandle stream, const Reader& at) {
  Collector collector(std::min(stream_bytes_max, parts_.budget().kept_bytes_left()));
  const InflateLimit limit(std::min(stream_bytes_max, parts_.budget().inflate_bytes_left()));
  const bool done = stream.pipeStreamData(&collector, 0, qpdf_dl_generalized, true);
  TRY(parts_.budget().charge_inflated(limit.used_bytes(), at));
  if (limit.is_over()) return at.error(faults::inflate_too_large);
  if (collector.over()) return at.error(faults::too_large);
  if (!done) return at.error(faults::stream_damaged);
  TRY(parts_.budget().charge_bytes(collector.bytes.size(), at));
  return parts_.keep(std::move(collector.bytes));
}

/// Offsets inside an unpacked stream have no place in the file: fields and faults name the stream.
Parsed<void> DocumentWalk::read_metadata(QPDFObjectHandle stream) {
  if (!stream.isStream()) return {};
  if (const auto raw = raw_bytes(stream)) return xmp::walk(*raw, "PDF/Metadata", parts_);
  const auto offset = stream.getParsedOffset();
  const auto at = reader_at(offset > 0 ? static_cast<std::uint64_t>(offset) : 0);
  TRY_LET(const auto packet, decoded(stream, at));
  const auto fields_before = parts_.fields.size();
  const auto walked = xmp::walk(Reader(packet, at.offset()), "PDF/Metadata", parts_);
  for (auto& field : std::span(parts_.fields).subspan(fields_before)) field.place.size_bytes = 0;
  if (!walked.has_value()) return at.error(*walked.error().fault);
  return {};
}

Parsed<void> DocumentWalk::add_store(QPDFObjectHandle stream, const std::string& path) {
  if (!seen_.insert(stream.getObjGen()).second) return {};
  if (auto raw = raw_bytes(stream)) {
    TRY(parts_.budget().charge_bytes(raw->size(), *raw));
    const auto offset = raw->offset();
    TRY_LET(const auto jumbf, raw->take(raw->size()));
    parts_.stores.push_back(
        {jumbf, {path, offset, jumbf.size()}, offset, {{offset, offset + jumbf.size()}}});
    return {};
  }
  const auto offset = stream.getParsedOffset();
  const auto at = reader_at(offset > 0 ? static_cast<std::uint64_t>(offset) : 0);
  TRY_LET(const auto jumbf, decoded(stream, at));
  parts_.stores.push_back({jumbf, {path, at.offset(), 0}, std::nullopt});
  return {};
}

Parsed<void> DocumentWalk::read_file_specification(QPDFObjectHandle specification,
                                                   const std::string& path) {
  TRY(parts_.budget().charge_item(file_));
  auto stream = file_content(specification);
  if (stream.isStream() && specifies_store(specification))
    parts_.tolerate(path, add_store(stream, path));
  return {};
}

Parsed<void> DocumentWalk::read_associated(QPDFObjectHandle files, const std::string& path) {
  if (!files.isArray()) return read_file_specification(files, path);
  const auto count = files.getArrayNItems();
  for (int index = 0; index < count; ++index)
    TRY(read_file_specification(files.getArrayItem(index),
                                path + "[" + std::to_string(index) + "]"));
  return {};
}

/// A name tree: Kids are nodes, Names are pairs of name and file specification.
Parsed<void> DocumentWalk::read_tree(QPDFObjectHandle node, const std::string& path,
                                     std::uint32_t depth) {
  if (!node.isDictionary()) return {};
  TRY(parts_.budget().charge_item(file_));
  if (depth == tree_depth_max) return file_.error(faults::too_deep);
  if (node.isIndirect() && !seen_.insert(node.getObjGen()).second) return {};
  auto names = node.getKey("/Names");
  const auto count = names.isArray() ? names.getArrayNItems() : 0;
  for (int index = 1; index < count; index += 2)
    TRY(read_file_specification(names.getArrayItem(index),
                                path + "[" + std::to_string(index / 2) + "]"));
  auto kids = node.getKey("/Kids");
  const auto kid_count = kids.isArray() ? kids.getArrayNItems() : 0;
  for (int index = 0; index < kid_count; ++index)
    TRY(read_tree(kids.getArrayItem(index), path, depth + 1));
  return {};
}

}  // namespace

Parsed<void> read_document(QPDF& document, const Reader& file, Parts& parts) {
  DocumentWalk walk(file, parts);
  auto information = document.getTrailer().getKey("/Info");
  parts.tolerate("PDF/Info", walk.read_information(information));
  auto catalog = document.getTrailer().getKey("/Root");
  if (!catalog.isDictionary()) return file.error(faults::pdf_damaged);
  parts.tolerate("PDF/Metadata", walk.read_metadata(catalog.getKey("/Metadata")));
  parts.tolerate("PDF/AF", walk.read_associated(catalog.getKey("/AF"), "PDF/AF"));
  auto names = catalog.getKey("/Names");
  if (parts.stores.empty() && names.isDictionary())
    parts.tolerate("PDF/EmbeddedFiles",
                   walk.read_tree(names.getKey("/EmbeddedFiles"), "PDF/EmbeddedFiles", 0));
  return {};
}

}  // namespace gg::pdf
