#pragma once

#include "clearance/deliveries.h"
#include "clearance/jobs.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// What is kept to look at of one file of a delivery that the desk scanned. *value*
struct KeptFile {
  std::int64_t number = 0;  ///< Place in the scan report, from 0.
  std::string picture;      ///< A small JPEG; empty: none.
  std::string content;      ///< Name in the folder of uploads; empty: the content is not kept.
  std::string media_type;   ///< Of the content, as its bytes say.
  std::string until;        ///< When the content goes.
};

/// Takes in what a job scanned, and ends the job, all in one: a server that ends between has done
/// none of it. The uploads are forgotten. Errors: those of `take_delivery`, Conflict for a job that
/// was cancelled.
Result<store::Record> take_scanned(Work& work, const Job& job, const Handed& handed,
                                   const std::vector<KeptFile>& kept);

/// What is kept of the files of a delivery, by their numbers; without the pictures themselves:
/// `picture` is "yes" where there is one.
Result<std::vector<KeptFile>> kept_files(store::Snapshot& snapshot, std::string_view delivery);

/// One of them, with its picture. Nothing where nothing is kept.
Result<std::optional<KeptFile>> find_kept_file(store::Snapshot& snapshot, std::string_view delivery,
                                               std::int64_t number);

}  // namespace gg::clearance
