#pragma once

#include "base/result.h"
#include "json/json.h"
#include "register/date.h"
#include "register/title.h"
#include "yaml/form.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::rulebook {

/// The word for an honest "we do not know". It is not a value: it leaves a fact unknown.
inline constexpr std::string_view unsure_word = "unsure";

/// What is known of a title, as far as rules look at it; nothing where it is not stated.
struct TitleFacts {
  std::optional<TitleKind> kind;
  std::optional<bool> factual;  ///< By kind when not stated.
  std::optional<std::vector<Territory>> territories;
  std::optional<std::vector<std::string>> agreements;
  std::optional<std::vector<Role>> roles;
  std::optional<Date> photography;
  std::optional<Date> release;
};

TitleFacts facts_of(const Title& title);

/// A filled-in declaration: answers as people wrote them, by the id of the fact. *value*
struct Declaration {
  std::string id;  ///< Of the use; may be empty.
  TitleFacts title;
  std::optional<Date> as_of;  ///< The day of the decision.
  std::map<std::string, std::string, std::less<>> answers;
  std::vector<std::string> rulebooks;  ///< Named in its file; empty: named elsewhere.
};

/// Reads `title`, `as_of` and the answers under `answers_key` of a form into `declaration`, over
/// what stands there already; an answer "unanswered" takes one away.
void read_declaration(Form& form, std::string_view answers_key, Declaration& declaration);

/// Reads a file that holds one declaration: `id`, `rulebooks`, `title`, `as_of`, `facts`. JSON is
/// YAML too.
Result<Declaration, std::vector<Problem>> parse_declaration(std::string_view text,
                                                            std::string_view file_name);

/// The same from JSON that is already read, for files of many: `title`, `as_of` and `facts` of an
/// object. Errors: InvalidInput with what is wrong and where.
Result<Declaration> declaration_of(const Json& object);

}  // namespace gg::rulebook
