#pragma once

#include "gate/finding.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gg::report {

/// Whether a report shows prompts. They are confidential: hashed unless somebody asks.
enum class Prompts : std::uint8_t { Hashed, Clear };

/// The program that wrote a report.
struct Generator {
  std::string name = "goodgate";
  std::string version;
};

/// What a file turned out to hold, the weightiest first.
enum class Reading : std::uint8_t { Ai, Unreadable, Captured, Other, Nothing };

/// See `Reading`. `Other`: something is stated (a note of rights, an edit), but neither generative
/// AI nor capture.
Reading reading_of(const FileReport& file);

/// How many files and findings of each kind a report has. A waived finding counts only as waived.
struct Counts {
  std::uint64_t files = 0;
  std::uint64_t ai = 0;
  std::uint64_t captured = 0;
  std::uint64_t other = 0;
  std::uint64_t nothing = 0;
  std::uint64_t unreadable = 0;
  std::uint64_t fails = 0;
  std::uint64_t holds = 0;
  std::uint64_t notes = 0;
  std::uint64_t waived = 0;
};

/// One file with all that is said of it.
struct FileView {
  const FileReport* file;
  const CheckedFile* checked;  ///< Null in a scan.
  Reading reading;
  std::vector<const Finding*> findings;  ///< In the order of the check.
};

/// A scan or a check arranged for writing: findings beside their files, and counted. Every kind of
/// report is written from it. Lifetime: holds references into the report it was made of.
class ReportView {
 public:
  explicit ReportView(const ScanReport& scan);
  explicit ReportView(const CheckReport& check);

  const ScanReport& scan;
  const CheckReport* check = nullptr;   ///< Null for a scan.
  std::vector<FileView> files;          ///< In the order of `scan.files`.
  std::vector<const Finding*> general;  ///< Findings of no one file in `scan.files`; what is
                                        ///< found of a use in one file only stands beside it.
  Counts counts;

 private:
  void add_files();
};

/// True when the finding is not waived and weighs more than a note.
bool counts_as_problem(const Finding* finding);

/// True when the file has a finding that is not waived and weighs more than a note.
bool has_problem(const FileView& view);

/// "3 findings fail, 1 holds": what a verdict rests on, in one line; for a scan what was found.
std::string headline_of(const ReportView& view);

/// "studio-genai 2025-11-11, house 2026-11": the rulebooks that decided the uses.
std::string rulebooks_phrase(const CheckReport& check);

/// "1 file", "2 files".
std::string counted(std::uint64_t count, std::string_view singular, std::string_view plural);

/// "1.2 MB", in powers of ten, as file managers show it.
std::string size_phrase(std::uint64_t size_bytes);

/// True when the state of the evidence is news: a valid statement and an absent one need no word.
bool says_state(const Evidence& evidence);

/// "generated", "altered, composite": the claims of an evidence for people; empty if none.
std::string claims_phrase(const Evidence& evidence);

}  // namespace gg::report
