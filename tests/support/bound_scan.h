#pragma once

#include "gate/scan.h"
#include "support/temp_dir.h"

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace gg::test {

inline ScanReport scan_of(const std::string& folder, const CredentialTerms* terms,
                          ScanCache* cache = nullptr, unsigned jobs = 2) {
  ScanProgress progress;
  auto report = scan({folder}, {.jobs = jobs, .cache = cache, .credentials = terms}, progress, {});
  EXPECT_TRUE(report.has_value());
  EXPECT_EQ(progress.bytes_done, progress.bytes_total);
  return report ? *std::move(report) : ScanReport{};
}

inline const FileReport& scanned_file(const ScanReport& report, std::string_view path) {
  for (const auto& file : report.files)
    if (file.path == path) return file;
  ADD_FAILURE() << path << " was not scanned";
  static const FileReport none;
  return none;
}

/// The credentials of a file, or that stand for it.
inline std::vector<Evidence> bound_credentials(const ScanReport& report, std::string_view path) {
  std::vector<Evidence> found;
  for (const auto& evidence : scanned_file(report, path).evidence)
    if (evidence.kind == EvidenceKind::Credential) found.push_back(evidence);
  return found;
}

/// The only one.
inline Evidence bound_credential(const ScanReport& report, std::string_view path) {
  const auto found = bound_credentials(report, path);
  EXPECT_EQ(found.size(), 1U) << path;
  return found.empty() ? Evidence{.kind = EvidenceKind::Absent} : found.front();
}

inline std::string bound_text(const ScanReport& report, std::string_view path) {
  const auto evidence = bound_credential(report, path);
  return evidence.credential ? evidence.credential->bound : evidence.limits;
}

}  // namespace gg::test
