#include "cli/credentials_text.h"

#include "base/text.h"
#include "cli/plain_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace gg::cli {
namespace {

using credentials::CredentialReport;
using credentials::ManifestResult;
using credentials::State;
using credentials::Status;

std::string section_text(std::string_view section) {
  return section.find_first_not_of("0123456789.") == std::string_view::npos && section.size() > 3
             ? "C2PA 2.2 section " + std::string(section)
             : std::string(section.starts_with("CAWG") ? "" : "C2PA ") + std::string(section);
}

/// Writes one file's result.
class FileText {
 public:
  FileText(const CredentialReport& report, Told told) : report_(report), told_(told) {}

  std::string write(const std::string& path) {
    line(0, printable(path) + ": " + std::string(to_text(report_.state)));
    if (report_.state == State::NotStated) {
      if (report_.remote)
        line(1, "its credentials are said to be at " + printable(*report_.remote) +
                    (report_.asked ? "" : ", which was not asked"));
      add_failures();
      return text_;
    }
    add_place();
    add_signer();
    add_content();
    add_failures();
    if (told_ == Told::Everything) add_everything();
    return text_;
  }

 private:
  void add_place() {
    if (report_.place == credentials::StorePlace::Sidecar)
      line(1, "credentials: in the .c2pa file beside it");
    if (report_.place == credentials::StorePlace::Remote) add_address(*report_.asked);
    if (report_.place == credentials::StorePlace::Alone)
      line(1, "credentials alone: give the file that they belong to");
  }

  void add_address(const credentials::RemoteFacts& asked) {
    const auto stated = report_.remote.value_or("");
    line(1, "credentials: " + grouped(asked.bytes) + " bytes from " + printable(asked.address) +
                (asked.address == stated ? "" : ", where " + printable(stated) + " leads"));
    if (report_.binding && !report_.binding->matches())
      line(1,
           "the file was changed, or they are credentials of another file (C2PA 2.2 section "
           "15.5.5)");
  }

  void add_signer() {
    const auto* manifest = report_.active_manifest();
    if (manifest == nullptr || !manifest->signature || !manifest->signature->chain) return;
    const auto& check = *manifest->signature;
    const auto* leaf = check.chain->leaf();
    if (leaf == nullptr) return;
    std::string who = leaf->subject.display();
    if (!leaf->subject.organization.empty() && leaf->subject.organization != who)
      who += " (" + leaf->subject.organization + ")";
    line(1, (report_.state == State::Invalid ? "claims to be signed by " : "signed by ") +
                printable(who) + ", " + when(check));
    if (report_.state == State::Invalid) return;
    const auto* list = report_.deciding_list();
    if (list == nullptr)
      line(1, "known to: no list; anybody can make such a certificate");
    else
      line(1, "known to: " + printable(list->name) +
                  (list->date.empty() ? "" : ", " + printable(list->date)));
  }

  static std::string when(const trust::SignatureCheck& check) {
    if (!check.attested)
      return check.claimed_at ? credentials::time_text(*check.claimed_at) + " as the signer says"
                              : std::string("time not proven");
    const bool is_believed = std::ranges::any_of(check.stamps, &trust::TimeStampCheck::believed);
    return credentials::time_text(*check.attested) +
           (is_believed ? " by a time stamp of an authority on no list" : " by a time stamp");
  }

  void add_content() {
    if (!report_.binding || !report_.binding->matches()) return;
    std::vector<std::string> kinds;
    for (const auto& gap : report_.binding->uncovered) {
      const auto phrase = words_of(gap.gap).phrase;
      if (!contains(kinds, phrase)) kinds.emplace_back(phrase);
    }
    line(1, "content: as signed" + segments() + "; " + grouped(report_.binding->uncovered_bytes) +
                " bytes are not covered" + (kinds.empty() ? "" : " (" + joined(kinds, ", ") + ")"));
  }

  /// Of a stream: whether all of it is here.
  [[nodiscard]] std::string segments() const {
    const auto bound = report_.binding->segments_bound;
    const auto here = report_.binding->segments_matched;
    if (bound == 0) return {};
    if (bound == here) return ", all " + grouped(bound) + " segments";
    return " as far as it is here, " + grouped(here) + " of " + grouped(bound) + " segments";
  }

  void add_failures() {
    for (const auto& status : report_.active)
      if (status.is_failure()) add_status(status, 1);
    for (const auto& delta : report_.deltas)
      for (const auto& status : delta.statuses)
        if (status.is_failure()) {
          line(1, "ingredient " + printable(delta.ingredient_uri));
          add_status(status, 2);
        }
  }

  void add_status(const Status& status, int depth) {
    line(depth, std::string(status.code->text) + ": " + std::string(status.code->words) + " (" +
                    section_text(status.code->section) + ")");
    if (!status.explanation.empty()) line(depth + 1, printable(status.explanation));
  }

  void add_everything() {
    for (const auto& manifest : report_.manifests) add_manifest(manifest);
    for (const auto& label : report_.unreferenced)
      line(1, "beside them, and of no meaning here: " + printable(label));
    for (const auto& failure : report_.recorded)
      line(1, "an ingredient's user recorded " + printable(failure.code) + " of " +
                  printable(failure.url));
    line(1, "checked:");
    for (const auto& status : report_.active)
      if (!status.is_failure()) add_status(status, 2);
    for (const auto& delta : report_.deltas)
      for (const auto& status : delta.statuses)
        if (!status.is_failure()) add_status(status, 2);
  }

  void add_manifest(const ManifestResult& manifest) {
    const auto& summary = manifest.summary;
    line(1, std::string(manifest.is_active ? "states: " : "ingredient's manifest: ") +
                printable(manifest.label));
    if (const auto generator = summary.generator(); !generator.empty())
      line(2, "made with " + printable(generator));
    if (!summary.title.empty()) line(2, "title " + printable(summary.title));
    for (const auto& action : summary.actions) {
      std::string text = "did " + action.action;
      if (!action.when.empty()) text += " at " + action.when;
      if (!action.software_agent.name.empty()) text += " with " + action.software_agent.name;
      if (!action.digital_source_type.empty()) text += ", source " + action.digital_source_type;
      line(2, printable(text));
    }
    for (const auto& ingredient : summary.ingredients)
      line(2, printable("from " +
                        (ingredient.title.empty() ? "a file without title" : ingredient.title) +
                        " (" + ingredient.relationship + ")" +
                        (ingredient.has_manifest ? ", with credentials" : "")));
    for (const auto& algorithm : manifest.soft_bindings)
      line(2, "soft binding " + printable(algorithm) + ", not looked for");
    for (const auto& identity : manifest.identities)
      line(2, "named actor, " + printable(identity.signature_type) + ": " + actor(identity));
  }

  static std::string actor(const credentials::Identity& identity) {
    if (!identity.signature || !identity.signature->chain ||
        identity.signature->chain->leaf() == nullptr)
      return "not checked";
    return printable(identity.signature->chain->leaf()->subject.display());
  }

  void line(int depth, const std::string& text) {
    text_.append(static_cast<std::size_t>(depth) * 2, ' ');
    text_ += text;
    text_ += '\n';
  }

  const CredentialReport& report_;
  Told told_;
  std::string text_;
};

}  // namespace

std::string credentials_text(const std::string& path, const CredentialReport& report, Told told) {
  return FileText(report, told).write(path);
}

}  // namespace gg::cli
