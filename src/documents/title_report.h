#pragma once

#include "clearance/actor.h"
#include "documents/cue_pages.h"
#include "tables/table.h"

#include <string>
#include <string_view>
#include <vector>

namespace gg::documents {

/// What a report stands on: all of a title that somebody sees. *value*
struct TitleMaterial {
  store::Record title;
  Json rows;  ///< Of a cue sheet.
  Names names;
  std::string checkpoint;
  std::vector<store::Record> tools, approvals, consents, licences, deliveries, waivers;
};

Result<TitleMaterial> title_material(store::Snapshot& snapshot, const clearance::Actor& actor,
                                     std::string_view title);

/// One question of a reader, answered by the register.
struct Answered {
  std::string question;
  std::string answer;
};

/// What one reader asks. *value*
struct TitleReport {
  std::string reader;  ///< "insurer"
  std::string name;    ///< "Errors-and-omissions insurer"
  std::string guide;   ///< What to read first, and how long it takes.
  std::vector<Answered> front;
  std::vector<std::string> not_answered;  ///< What the register cannot say.
};

/// Errors: NotFound for a reader that there is no report for.
Result<TitleReport> report_for(std::string_view reader, const TitleMaterial& material);

/// A front of one page, then all it stands on.
paper::Document report_pages(const TitleReport& report, const TitleMaterial& material);

/// Front and rows as two sheets.
std::vector<Table> report_tables(const TitleReport& report, const TitleMaterial& material);

}  // namespace gg::documents
