#include "trial.h"

#include "base/check.h"
#include "bindings/collection_files.h"
#include "cli/credentials_text.h"
#include "credentials/report_json.h"
#include "files/open_file.h"
#include "signed_words.h"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

namespace gg::mutants {
namespace {

using credentials::State;

constexpr std::uint64_t held_bytes_max = 48U << 20;

std::string path_of(int descriptor) { return "/proc/self/fd/" + std::to_string(descriptor); }

void put(int descriptor, const std::string& bytes) {
  GG_CHECK(ftruncate(descriptor, 0) == 0);
  std::size_t done = 0;
  while (done < bytes.size()) {
    const auto rest = std::span(bytes).subspan(done);
    const auto written = pwrite(descriptor, rest.data(), rest.size(), static_cast<off_t>(done));
    GG_CHECK(written > 0);
    done += static_cast<std::size_t>(written);
  }
}

bool is_believed(State state) { return state == State::Trusted || state == State::Valid; }

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "/manifests/0/signer/time" is "/manifests/*/signer/time".
std::string without_numbers(std::string_view pointer) {
  std::string plain;
  while (!pointer.empty()) {
    const auto end = std::min(pointer.find('/', 1), pointer.size());
    const auto step = pointer.substr(1, end - 1);
    plain += "/";
    plain += is_number(step) ? "*" : step;
    pointer.remove_prefix(end);
  }
  return plain;
}

/// A list of statuses by code, so that a difference names what it is about.
Json by_code(const Json& statuses) {
  Json named = Json::object();
  for (const auto& status : statuses)
    named[status.at("code").get<std::string>()].push_back(
        {{"url", status.at("url")}, {"explanation", status.at("explanation")}});
  return named;
}

/// The name of the manifest that speaks for the file is no signed word, and stands in every URL.
void leave_out_label(Json& json, const std::string& label) {
  if (json.is_structured()) {
    for (auto& each : json) leave_out_label(each, label);
  } else if (json.is_string()) {
    auto& text = json.get_ref<std::string&>();
    for (auto at = text.find(label); at != std::string::npos; at = text.find(label, at + 1))
      text.replace(at, label.size(), "*");
  }
}

/// The report, made ready to be compared: statuses by their codes, and who only claims to have
/// signed apart from whom a list vouches for.
Json told_by(const credentials::CredentialReport& report) {
  auto told = credentials::report_json(report);
  told["statuses"] = by_code(told["statuses"]);
  auto of_ingredients = Json::array();
  for (const auto& ingredient : told["ingredient_statuses"])
    for (const auto& status : ingredient["statuses"]) of_ingredients.push_back(status);
  told["ingredient_statuses"] = by_code(of_ingredients);
  for (auto& manifest : told["manifests"]) {
    if (!manifest.contains("signer") || manifest["signer"]["trusted"] == true) continue;
    manifest["claimed_signer"] = manifest["signer"];
    manifest.erase("signer");
  }
  if (report.manifests.empty() || report.manifests.front().label.empty()) return told;
  const auto& label = report.manifests.front().label;
  leave_out_label(told, label);
  if (report.remote) told["remote"] = *report.remote;  // as it stands in the file
  told["label"] = label;
  return told;
}

std::vector<std::string> differences(const Json& seed, const Json& mutant) {
  std::set<std::string> differences;
  for (const auto& change : Json::diff(seed, mutant)) {
    auto path = without_numbers(change.at("path").get<std::string>());
    // To be believed less is no hole.
    if (path == "/state" && mutant["state"] == to_text(State::Valid)) path = "/state, weaker";
    differences.insert(change.at("op").get<std::string>() + " " + path);
  }
  return {differences.begin(), differences.end()};
}

/// What a scan states on the word of a signature that holds, and of whom.
Json signed_statement(const Evidence& evidence) {
  return {{"signal", evidence.signal},
          {"source_type", evidence.source_type},
          {"tool", evidence.tool},
          {"model", evidence.model},
          {"when", evidence.when},
          {"prompt", evidence.prompt},
          {evidence.strength == Strength::SignedTrusted ? "signer" : "claimed_signer",
           evidence.credential ? evidence.credential->signer : ""}};
}

bool is_signed(const Evidence& evidence) {
  return evidence.kind == EvidenceKind::Credential &&
         (evidence.strength == Strength::SignedTrusted || evidence.strength == Strength::Signed);
}

}  // namespace

/// One file looked at.
struct Trial::Run {
  State state = State::NotStated;
  std::optional<Sha256> words;
  Json told;  ///< The report, and under "scan" what a scan states as signed.
  std::vector<std::string> contradictions;
};

Trial::Trial(const CredentialTerms& terms, const std::vector<SeedFile>& seeds) : terms_(terms) {
  open_own_files();
  for (const auto& seed : seeds) {
    Mutant as_it_is{&seed, seed.file.bytes, {}, {}};
    if (seed.sidecar) as_it_is.sidecar = seed.sidecar->bytes;
    auto run = look_at(as_it_is);
    ++seed_states_[run.state];
    for (const auto& what : run.contradictions) seed_troubles_.push_back(seed.name + ": " + what);
    if (run.words) known_[*run.words].push_back({seed.name, std::move(run.told)});
  }
}

Trial::~Trial() { close_files(); }

void Trial::close_files() {
  if (file_ >= 0) close(file_);
  if (sidecar_ >= 0) close(sidecar_);
}

void Trial::open_own_files() {
  close_files();
  file_ = memfd_create("mutant", MFD_CLOEXEC);
  sidecar_ = memfd_create("sidecar", MFD_CLOEXEC);
  GG_CHECK(file_ >= 0 && sidecar_ >= 0);
}

Verdict Trial::run(const Mutant& mutant) {
  auto run = look_at(mutant);
  Verdict verdict{run.state, {}, {}, std::move(run.contradictions)};
  if (!is_believed(run.state)) return verdict;
  const auto found = run.words ? known_.find(*run.words) : known_.end();
  if (found == known_.end()) return verdict;
  // Seeds may have the same words and differ in what is not signed: the nearest is the one.
  for (const auto& known : found->second) {
    auto differs = differences(known.told, run.told);
    if (!verdict.signed_as.empty() && verdict.differs.size() <= differs.size()) continue;
    verdict.signed_as = known.seed;
    verdict.differs = std::move(differs);
  }
  return verdict;
}

Trial::Run Trial::look_at(const Mutant& mutant) {
  put(file_, mutant.file);
  const auto file = OpenFile::open(path_of(file_), held_bytes_max);
  GG_CHECK(file.has_value());
  credentials::FileToValidate subject{file->reader()};
  if (mutant.sidecar) subject.sidecar = std::as_bytes(std::span(*mutant.sidecar));
  const bindings::FolderFiles collection(mutant.seed->folder);
  subject.collection = &collection;
  const credentials::Validation validation(subject,
                                           {terms_.store(), terms_.at, terms_.legacy_stamps}, {});
  const auto& report = validation.report();
  Run run{report.state, {}, told_by(report), {}};
  // Rendered as the program does, for what rendering may come upon.
  const auto replace = Json::error_handler_t::replace;
  const auto text = cli::credentials_text(mutant.seed->name, report, cli::Told::Everything) +
                    credentials::report_json(report).dump(2, ' ', false, replace) +
                    credentials::c2patool_json(validation).dump(2, ' ', false, replace);
  if (text.empty()) run.contradictions.emplace_back("nothing is told");
  if (report.state == State::Invalid && report.first_failure() == nullptr)
    run.contradictions.emplace_back("invalid, and no failure says why");
  if (is_believed(report.state) && report.first_failure() != nullptr &&
      report.state == State::Trusted)
    run.contradictions.emplace_back("trusted with a failure");
  if (report.state == State::NotStated && !report.manifests.empty())
    run.contradictions.emplace_back("not stated, with manifests");
  if (is_believed(report.state) && (!report.binding || !report.binding->matches()))
    run.contradictions.emplace_back("believed without a binding that matches");
  run.words = signed_words(validation, std::as_bytes(std::span(mutant.file)));
  scan(mutant, run);
  return run;
}

void Trial::scan(const Mutant& mutant, Run& run) {
  const ListedFile listed{mutant.seed->name, path_of(file_), {.size_bytes = mutant.file.size()}};
  std::optional<ListedFile> beside;
  if (mutant.sidecar) {
    put(sidecar_, *mutant.sidecar);
    beside = ListedFile{
        mutant.seed->name + ".c2pa", path_of(sidecar_), {.size_bytes = mutant.sidecar->size()}};
  }
  const ScanLimits limits;
  const auto report = scan_file({.file = listed, .sidecar = beside ? &*beside : nullptr},
                                {limits, &terms_}, workspace_, {});
  GG_CHECK(report.has_value());
  auto stated = Json::array();
  for (const auto& evidence : report->evidence)
    if (is_signed(evidence)) stated.push_back(signed_statement(evidence));
  if (report->evidence.empty()) run.contradictions.emplace_back("scan: no evidence at all");
  if (!stated.empty() && !is_believed(run.state))
    run.contradictions.emplace_back("scan: signed, where validation says otherwise");
  run.told["scan"] = std::move(stated);
}

}  // namespace gg::mutants
