#include "book_forms/dmn.h"

#include "base/sha256.h"
#include "base/text.h"
#include "book_forms/feel.h"
#include "rulebook/read_book.h"

#include <algorithm>
#include <sstream>

#include <pugixml.hpp>

namespace gg::book_forms {
namespace {

using namespace rulebook;

// What the model names besides facts and definitions, whose ids hold no space.
constexpr const char* book_applies = "book applies";
constexpr const char* baseline_rows = "baseline rows";
constexpr const char* speaking_rows = "rows that speak";
constexpr std::string_view limits_of_model =
    "This model is an extract. A fact that is not answered, or of which nobody is sure, is null "
    "and "
    "matches no rule; in the rulebook such a row weighs as its outcome or 'consult', whichever is "
    "milder. So where something is unsure the model leaves rows out, and its default may speak in "
    "their place; where all is answered both agree. Reviewers and duties are annotations: what is "
    "asked is the union of all rules that match. Invariants, cases and days on which duties are "
    "due "
    "are not part of it.";
constexpr const char* model_namespace = "https://www.omg.org/spec/DMN/20191111/MODEL/";

/// `text` without what XML 1.0 cannot hold.
std::string xml_text(std::string_view text) {
  std::string out;
  for (const char one : to_utf8(text)) {
    const auto code = static_cast<unsigned char>(one);
    out += code >= 0x20 || one == '\n' || one == '\t' ? one : ' ';
  }
  return out;
}

pugi::xml_node add(pugi::xml_node parent, const char* name) { return parent.append_child(name); }

void add_text(pugi::xml_node parent, const char* name, std::string_view text) {
  add(parent, name).text().set(xml_text(text).c_str());
}

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}

std::string listed(const std::vector<std::string>& ids) {
  std::string text;
  for (const auto& id : ids) text += (text.empty() ? "" : ", ") + id;
  return text;
}

/// An input of a decision table: what stands in its column.
struct Input {
  std::string subject;
  std::string type;
};

/// A rule of a decision table.
struct Rule {
  std::vector<std::pair<std::string, std::string>> tests;  ///< Subject and unary tests.
  std::string output;
  const Row* row = nullptr;  ///< For annotations; may be null.
};

/// Builds the model part by part, in the order of the DMN 1.3 schema. *single thread*
class Model {
 public:
  explicit Model(const Book& book) : book_(book), root_(add(document_, "definitions")) {}

  std::string write() {
    // Facts are named first, so that they keep their ids.
    for (const auto& fact : book_.facts) names_.name(fact.id);
    for (const auto& definition : book_.definitions) names_.name(definition.id);
    put_head();
    put_types();
    put_inputs();
    for (const auto& definition : book_.definitions) put_definition(definition);
    put_book_applies();
    put_rows(baseline_rows, "The most severe of the rows that hold for every use.");
    put_rows(speaking_rows, "The most severe of the rows that match. Null where none does.");
    put_outcome();
    std::ostringstream out;
    document_.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
  }

 private:
  void put_head() {
    root_.append_attribute("xmlns").set_value(model_namespace);
    set(root_, "id", "book");
    set(root_, "name", book_.name);
    set(root_, "namespace", "urn:goodgate:rulebook:" + book_.id + ":" + book_.version);
    set(root_, "exporter", "goodgate");
    add_text(root_, "description",
             book_.name + ". " + book_.notice + "\n\n" + book_.title() + ", sha256 " +
                 sha256_of(write_book(book_)).hex() + ".\n\n" + std::string(limits_of_model) +
                 (book_.remark.empty() ? "" : "\n\n" + book_.remark));
  }

  void put_types() {
    for (const auto& fact : book_.facts) {
      if (fact.type != FactType::Choice) continue;
      auto item = add(root_, "itemDefinition");
      set(item, "name", type_of(fact));
      add_text(item, "typeRef", "string");
      add_text(add(item, "allowedValues"), "text", allowed(fact));
    }
    auto texts = add(root_, "itemDefinition");
    set(texts, "name", names_.name("list of texts"));
    set(texts, "isCollection", "true");
    add_text(texts, "typeRef", "string");
  }

  std::string type_of(const Fact& fact) {
    return fact.type == FactType::Choice ? names_.name("type " + fact.id)
                                         : std::string(feel_type(fact));
  }

  static std::string allowed(const Fact& fact) {
    std::string text;
    for (const auto& option : fact.options) text += (text.empty() ? "" : ", ") + feel_text(option);
    return text;
  }

  void put_inputs() {
    for (const auto& fact : book_.facts)
      put_input(fact.id, type_of(fact), fact.ask + (fact.help.empty() ? "" : "\n" + fact.help));
    for (const auto& [subject, type] : title_inputs())
      put_input(subject, type == "texts" ? names_.name("list of texts") : type, what_is(subject));
  }

  static std::string what_is(const std::string& subject) {
    return subject == "as of" ? "The day of the decision."
                              : "Of the title: " + subject.substr(subject.find(' ') + 1) + ".";
  }

  /// What rows and the book ask of a title, each once, in the order of `title_tests`.
  std::vector<Input> title_inputs() {
    std::vector<Input> inputs;
    const auto need = [&inputs](const Applies& applies, const Days& days) {
      for (const auto& test : title_tests(applies, days))
        if (std::ranges::find(inputs, test.subject, &Input::subject) == inputs.end())
          inputs.push_back({test.subject, test.type});
    };
    need(book_.applies, book_.in_force);
    for (const auto& row : book_.rows) need(row.applies, row.in_force);
    return inputs;
  }

  void put_input(const std::string& subject, const std::string& type, const std::string& what) {
    auto input = add(root_, "inputData");
    set(input, "id", "input_" + names_.name(subject));
    set(input, "name", names_.name(subject));
    add_text(input, "description", what);
    put_variable(input, subject, type);
  }

  void put_variable(pugi::xml_node node, const std::string& subject, const std::string& type) {
    auto variable = add(node, "variable");
    set(variable, "name", names_.name(subject));
    set(variable, "typeRef", type);
  }

  pugi::xml_node put_decision(const std::string& subject, const std::string& type,
                              const std::string& what) {
    auto decision = add(root_, "decision");
    set(decision, "id", "decision_" + names_.name(subject));
    set(decision, "name", names_.name(subject));
    if (!what.empty()) add_text(decision, "description", what);
    put_variable(decision, subject, type);
    decided_.push_back(subject);
    return decision;
  }

  void put_requirements(pugi::xml_node decision, const std::vector<std::string>& subjects) {
    for (const auto& subject : subjects) {
      const bool made = std::ranges::find(decided_, subject) != decided_.end();
      auto reference =
          add(add(decision, "informationRequirement"), made ? "requiredDecision" : "requiredInput");
      set(reference, "href", (made ? "#decision_" : "#input_") + names_.name(subject));
    }
  }

  void put_definition(const Definition& definition) {
    std::vector<std::string> subjects;
    for (const auto& cells : definition.any)
      for (const auto& cell : cells)
        if (std::ranges::find(subjects, cell.subject) == subjects.end())
          subjects.push_back(cell.subject);
    auto decision = put_decision(definition.id, "boolean", definition.means);
    put_requirements(decision, subjects);
    add_text(add(decision, "literalExpression"), "text",
             expression(definition, book_.facts, names_));
  }

  void put_book_applies() {
    Rule rule{.output = "true"};
    for (const auto& test : title_tests(book_.applies, book_.in_force))
      rule.tests.emplace_back(test.subject, test.test);
    if (rule.tests.empty()) return;
    put_table({book_applies, "boolean",
               "Whether the book is about the title on the day. Null where it is not."},
              "UNIQUE", {rule});
  }

  void put_rows(const std::string& name, const std::string& what) {
    std::vector<Rule> rules;
    for (const auto& row : book_.rows)
      if (row.is_baseline() == (name == baseline_rows)) rules.push_back(rule_of(row));
    if (!rules.empty()) put_table({name, "number", what}, "COLLECT", rules);
  }

  Rule rule_of(const Row& row) {
    Rule rule{.output = std::to_string(static_cast<int>(row.outcome)), .row = &row};
    for (const auto& test : title_tests(row.applies, row.in_force))
      rule.tests.emplace_back(test.subject, test.test);
    for (const auto& cell : row.when) {
      const auto fact = std::ranges::find(book_.facts, cell.subject, &Fact::id);
      rule.tests.emplace_back(cell.subject,
                              unary_test(cell, fact == book_.facts.end() ? nullptr : &*fact));
    }
    return rule;
  }

  /// The columns that some rule needs: of the title, then facts, then definitions.
  std::vector<Input> inputs_of(const std::vector<Rule>& rules) {
    auto all = title_inputs();
    for (const auto& fact : book_.facts) all.push_back({fact.id, type_of(fact)});
    for (const auto& definition : book_.definitions) all.push_back({definition.id, "boolean"});
    std::erase_if(all, [&rules](const Input& input) {
      return std::ranges::none_of(rules, [&input](const Rule& rule) {
        return std::ranges::find(rule.tests, input.subject,
                                 &std::pair<std::string, std::string>::first) != rule.tests.end();
      });
    });
    return all;
  }

  struct Heading {
    std::string subject;
    std::string type;
    std::string what;
  };

  void put_table(const Heading& heading, const char* hit_policy, const std::vector<Rule>& rules) {
    const auto inputs = inputs_of(rules);
    auto decision = put_decision(heading.subject, heading.type, heading.what);
    std::vector<std::string> subjects;
    for (const auto& input : inputs) subjects.push_back(input.subject);
    put_requirements(decision, subjects);
    auto table = add(decision, "decisionTable");
    set(table, "hitPolicy", hit_policy);
    if (heading.type == "number") set(table, "aggregation", "MAX");
    for (const auto& input : inputs) put_input_clause(table, input);
    auto output = add(table, "output");
    set(output, "name", names_.name(heading.subject));
    set(output, "typeRef", heading.type);
    const bool of_rows = rules.front().row != nullptr;
    if (of_rows)
      for (const auto* name : annotations) set(add(table, "annotation"), "name", name);
    for (const auto& rule : rules) put_rule(table, inputs, rule);
  }

  void put_input_clause(pugi::xml_node table, const Input& input) {
    auto clause = add(table, "input");
    auto expression = add(clause, "inputExpression");
    set(expression, "typeRef", input.type == "texts" ? names_.name("list of texts") : input.type);
    add_text(expression, "text", names_.name(input.subject));
    const auto fact = std::ranges::find(book_.facts, input.subject, &Fact::id);
    if (fact != book_.facts.end() && fact->type == FactType::Choice)
      add_text(add(clause, "inputValues"), "text", allowed(*fact));
  }

  void put_rule(pugi::xml_node table, const std::vector<Input>& inputs, const Rule& rule) {
    auto node = add(table, "rule");
    for (const auto& input : inputs) {
      const auto test =
          std::ranges::find(rule.tests, input.subject, &std::pair<std::string, std::string>::first);
      add_text(add(node, "inputEntry"), "text", test == rule.tests.end() ? "-" : test->second);
    }
    add_text(add(node, "outputEntry"), "text", rule.output);
    if (rule.row == nullptr) return;
    const auto& row = *rule.row;
    for (const auto& text : {row.id, row.clause, row.source, listed(row.reviewers),
                             listed(row.duties), row.because, row.unconfirmed})
      add_text(add(node, "annotationEntry"), "text", text);
  }

  void put_outcome() {
    const auto made = [this](const std::string& subject) {
      return std::ranges::find(decided_, subject) != decided_.end();
    };
    const auto severity = [&](const std::string& subject, Outcome otherwise) {
      const auto number = std::to_string(static_cast<int>(otherwise));
      if (!made(subject)) return number;
      const auto name = names_.name(subject);
      return "if " + name + " = null then " + number + " else " + name;
    };
    std::string words;
    for (const auto& word : outcome_words)
      words += (words.empty() ? "" : ", ") + feel_text(word.text);
    auto text = "[" + words + "][max([" + severity(speaking_rows, book_.otherwise.outcome) + ", " +
                severity(baseline_rows, Outcome::Clear) + "]) + 1]";
    if (made(book_applies))
      text = "if " + names_.name(book_applies) + " = true then " + text + " else " +
             feel_text("clear");
    std::vector<std::string> needed;
    for (const auto* subject : {book_applies, baseline_rows, speaking_rows})
      if (made(subject)) needed.emplace_back(subject);
    auto decision = put_decision(
        "the outcome", "string",
        "The most severe outcome. Where no row but baseline rows matches, the default: " +
            book_.otherwise.because + " (reviewers: " + listed(book_.otherwise.reviewers) +
            "; duties: " + listed(book_.otherwise.duties) + ")");
    put_requirements(decision, needed);
    add_text(add(decision, "literalExpression"), "text", text);
  }

  static constexpr std::array annotations = {"row",    "clause",  "source",     "reviewers",
                                             "duties", "because", "unconfirmed"};

  const Book& book_;
  pugi::xml_document document_;
  pugi::xml_node root_;
  FeelNames names_;
  std::vector<std::string> decided_;  ///< Subjects that have a decision by now.
};

}  // namespace

std::string write_dmn(const Book& book) { return Model(book).write(); }

}  // namespace gg::book_forms
