#include "base/text.h"
#include "bindings/collection_files.h"
#include "cli/credentials_commands.h"
#include "cli/credentials_parts.h"
#include "cli/credentials_text.h"
#include "cli/interrupt.h"
#include "cli/output_file.h"
#include "cli/plain_text.h"
#include "cli/read_delivery.h"
#include "credentials/report_json.h"
#include "credentials/sidecar.h"
#include "files/open_file.h"
#include "gate/walk.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <set>
#include <thread>

namespace gg::cli {
namespace {

using credentials::State;

/// What a thread may keep of one file in memory.
constexpr std::uint64_t held_bytes_max = 48U << 20;

/// Bytes of a file that are no text become U+FFFD, never an exception.
std::string text_of(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

/// The result of one file, rendered.
struct FileResult {
  std::string text;
  std::optional<State> state = {};  ///< Nothing: it could not be read.
  bool is_inaccessible = false;     ///< Its credentials are elsewhere, and were asked for in vain.
};

/// Validates files one by one, on several threads, and keeps what they come to in their order.
class Run {
 public:
  Run(const CredentialsCommand& command, Told told, const CredentialTerms& terms,
      const Fragments& fragments, std::vector<ListedFile> files)
      : command_(command),
        told_(told),
        terms_(terms),
        fragments_(fragments),
        files_(std::move(files)) {
    results_.resize(files_.size());
  }

  /// Returns when all is done or `stop` was asked for.
  void work(const std::stop_token& stop) {
    const auto jobs =
        command_.jobs != 0 ? command_.jobs : std::max(1U, std::thread::hardware_concurrency());
    const auto threads = std::min<std::size_t>(jobs, files_.size());
    threads_a_file_ =
        threads == 0 ? 1 : static_cast<unsigned>(std::max<std::size_t>(1, jobs / threads));
    std::vector<std::jthread> pool;
    for (std::size_t index = 1; index < threads; ++index) pool.emplace_back([&] { work_on(stop); });
    work_on(stop);
  }

  [[nodiscard]] const std::vector<FileResult>& results() const { return results_; }

 private:
  void work_on(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
      const auto index = next_.fetch_add(1);
      if (index >= files_.size()) return;
      results_[index] = check(files_[index], stop);
    }
  }

  [[nodiscard]] FileResult check(const ListedFile& listed, const std::stop_token& stop) const {
    const auto file = OpenFile::open(listed.open_path, held_bytes_max);
    if (!file) return unreadable(listed, file.error());
    const auto sidecar = credentials::read_sidecar(listed.open_path);
    if (!sidecar) return unreadable(listed, sidecar.error());
    credentials::FileToValidate subject{file->reader()};
    if (*sidecar) subject.sidecar = std::as_bytes(std::span(**sidecar));
    subject.segments = fragments_.segments();
    subject.ask_remote = command_.ask_remote;
    const bindings::FolderFiles collection(
        command_.collection.empty() ? std::filesystem::absolute(listed.open_path).parent_path()
                                    : std::filesystem::path(command_.collection));
    subject.collection = &collection;
    const credentials::Validation validation(
        subject, {terms_.store(), terms_.at, terms_.legacy_stamps},
        {{}, {.stop = stop, .threads = threads_a_file_, .progress = nullptr}});
    const auto& asked = validation.report().asked;
    return {render(listed.path, validation), validation.report().state,
            asked && !asked->failure.empty()};
  }

  [[nodiscard]] std::string render(const std::string& path,
                                   const credentials::Validation& validation) const {
    if (command_.c2patool) return text_of(credentials::c2patool_json(validation)) + "\n";
    if (!command_.json) return credentials_text(path, validation.report(), told_);
    Json json{{"path", to_utf8(path)}};
    json.update(credentials::report_json(validation.report()));
    return text_of(json);
  }

  [[nodiscard]] FileResult unreadable(const ListedFile& listed, const Error& error) const {
    Json json{{"path", to_utf8(listed.path)}, {"error", to_utf8(error.message)}};
    if (command_.json) return {text_of(json)};
    if (command_.c2patool) return {text_of(json) + "\n"};
    return {listed.path + ": could not be read\n  " + error.message + "\n"};
  }

  const CredentialsCommand& command_;
  Told told_;
  const CredentialTerms& terms_;
  const Fragments& fragments_;
  std::vector<ListedFile> files_;
  std::vector<FileResult> results_;
  std::atomic<std::size_t> next_{0};
  unsigned threads_a_file_ = 1;
};

/// How many files came to what.
struct Counts {
  std::array<std::size_t, 4> states{};
  std::size_t unreadable = 0;
  std::size_t inaccessible = 0;  ///< Of those that state nothing.

  [[nodiscard]] std::size_t of(State state) const {
    return states[static_cast<std::size_t>(state)];
  }
  [[nodiscard]] int exit_code() const {
    if (of(State::Invalid) != 0) return 1;
    if (unreadable + inaccessible != 0) return 2;
    return of(State::Trusted) + of(State::Valid) == 0 ? 3 : 0;
  }
};

Counts count(const std::vector<FileResult>& results) {
  Counts counts;
  for (const auto& result : results) {
    if (result.is_inaccessible) ++counts.inaccessible;
    if (result.state)
      ++counts.states[static_cast<std::size_t>(*result.state)];
    else
      ++counts.unreadable;
  }
  return counts;
}

std::string summary_line(const Counts& counts, std::size_t files) {
  std::vector<std::string> parts;
  for (const auto state : {State::Trusted, State::Valid, State::Invalid, State::NotStated})
    if (counts.of(state) != 0)
      parts.push_back(std::to_string(counts.of(state)) + " " + std::string(to_text(state)));
  if (counts.inaccessible != 0)
    parts.back() += " (" + std::to_string(counts.inaccessible) + " could not be fetched)";
  if (counts.unreadable != 0)
    parts.push_back(std::to_string(counts.unreadable) + " could not be read");
  return std::to_string(files) + " files: " + joined(parts, ", ") + "\n";
}

void print(const std::string& text) { std::fwrite(text.data(), 1, text.size(), stdout); }

void print_results(const CredentialsCommand& command, const std::vector<FileResult>& results,
                   trust::Time at) {
  if (command.json) {
    print("{\n\"schema\": \"goodgate.credentials/1\",\n\"at\": \"" + credentials::time_text(at) +
          "\",\n\"files\": [\n");
    std::string_view between;
    for (const auto& result : results) {
      if (result.text.empty()) continue;  // stopped before it was reached
      print(std::string(between) + result.text);
      between = ",\n";
    }
    return print("\n]\n}\n");
  }
  for (const auto& result : results) print(result.text);
  if (!command.c2patool && results.size() > 1) print(summary_line(count(results), results.size()));
}

/// Sidecars are read with the file they belong to, and are no files of their own.
void drop_sidecars(std::vector<ListedFile>& files) {
  std::set<std::string> sidecars;
  for (const auto& file : files)
    if (!file.open_path.ends_with(".c2pa"))
      if (const auto sidecar = bindings::find_sidecar(file.open_path))
        sidecars.insert(sidecar->string());
  std::erase_if(files, [&](const ListedFile& file) { return sidecars.contains(file.open_path); });
}

int run_check(const CredentialsCommand& command, Told told) {
  const auto terms = terms_of(command.trust);
  if (!terms) return complain(terms.error());
  const auto fragments = Fragments::find(command.fragments);
  if (!fragments) return complain(fragments.error());
  const Interrupt interrupt;
  auto listing = list_files(command.paths, {}, interrupt.token());
  if (!listing) return complain(listing.error());
  for (const auto& trouble : listing->troubles)
    std::fprintf(stderr, "goodgate: %s: %s\n", trouble.path.c_str(), trouble.why.c_str());
  drop_sidecars(listing->files);
  const bool is_of_one = !command.fragments.empty() || !command.collection.empty();
  if (is_of_one && listing->files.size() != 1)
    return complain({ErrorKind::InvalidInput,
                     "--fragments and --collection go with one file: the one with credentials"});
  Run run(command, told, *terms, *fragments, std::move(listing->files));
  run.work(interrupt.token());
  print_results(command, run.results(), terms->at);
  auto counts = count(run.results());
  counts.unreadable += listing->troubles.size();
  return counts.exit_code();
}

/// Where they may be else.
std::string why_none(const credentials::Validation& validation, const CredentialsCommand& command) {
  if (const auto sidecar = bindings::find_sidecar(command.paths.front()))
    return "; they are in " + sidecar->string();
  const auto& remote = validation.report().remote;
  if (!remote || command.remote.fetch) return {};
  return "; they are said to be at " + printable(*remote) + ", which --fetch-remote asks";
}

}  // namespace

int run_credentials_verify(const CredentialsCommand& command) {
  return run_check(command, Told::Verdict);
}

int run_credentials_show(const CredentialsCommand& command) {
  return run_check(command, Told::Everything);
}

int run_credentials_extract(const CredentialsCommand& command) {
  const auto& path = command.paths.front();
  const auto file = OpenFile::open(path, held_bytes_max);
  if (!file) return complain(file.error());
  const Interrupt interrupt;
  credentials::FileToValidate subject{file->reader()};
  if (!bindings::find_sidecar(path)) subject.ask_remote = command.ask_remote;
  const trust::TrustStore nobody({});
  const credentials::Validation validation(subject, {nobody, trust::Time{}},
                                           {{}, {.stop = interrupt.token()}});
  const auto& asked = validation.report().asked;
  if (asked && !asked->failure.empty())
    return complain({ErrorKind::Unavailable,
                     path + ": its credentials are said to be at " +
                         printable(*validation.report().remote + ": " + asked->failure)});
  const auto store = validation.whole_store();
  if (store.empty()) {
    std::fprintf(stderr, "goodgate: %s: has no credentials of its own%s\n", path.c_str(),
                 why_none(validation, command).c_str());
    return 3;
  }
  auto out = OutputFile::create(command.output);
  if (!out) return complain(out.error());
  out->write(store);
  const auto written = out->commit();
  if (!written) return complain(written.error());
  if (asked)
    std::fprintf(stderr,
                 "goodgate: %s: %s bytes from %s; verify says whether they are of this file\n",
                 path.c_str(), grouped(asked->bytes).c_str(), printable(asked->address).c_str());
  return 0;
}

}  // namespace gg::cli
