#pragma once

#include "gate/scan_report.h"
#include "report/html.h"

#include <string>
#include <unordered_map>

namespace gg::cli {

/// Pictures and bytes of scanned files for the HTML report: reads the files again, below the roots
/// they were scanned from. Pictures come from the worker program; without one, files have icons.
class DeliveryMedia final : public report::HtmlMedia {
 public:
  /// `jobs` pictures are decoded at a time.
  DeliveryMedia(const ScanReport& scan, unsigned jobs);

  report::Thumbnail thumbnail_of(const FileReport& file) override;
  std::optional<report::Excerpt> excerpt_of(const FileReport& file, const Place& place) override;

 private:
  [[nodiscard]] std::string system_path(const FileReport& file) const;
  void decode_from(std::size_t index);

  const ScanReport& scan_;
  std::string worker_;
  unsigned jobs_;
  std::unordered_map<const FileReport*, report::Thumbnail> ready_;  ///< Decoded ahead.
};

}  // namespace gg::cli
