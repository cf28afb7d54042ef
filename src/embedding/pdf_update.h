#pragma once

#include "embedding/draft.h"
#include "formats/pdf/qpdf_headers.h"

#include <map>
#include <string>
#include <utility>

namespace gg::embedding {

/// How a PDF writes its cross-references.
enum class ReferenceForm : std::uint8_t { Table, Stream };

/// The incremental update of one PDF that puts a store in, or takes it out of the catalog.
/// May throw whatever qpdf throws. *single thread*
class PdfUpdate {
 public:
  PdfUpdate(Draft& draft, QPDF& document, std::uint64_t references_first, ReferenceForm form)
      : draft_(draft), document_(document), references_first_(references_first), form_(form) {}

  /// Adds the update behind the file. Faults: pdf_unsound, grows_too_large, too_deep, and those of
  /// the budget.
  Parsed<void> write();

 private:
  Parsed<void> collect_files(QPDFObjectHandle node, std::uint32_t depth);
  [[nodiscard]] std::string catalog_text();
  [[nodiscard]] std::string associated_files();
  [[nodiscard]] std::string names_text();
  [[nodiscard]] std::string trailer_entries() const;
  void begin_object(int number, int generation);
  void write_store();
  void write_references_table();
  void write_references_stream();
  [[nodiscard]] std::uint64_t here() const;

  Draft& draft_;
  QPDF& document_;
  std::uint64_t references_first_;
  ReferenceForm form_;
  int next_number_ = 0;
  int store_number_ = 0;
  int specification_number_ = 0;
  std::map<std::string, std::pair<std::string, std::string>> files_;  ///< By name; both as written.
  std::map<int, std::pair<int, std::uint64_t>> written_;  ///< Generation and offset by number.
  Fill fill_;
  Octets text_;  ///< Written since the last piece of the fill.
};

}  // namespace gg::embedding
