#include "rulebook/read_book.h"

#include <algorithm>

namespace gg::rulebook {
namespace {

/// Whether a text may stand plain in a YAML flow: it cannot be taken for anything else.
bool is_plain(std::string_view text) {
  constexpr std::string_view first =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  constexpr std::string_view rest = "_-./ ()";
  if (text.empty() || text == "null" || text == "Null" || text == "NULL") return false;
  if (first.find(text.front()) == std::string_view::npos || text.back() == ' ') return false;
  return std::ranges::all_of(text, [&](char one) {
    return first.find(one) != std::string_view::npos || rest.find(one) != std::string_view::npos;
  });
}

/// Double-quoted, as YAML 1.2 §7.3.1 and JSON both read it.
std::string quoted(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char one : text) {
    const auto code = static_cast<unsigned char>(one);
    if (one == '"' || one == '\\') {
      out += '\\';
      out += one;
    } else if (one == '\n') {
      out += "\\n";
    } else if (one == '\t') {
      out += "\\t";
    } else if (code < 0x20 || code == 0x7F) {
      out += "\\x";
      out += digits[code >> 4U];
      out += digits[code & 15U];
    } else {
      out += one;
    }
  }
  return out + '"';
}

std::string scalar(std::string_view text) {
  return is_plain(text) ? std::string(text) : quoted(text);
}

std::string flow_list(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const auto& text : texts) out += (out.size() > 1 ? ", " : "") + scalar(text);
  return out + "]";
}

template <class E, std::size_t N>
std::string flow_words(const std::vector<E>& values, const std::array<Word<E>, N>& words) {
  std::vector<std::string> texts;
  for (const auto value : values) texts.emplace_back(word_of(words, value));
  return flow_list(texts);
}

/// A flow map: "{a: 1, b: 2}".
class Flow {
 public:
  void put(std::string_view key, const std::string& written) {
    text_ += (text_.empty() ? "" : ", ") + std::string(key) + ": " + written;
  }
  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] std::string text() const { return "{" + text_ + "}"; }

 private:
  std::string text_;
};

/// Lines of one entry of a block list; what is empty is left out.
class Lines {
 public:
  Lines(std::string& out, std::string indent) : out_(out), indent_(std::move(indent)) {}
  void text(std::string_view key, std::string_view value) {
    if (!value.empty()) put(key, scalar(value));
  }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) put(key, flow_list(values));
  }
  void put(std::string_view key, const std::string& written) {
    out_ += first_ && !indent_.empty() ? indent_.substr(2) + "- " : indent_;
    out_.append(key).append(": ").append(written) += '\n';
    first_ = false;
  }

 private:
  std::string& out_;
  std::string indent_;
  bool first_ = true;
};

std::string flow(const Days& days) {
  Flow out;
  if (days.from) out.put("from", days.from->text());
  if (days.until) out.put("until", days.until->text());
  return out.text();
}

std::vector<std::string> texts_of(const std::vector<Territory>& territories) {
  std::vector<std::string> texts;
  for (const auto& territory : territories) texts.push_back(territory.text());
  return texts;
}

std::string yes_no(bool value) { return value ? "yes" : "no"; }

void put_applies(Lines& lines, const Applies& applies) {
  Flow out;
  if (!applies.kinds.empty()) out.put("kinds", flow_words(applies.kinds, title_kind_words));
  if (applies.factual) out.put("factual", yes_no(*applies.factual));
  if (!applies.territories.empty())
    out.put("territories", flow_list(texts_of(applies.territories)));
  if (!applies.agreements.empty()) out.put("agreements", flow_list(applies.agreements));
  if (!applies.roles.empty()) out.put("roles", flow_words(applies.roles, role_words));
  if (applies.photography.any()) out.put("photography", flow(applies.photography));
  if (applies.release.any()) out.put("release", flow(applies.release));
  if (!out.empty()) lines.put("applies", out.text());
}

void put_days(Lines& lines, std::string_view key, const Days& days) {
  if (days.any()) lines.put(key, flow(days));
}

/// Writes cells by the types of the facts they stand for.
class CellWriter {
 public:
  explicit CellWriter(const std::vector<Fact>& facts) : facts_(facts) {}

  [[nodiscard]] std::string flow(const Cells& cells) const {
    Flow out;
    for (const auto& cell : cells) out.put(scalar(cell.subject), written(cell));
    return out.text();
  }

 private:
  [[nodiscard]] std::string written(const Cell& cell) const {
    const auto fact = std::ranges::find(facts_, cell.subject, &Fact::id);
    if (cell.first || cell.last) {
      if (cell.first == cell.last) return to_text(*fact, *cell.first);
      Flow range;
      if (cell.first) range.put("from", to_text(*fact, *cell.first));
      if (cell.last) range.put("until", to_text(*fact, *cell.last));
      return range.text();
    }
    const auto options =
        cell.options.size() == 1 ? scalar(cell.options.front()) : flow_list(cell.options);
    if (cell.sense == Sense::Is) return options;
    Flow denied;
    denied.put("not", options);
    return denied.text();
  }

  const std::vector<Fact>& facts_;
};

/// Writes the lists of a book one after the other.
class Writer {
 public:
  explicit Writer(const Book& book) : book_(book), cells_(book.facts) {}

  std::string run() {
    head();
    list("facts", book_.facts, &Writer::put_fact);
    list("define", book_.definitions, &Writer::put_definition);
    list("reviewers", book_.reviewers, &Writer::put_reviewer);
    list("duties", book_.duties, &Writer::put_duty);
    list("rows", book_.rows, &Writer::put_row);
    put_default();
    list("invariants", book_.invariants, &Writer::put_invariant);
    list("cases", book_.cases, &Writer::put_case);
    return std::move(out_);
  }

 private:
  template <class T>
  void list(std::string_view key, const std::vector<T>& nouns,
            void (Writer::*put)(Lines&, const T&)) {
    if (nouns.empty()) return;
    out_.append(key).append(":\n");
    for (const auto& noun : nouns) {
      Lines lines(out_, "    ");
      (this->*put)(lines, noun);
    }
  }

  void head() {
    Lines lines(out_, "");
    lines.text("rulebook", book_.id);
    lines.text("version", book_.version);
    lines.text("name", book_.name);
    lines.text("notice", book_.notice);
    lines.text("remark", book_.remark);
    list("sources", book_.sources, &Writer::put_source);
    put_applies(lines, book_.applies);
    put_days(lines, "in_force", book_.in_force);
  }

  void put_source(Lines& lines, const Source& source) {
    lines.text("id", source.id);
    lines.text("title", source.title);
    lines.text("url", source.url);
    if (source.read) lines.put("read", source.read->text());
    lines.put("confidence", std::string(word_of(confidence_words, source.confidence)));
    lines.text("remark", source.remark);
  }

  void put_fact(Lines& lines, const Fact& fact) {
    lines.text("id", fact.id);
    lines.text("ask", fact.ask);
    lines.text("help", fact.help);
    if (fact.type != FactType::YesNo) lines.text("type", word_of(fact_type_words, fact.type));
    if (fact.type == FactType::Choice) lines.texts("of", fact.options);
    if (fact.type == FactType::Number) {
      lines.text("unit", fact.unit);
      lines.put("min", to_text(fact, fact.first));
      lines.put("max", to_text(fact, fact.last));
    }
    if (fact.from != FactFrom::Use) lines.text("from", word_of(fact_from_words, fact.from));
    put_risk(lines, fact);
    const auto usual = fact.from == FactFrom::Title ? Changeable::No : Changeable::Yes;
    if (fact.changeable != usual)
      lines.put("changeable", yes_no(fact.changeable == Changeable::Yes));
    if (fact.material) lines.put("material", "yes");
    lines.text("remark", fact.remark);
  }

  static void put_risk(Lines& lines, const Fact& fact) {
    if (fact.risk == Risk::None) return;
    const bool ascending = fact.risk == Risk::Ascending;
    if (fact.type == FactType::YesNo) return lines.put("risk", yes_no(ascending));
    lines.put("risk", ascending ? "ascending" : "descending");
  }

  void put_definition(Lines& lines, const Definition& definition) {
    lines.text("id", definition.id);
    lines.text("means", definition.means);
    if (definition.any.size() == 1) {
      lines.put("when", cells_.flow(definition.any.front()));
    } else {
      std::string any;
      for (const auto& cells : definition.any)
        any += (any.empty() ? "" : ", ") + cells_.flow(cells);
      lines.put("any", "[" + any + "]");
    }
    lines.text("remark", definition.remark);
  }

  void put_reviewer(Lines& lines, const Reviewer& reviewer) {
    lines.text("id", reviewer.id);
    lines.text("name", reviewer.name);
    lines.texts("any_of", reviewer.any_of);
    lines.texts("after", reviewer.after);
    put_applies(lines, reviewer.applies);
    lines.text("remark", reviewer.remark);
  }

  void put_duty(Lines& lines, const Duty& duty) {
    lines.text("id", duty.id);
    lines.text("what", duty.what);
    lines.text("due", word_of(due_words, duty.due));
    if (duty.lead_hours != 0) lines.put("lead_hours", std::to_string(duty.lead_hours));
    lines.text("owner", duty.owner);
    lines.text("evidence", word_of(duty_evidence_words, duty.evidence));
    put_applies(lines, duty.applies);
    lines.text("remark", duty.remark);
  }

  void put_row(Lines& lines, const Row& row) {
    lines.text("id", row.id);
    lines.text("clause", row.clause);
    lines.text("source", row.source);
    if (row.confidence) lines.text("confidence", word_of(confidence_words, *row.confidence));
    lines.text("unconfirmed", row.unconfirmed);
    put_applies(lines, row.applies);
    put_days(lines, "in_force", row.in_force);
    if (!row.when.empty()) lines.put("when", cells_.flow(row.when));
    lines.text("outcome", word_of(outcome_words, row.outcome));
    lines.texts("reviewers", row.reviewers);
    lines.texts("duties", row.duties);
    lines.text("because", row.because);
    lines.text("remark", row.remark);
  }

  void put_default() {
    const auto& row = book_.otherwise;
    out_ += "default:\n";
    out_ += "  outcome: " + std::string(word_of(outcome_words, row.outcome)) + "\n";
    if (!row.reviewers.empty()) out_ += "  reviewers: " + flow_list(row.reviewers) + "\n";
    if (!row.duties.empty()) out_ += "  duties: " + flow_list(row.duties) + "\n";
    out_ += "  because: " + scalar(row.because) + "\n";
  }

  void put_invariant(Lines& lines, const Invariant& invariant) {
    lines.text("id", invariant.id);
    put_applies(lines, invariant.applies);
    put_days(lines, "in_force", invariant.in_force);
    if (!invariant.when.empty()) lines.put("when", cells_.flow(invariant.when));
    if (invariant.at_least) lines.text("at_least", word_of(outcome_words, *invariant.at_least));
    if (invariant.at_most) lines.text("at_most", word_of(outcome_words, *invariant.at_most));
    lines.texts("reviewers_include", invariant.reviewers_include);
    lines.texts("duties_include", invariant.duties_include);
    lines.text("because", invariant.because);
  }

  void put_case(Lines& lines, const Case& one) {
    lines.text("name", one.name);
    if (const auto title = flow(one.given.title); title != "{}") lines.put("title", title);
    if (one.given.as_of) lines.put("as_of", one.given.as_of->text());
    Flow given;
    for (const auto& [fact, answer] : one.given.answers) given.put(scalar(fact), scalar(answer));
    lines.put("given", given.text());
    lines.put("expect", flow(one.expect));
    lines.text("remark", one.remark);
  }

  static std::string flow(const TitleFacts& title) {
    Flow out;
    if (title.kind) out.put("kind", std::string(word_of(title_kind_words, *title.kind)));
    if (title.factual) out.put("factual", yes_no(*title.factual));
    if (title.territories) out.put("territories", flow_list(texts_of(*title.territories)));
    if (title.agreements) out.put("agreements", flow_list(*title.agreements));
    if (title.roles) out.put("roles", flow_words(*title.roles, role_words));
    if (title.photography) out.put("photography", title.photography->text());
    if (title.release) out.put("release", title.release->text());
    return out.text();
  }

  static std::string flow(const Expectation& expect) {
    Flow out;
    out.put("outcome", std::string(word_of(outcome_words, expect.outcome)));
    if (expect.rows) out.put("rows", flow_list(*expect.rows));
    if (expect.unsure) out.put("unsure", flow_list(*expect.unsure));
    if (expect.reviewers) out.put("reviewers", flow_list(*expect.reviewers));
    if (expect.duties) out.put("duties", flow_list(*expect.duties));
    return out.text();
  }

  const Book& book_;
  CellWriter cells_;
  std::string out_;
};

}  // namespace

std::string write_book(const Book& book) { return Writer(book).run(); }

}  // namespace gg::rulebook
