#pragma once

#include "clearance/policy.h"

#include <span>
#include <string_view>
#include <vector>

namespace gg::clearance {

/// A member of a document that names other records.
struct Reference {
  std::string_view field;  ///< Its value is an id, or a list of ids; "away/to" is inside another.
  std::string_view noun;   ///< What it must name; empty: anything.
};

/// What is the same for all objects of a noun. One row a noun.
struct Noun {
  std::string_view name;         ///< "consent"; acts are "consent.created".
  std::string_view plural;       ///< As in paths of the API.
  std::string_view prefix;       ///< Of its ids.
  std::string_view shape;        ///< Of what people write: a schema of the API's description.
  std::string_view first_state;  ///< When it is created.
  Right read;
  Right write;
  std::vector<Reference> references;
};

std::span<const Noun> nouns();

/// The row of a noun that exists.
const Noun& noun(std::string_view name);

/// The row for a name in a path, or null.
const Noun* noun_by_plural(std::string_view plural);

}  // namespace gg::clearance
