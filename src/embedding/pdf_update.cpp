#include "embedding/pdf_update.h"

#include "formats/pdf/store_file.h"

#include <algorithm>
#include <array>
#include <limits>

namespace gg::embedding {
namespace {

constexpr std::string_view file_name = "content_credential.c2pa";
constexpr std::uint32_t name_tree_depth_max = 16;
constexpr std::uint64_t table_offset_max = 9'999'999'999;  // ten digits
constexpr int object_number_max = 8'388'607;

std::string name_text(const std::string& name) { return QPDFObjectHandle::newName(name).unparse(); }

/// The entries of a dictionary as they are written, without those in `left_out`.
std::string entries_text(QPDFObjectHandle dictionary,
                         std::initializer_list<std::string_view> left_out) {
  std::string text;
  for (const auto& key : dictionary.getKeys())
    if (std::ranges::find(left_out, key) == left_out.end())
      text += " " + name_text(key) + " " + dictionary.getKey(key).unparse();
  return text;
}

std::string padded(std::uint64_t value, std::size_t width) {
  auto text = std::to_string(value);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

}  // namespace

/// The leaves of a name tree of embedded files, without stores.
Parsed<void> PdfUpdate::collect_files(QPDFObjectHandle node, std::uint32_t depth) {
  if (!node.isDictionary()) return {};
  if (depth == name_tree_depth_max) return draft_.error(gg::faults::too_deep, 0);
  TRY(draft_.budget.charge_item(draft_.file));
  auto names = node.getKey("/Names");
  const auto count = names.isArray() ? names.getArrayNItems() : 0;
  for (int index = 0; index + 1 < count; index += 2) {
    TRY(draft_.budget.charge_item(draft_.file));
    auto key = names.getArrayItem(index);
    auto value = names.getArrayItem(index + 1);
    if (!key.isString() || pdf::specifies_store(value)) continue;
    const auto written = value.unparse();
    TRY(draft_.budget.charge_bytes(written.size(), draft_.file));
    files_[key.getStringValue()] = {key.unparse(), written};
  }
  auto kids = node.getKey("/Kids");
  const auto kid_count = kids.isArray() ? kids.getArrayNItems() : 0;
  for (int index = 0; index < kid_count; ++index)
    TRY(collect_files(kids.getArrayItem(index), depth + 1));
  return {};
}

std::string PdfUpdate::associated_files() {
  auto files = document_.getTrailer().getKey("/Root").getKey("/AF");
  std::string text;
  const auto add = [&](QPDFObjectHandle file) {
    if (!file.isNull() && !pdf::specifies_store(file)) text += " " + file.unparse();
  };
  if (files.isArray()) {
    for (int index = 0; index < files.getArrayNItems(); ++index) add(files.getArrayItem(index));
  } else {
    add(files);
  }
  if (draft_.embeds()) text += " " + std::to_string(specification_number_) + " 0 R";
  return text.empty() ? "" : " /AF [" + text + " ]";
}

std::string PdfUpdate::names_text() {
  auto names = document_.getTrailer().getKey("/Root").getKey("/Names");
  auto text = names.isDictionary() ? entries_text(names, {"/EmbeddedFiles"}) : std::string();
  std::string leaves;
  for (const auto& [name, file] : files_) leaves += " " + file.first + " " + file.second;
  if (!leaves.empty()) text += " /EmbeddedFiles << /Names [" + leaves + " ] >>";
  return text.empty() ? "" : " /Names <<" + text + " >>";
}

std::string PdfUpdate::catalog_text() {
  auto catalog = document_.getTrailer().getKey("/Root");
  return "<<" + entries_text(catalog, {"/AF", "/Names"}) + associated_files() + names_text() +
         " >>";
}

std::string PdfUpdate::trailer_entries() const {
  auto trailer = document_.getTrailer();
  return entries_text(trailer,
                      {"/Size", "/Prev", "/XRefStm", "/Type", "/W", "/Index", "/Length", "/Filter",
                       "/DecodeParms", "/DL", "/F", "/FFilter", "/FDecodeParms"}) +
         " /Size " + std::to_string(next_number_) + " /Prev " + std::to_string(references_first_);
}

std::uint64_t PdfUpdate::here() const {
  return draft_.source_bytes() + fill_.size_bytes() + text_.size();
}

void PdfUpdate::begin_object(int number, int generation) {
  written_[number] = {generation, here()};
  text_.text(std::to_string(number) + " " + std::to_string(generation) + " obj\n");
}

/// The embedded file and its specification.
void PdfUpdate::write_store() {
  const auto size = std::to_string(draft_.store_bytes);
  begin_object(store_number_, 0);
  text_.text("<< /Type /EmbeddedFile /Subtype /application#2Fc2pa /Params << /Size " + size +
             " >> /Length " + size + " >>\nstream\n");
  draft_.add_literal(fill_, text_);
  text_ = {};
  const auto first = fill_.size_bytes();
  fill_.pieces.push_back(draft_.whole_store());
  fill_.excluded = {first, first + draft_.store_bytes};
  text_.text("\nendstream\nendobj\n");
  begin_object(specification_number_, 0);
  const auto file = std::to_string(store_number_) + " 0 R";
  text_.text("<< /Type /Filespec /AFRelationship /C2PA_Manifest /Subtype /application#2Fc2pa /F (");
  text_.text(file_name).text(") /UF (").text(file_name);
  text_.text(") /Desc (C2PA manifest store) /EF << /F " + file + " /UF " + file +
             " >> >>\nendobj\n");
}

void PdfUpdate::write_references_table() {
  const auto first = here();
  text_.text("xref\n");
  for (const auto& [number, place] : written_)
    text_.text(std::to_string(number) + " 1\n" + padded(place.second, 10) + " " +
               padded(static_cast<std::uint64_t>(place.first), 5) + " n \n");
  text_.text("trailer\n<<" + trailer_entries() + " >>\nstartxref\n" + std::to_string(first) +
             "\n%%EOF\n");
}

void PdfUpdate::write_references_stream() {
  const auto first = here();
  begin_object(next_number_++, 0);
  std::string index;
  Octets rows;
  for (const auto& [number, place] : written_) {
    index += " " + std::to_string(number) + " 1";
    rows.u8(1).number(place.second, 5, Endian::Big);
    rows.u16(static_cast<std::uint16_t>(place.first));
  }
  text_.text("<< /Type /XRef /W [ 1 5 2 ] /Index [" + index + " ] /Length " +
             std::to_string(rows.size()) + trailer_entries() + " >>\nstream\n");
  text_.add(rows.bytes());
  text_.text("\nendstream\nendobj\nstartxref\n" + std::to_string(first) + "\n%%EOF\n");
}

Parsed<void> PdfUpdate::write() {
  auto trailer = document_.getTrailer();
  auto size = trailer.getKey("/Size");
  if (size.isInteger()) next_number_ = std::max(0, size.getIntValueAsInt());
  for (const auto& [object, entry] : document_.getXRefTable())
    next_number_ = std::max(next_number_, object.getObj() + 1);
  if (next_number_ < 1 || next_number_ > object_number_max)
    return draft_.error(faults::pdf_unsound, references_first_);
  auto catalog = trailer.getKey("/Root");
  auto names = catalog.getKey("/Names");
  if (names.isDictionary()) TRY(collect_files(names.getKey("/EmbeddedFiles"), 0));
  text_.text("\n");
  if (draft_.embeds()) {
    store_number_ = next_number_++;
    specification_number_ = next_number_++;
    const auto name = QPDFObjectHandle::newString(std::string(file_name)).unparse();
    files_[std::string(file_name)] = {name, std::to_string(specification_number_) + " 0 R"};
    write_store();
  }
  begin_object(catalog.getObjectID(), catalog.getGeneration());
  const auto text = catalog_text();
  TRY(draft_.budget.charge_bytes(text.size(), draft_.file));
  text_.text(text).text("\nendobj\n");
  if (form_ == ReferenceForm::Table) {
    write_references_table();
  } else {
    write_references_stream();
  }
  if (here() > table_offset_max) return draft_.error(faults::grows_too_large, 0);
  draft_.add_literal(fill_, text_);
  draft_.insert(draft_.source_bytes(), std::move(fill_));
  return {};
}

}  // namespace gg::embedding
