#pragma once

#include <string>
#include <vector>

namespace gg::desk_cli {

/// Somebody of the sample production whom a visitor may be. *value*
struct SampleRole {
  std::string name;
  std::string email;
  std::string role;                ///< "studio contact"
  std::vector<std::string> tries;  ///< What to do first.
  std::string link;                ///< Lets in as this person, once.
};

/// The page on which a visitor of the sample production chooses whom to be: one file, nothing from
/// elsewhere.
std::string start_page(const std::vector<SampleRole>& roles, const std::string& desk);

}  // namespace gg::desk_cli
