#pragma once

#include "rulebook/book.h"
#include "yaml/form.h"

#include <string_view>
#include <vector>

namespace gg::rulebook {

/// The names cells may stand for: facts, and definitions that stand above. *value*
struct Subjects {
  const std::vector<Fact>& facts;
  const std::vector<Definition>& definitions;
  CellForm form = CellForm::Yaml;
  [[nodiscard]] const Fact* fact(std::string_view id) const;
  [[nodiscard]] bool defines(std::string_view id) const;
};

/// Reads a map of cells; problems with line and what to write.
Cells read_cells(const YamlNode& node, const std::string& place, const Subjects& subjects,
                 Problems& problems);

Applies read_applies(Form& form, std::string_view key = "applies");
Days read_days(Form& form, std::string_view key);

}  // namespace gg::rulebook
