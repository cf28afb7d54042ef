#pragma once

#include "store/record.h"

#include <string>
#include <vector>

namespace gg::clearance {

/// Puts a pseudonym in the place of what names one person. *value*
struct Scrub {
  std::string person;              ///< Id.
  std::vector<std::string> names;  ///< Name, address: whole words in any text.
  std::string pseudonym;

  /// A text with each of the names replaced where it stands as words of its own.
  [[nodiscard]] std::string text(std::string_view text) const;

  /// The same for every text of a document, and "name" wherever an object names the person by id
  /// ("person", "by", "id"). Returns whether anything changed.
  bool document(Json& json) const;

  /// What a column holds: a document, or plain text.
  [[nodiscard]] std::string column(const std::string& stored) const;
};

}  // namespace gg::clearance
