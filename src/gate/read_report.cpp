#include "gate/read_report.h"

#include "base/base64.h"
#include "signals/words.h"

#include <algorithm>
#include <array>
#include <map>

namespace gg {
namespace {

constexpr std::size_t problems_max = 20;
constexpr std::array<std::string_view, 2> schema_ids = {"urn:goodgate:schema:scan:1",
                                                        "urn:goodgate:schema:check:1"};

/// What is wrong with a report, one line a place.
class ReportProblems {
 public:
  void add(const std::string& pointer, std::string_view text) {
    if (++count_ > problems_max) return;
    text_ += (text_.empty() ? "" : "\n") + pointer + ": " + std::string(text);
  }
  [[nodiscard]] bool none() const { return count_ == 0; }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::size_t count_ = 0;
};

template <class E>
std::map<std::string_view, E> words_up_to(E last) {
  std::map<std::string_view, E> words;
  for (int value = 0; value <= static_cast<int>(last); ++value)
    words.emplace(to_word(static_cast<E>(value)), static_cast<E>(value));
  return words;
}

/// One object of a report, read member by member.
class ReportForm {
 public:
  ReportForm(const Json& value, std::string pointer, ReportProblems& problems)
      : value_(value), pointer_(std::move(pointer)), problems_(problems) {
    if (!value_.is_object()) wrong("", "is no object");
  }

  [[nodiscard]] const Json* find(const char* key) const { return find_member(value_, key); }

  [[nodiscard]] std::string text(const char* key) const {
    const auto* member = find(key);
    if (member == nullptr) return {};
    if (!member->is_string()) return wrong(key, "is no text"), std::string();
    return member->get<std::string>();
  }

  [[nodiscard]] std::string needed_text(const char* key) const {
    if (find(key) == nullptr) wrong(key, "is missing");
    return text(key);
  }

  [[nodiscard]] std::uint64_t number(const char* key) const {
    const auto* member = find(key);
    const bool is_whole = member != nullptr && member->is_number_integer() &&
                          (member->is_number_unsigned() || member->get<std::int64_t>() >= 0);
    if (is_whole) return member->get<std::uint64_t>();
    wrong(key, member == nullptr ? "is missing" : "is no whole number from 0 up");
    return 0;
  }

  [[nodiscard]] bool flag(const char* key) const {
    const auto* member = find(key);
    if (member != nullptr && member->is_boolean()) return member->get<bool>();
    wrong(key, member == nullptr ? "is missing" : "is neither true nor false");
    return false;
  }

  template <class E>
  [[nodiscard]] E word(const char* key, const std::map<std::string_view, E>& words) const {
    const auto text = needed_text(key);
    const auto found = words.find(text);
    if (found != words.end()) return found->second;
    wrong(key, "\"" + text + "\" is not a word for it");
    return E{};
  }

  /// A path of the file system, whose bytes stand beside it where they are not UTF-8.
  [[nodiscard]] std::string path(const char* key) const {
    const auto bytes_key = std::string(key) + "_bytes_base64";
    const auto shown = needed_text(key);
    if (find(bytes_key.c_str()) == nullptr) return shown;
    const auto bytes = parse_base64(text(bytes_key.c_str()));
    if (!bytes) wrong(bytes_key, "is no base 64");
    return bytes.value_or(shown);
  }

  /// Calls `each` with every item of a list; a list that is not there is a problem.
  template <class F>
  void list(const char* key, F each) const {
    const auto* member = find(key);
    if (member == nullptr) return wrong(key, "is missing");
    if (!member->is_array()) return wrong(key, "is no list");
    std::size_t index = 0;
    for (const auto& item : *member) each(item, pointer_to(key) + "/" + std::to_string(index++));
  }

  [[nodiscard]] ReportForm inner(const char* key) const {
    static const Json nothing;
    const auto* member = find(key);
    return {member == nullptr ? nothing : *member, pointer_to(key), problems_};
  }

  void wrong(std::string_view key, std::string_view text) const {
    problems_.add(key.empty() ? pointer_ : pointer_to(key), text);
  }
  [[nodiscard]] ReportProblems& problems() const { return problems_; }

 private:
  [[nodiscard]] std::string pointer_to(std::string_view key) const {
    return pointer_ + "/" + std::string(key);
  }

  const Json& value_;
  std::string pointer_;
  ReportProblems& problems_;
};

Place read_place(const ReportForm& form) {
  return {form.needed_text("path"), form.number("offset"), form.number("size_bytes")};
}

std::vector<Claim> read_claims(const ReportForm& form) {
  static const auto words = words_up_to(Claim::NotStated);
  std::vector<Claim> claims;
  form.list("claims", [&](const Json& item, const std::string& pointer) {
    const auto found =
        item.is_string() ? words.find(item.get_ref<const std::string&>()) : words.end();
    if (found == words.end()) return form.problems().add(pointer, "is no claim");
    claims.push_back(found->second);
  });
  return claims;
}

CredentialFacts read_credential(const ReportForm& form) {
  static const auto faults = words_up_to(CredentialFault::Tampered);
  CredentialFacts facts{.of_ingredient = form.flag("of_ingredient"),
                        .fault = form.word("fault", faults),
                        .signer = form.text("signer"),
                        .signed_at = form.text("signed_at"),
                        .list = form.text("list"),
                        .bound = form.text("bound")};
  if (form.find("failures") != nullptr)
    form.list("failures", [&](const Json& item, const std::string& pointer) {
      const ReportForm one(item, pointer, form.problems());
      facts.failures.push_back({one.text("code"), one.needed_text("words"), one.text("section"),
                                one.text("explanation")});
    });
  return facts;
}

Evidence read_evidence(const ReportForm& form) {
  static const auto kinds = words_up_to(EvidenceKind::Unreadable);
  static const auto states = words_up_to(State::NotYetValidated);
  static const auto strengths = words_up_to(Strength::Tampered);
  Evidence evidence{.kind = form.word("kind", kinds)};
  evidence.state = form.word("state", states);
  evidence.claims = read_claims(form);
  evidence.strength = form.word("strength", strengths);
  evidence.signal = form.text("signal");
  evidence.source_type = form.text("source_type");
  evidence.tool = form.text("tool");
  evidence.model = form.text("model");
  evidence.when = form.text("when");
  evidence.prompt = form.text("prompt");
  if (form.find("parameters") != nullptr)
    form.list("parameters", [&](const Json& item, const std::string& pointer) {
      const ReportForm one(item, pointer, form.problems());
      if (one.find("value") != nullptr)
        evidence.parameters.emplace_back(one.needed_text("name"), one.text("value"));
    });
  evidence.where = read_place(form.inner("where"));
  evidence.limits = form.text("limits");
  if (form.find("credential") != nullptr)
    evidence.credential = read_credential(form.inner("credential"));
  return evidence;
}

Format read_format(const ReportForm& form) {
  static const auto names = [] {
    std::map<std::string_view, Format> all;
    for (int value = 0; value <= static_cast<int>(Format::Executable); ++value)
      all.emplace(facts_of(static_cast<Format>(value)).name, static_cast<Format>(value));
    return all;
  }();
  return form.word("format", names);
}

ReadFault read_fault(const ReportForm& form) {
  const auto number = form.number("number");
  if (number > UINT16_MAX) form.wrong("number", "is no number of a fault");
  return {static_cast<std::uint16_t>(number), form.needed_text("text"),
          read_place(form.inner("where"))};
}

std::optional<Sha256> read_hash(const ReportForm& form) {
  const auto* member = form.find("sha256");
  if (member != nullptr && member->is_null()) return std::nullopt;
  const auto hash = Sha256::parse(form.needed_text("sha256"));
  if (!hash) form.wrong("sha256", "is neither null nor 64 digits, 0 to 9 and a to f");
  return hash;
}

std::optional<PictureSize> read_picture(const ReportForm& form) {
  if (form.find("picture") == nullptr) return std::nullopt;
  const auto picture = form.inner("picture");
  const auto width = picture.number("width_pixels");
  const auto height = picture.number("height_pixels");
  if (width > UINT32_MAX || height > UINT32_MAX) form.wrong("picture", "is larger than any can be");
  return PictureSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
}

FileReport read_file(const ReportForm& form) {
  FileReport file;
  file.path = form.path("path");
  file.size_bytes = form.number("size_bytes");
  file.sha256 = read_hash(form);
  file.format = read_format(form);
  file.extension_mismatch = form.flag("extension_mismatch");
  file.picture = read_picture(form);
  form.list("evidence", [&](const Json& item, const std::string& pointer) {
    file.evidence.push_back(read_evidence({item, pointer, form.problems()}));
  });
  if (file.evidence.empty()) form.wrong("evidence", "is empty: a file that was read has some");
  form.list("faults", [&](const Json& item, const std::string& pointer) {
    file.faults.push_back(read_fault({item, pointer, form.problems()}));
  });
  return file;
}

}  // namespace

Result<ScanReport> read_report(const Json& report, std::string_view place) {
  ReportProblems problems;
  const ReportForm form(report, std::string(place), problems);
  if (std::ranges::find(schema_ids, form.needed_text("schema")) == schema_ids.end())
    form.wrong("schema", "is not that of a scan or a check; send what goodgate scan --json writes");
  ScanReport scan;
  form.list("roots", [&](const Json& item, const std::string& pointer) {
    scan.roots.push_back(ReportForm(item, pointer, problems).path("path"));
  });
  form.list("files", [&](const Json& item, const std::string& pointer) {
    scan.files.push_back(read_file({item, pointer, problems}));
    scan.size_bytes += scan.files.back().size_bytes;
  });
  form.list("troubles", [&](const Json& item, const std::string& pointer) {
    const ReportForm one(item, pointer, problems);
    scan.troubles.push_back({one.path("path"), one.needed_text("why")});
  });
  scan.partial = form.flag("partial");
  scan.files_not_reached = form.number("files_not_reached");
  if (!problems.none()) return fail(Error{ErrorKind::InvalidInput, problems.text()});
  return scan;
}

}  // namespace gg
