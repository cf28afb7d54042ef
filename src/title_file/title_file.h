#pragma once

#include "base/result.h"
#include "register/approval.h"
#include "register/archive_row.h"
#include "register/asset.h"
#include "register/consent.h"
#include "register/duty.h"
#include "register/licence.h"
#include "register/sidecar.h"
#include "register/title.h"
#include "register/tool.h"
#include "register/use.h"
#include "register/waiver.h"
#include "rulebook/book_set.h"
#include "yaml/problem.h"
#include "yaml/yaml_tree.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gg {

/// Where the archive log lies, from title.yaml.
struct ArchiveLogPlace {
  std::string file;   ///< Relative to title.yaml; empty: there is none.
  std::string sheet;  ///< Of a workbook; empty: the first.
};

/// What is declared for one title: everything the gate judges evidence by. *value*
struct TitleFile {
  Title title;
  std::vector<Tool> tools;
  std::vector<Use> uses;
  std::vector<Approval> approvals;
  std::vector<Consent> consents;
  std::vector<Licence> licences;
  std::vector<Asset> assets;
  std::vector<Disclosure> disclosures;
  std::vector<DutyDone> duties;
  std::vector<Waiver> waivers;
  std::vector<SeverityChange> severities;
  ArchiveLogPlace archive_log;
  std::vector<std::string> sidecar_files;          ///< Relative to title.yaml.
  std::vector<ArchiveRow> archive_rows;            ///< Read from the archive log.
  std::vector<Sidecar> sidecars;                   ///< Read from the sidecar files.
  std::vector<std::string> rulebooks;              ///< In force, as `shelf::load_book` names them.
  std::shared_ptr<const rulebook::BookSet> books;  ///< The same, read; null until `put_in_force`.
};

/// Reads the text of a title.yaml; archive log and sidecars are named but not read, rulebooks are
/// (files relative to `folder`). On failure all
/// problems, in the order of the file. Never throws.
Result<TitleFile, std::vector<Problem>> parse_title(std::string_view text,
                                                    std::string_view file_name,
                                                    const std::filesystem::path& folder = {});

/// Reads the rulebooks a title names (files relative to `folder`) and holds its answers and duties
/// against them. Problems: a book that cannot be read, an answer to a question nobody asks or that
/// is none, a duty no book knows; with their lines.
void put_in_force(const YamlNode& root, const std::filesystem::path& folder, TitleFile& title,
                  Problems& problems);

/// The same from a tree, problems into `problems`; for those who hold a title inside another file.
TitleFile read_title(const YamlNode& root, Problems& problems);

/// Reads title.yaml with the archive log and the sidecars it names (paths relative to it). Errors:
/// NotFound and Unavailable when a file cannot be opened, InvalidInput with one line a problem.
Result<TitleFile> load_title_file(const std::filesystem::path& path);

}  // namespace gg
