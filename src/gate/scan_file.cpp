#include "gate/scan_file.h"

#include "base/check.h"
#include "base/descriptor.h"
#include "container/container.h"
#include "credentials/settled.h"
#include "credentials/sidecar.h"
#include "files/file_source.h"
#include "gate/bond.h"
#include "signals/signals.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

namespace gg {

/// SHA-256 with its context and algorithm fetched once for each thread.
struct Workspace::Digester {
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  EVP_MD_CTX* context = EVP_MD_CTX_new();

  Digester() { GG_CHECK(algorithm != nullptr && context != nullptr); }
  Digester(const Digester&) = delete;
  Digester& operator=(const Digester&) = delete;
  ~Digester() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }

  void begin() const { GG_CHECK(EVP_DigestInit_ex2(context, algorithm, nullptr) == 1); }
  void add(Bytes bytes) const {
    GG_CHECK(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
  }
  [[nodiscard]] Sha256 finish() const {
    Sha256 digest;
    GG_CHECK(EVP_DigestFinal_ex(context, digest.bytes.data(), nullptr) == 1);
    return digest;
  }
};

Workspace::Workspace() : digester_(std::make_unique<Digester>()) {}
Workspace::~Workspace() = default;

namespace {

Evidence unreadable(std::string why, Place where) {
  Evidence evidence{.kind = EvidenceKind::Unreadable, .state = State::Invalid};
  evidence.claims = {Claim::NotStated};
  evidence.strength = Strength::Hint;
  evidence.signal = "unreadable";
  evidence.parameters = {{"why", std::move(why)}};
  evidence.where = std::move(where);
  evidence.limits = "What lies behind this place was not read: it may hold evidence of any kind.";
  return evidence;
}

/// One file of a scan, and how it is scanned.
struct Task {
  const FileToScan& subject;
  const FileScan& terms;
  const std::stop_token& stop;
};

/// What is read of a sidecar speaks of its owner, and is told there.
void hand_over(const ListedFile& owner, FileReport& report) {
  for (auto& evidence : report.evidence) {
    if (evidence.kind != EvidenceKind::Credential && evidence.kind != EvidenceKind::Watermark)
      continue;
    evidence.claims = {Claim::NotStated};
    evidence.state = State::NotStated;
    evidence.limits = "Speaks of " + owner.path + ", and is validated there.";
  }
}

/// The content of the sidecar; nothing, with its fault noted, where it cannot be read.
std::optional<std::string> sidecar_of(const FileToScan& subject, FileReport& report) {
  if (subject.sidecar == nullptr) return std::nullopt;
  auto content = credentials::read_store_file(subject.sidecar->open_path);
  if (content) return *std::move(content);
  report.faults.push_back({faults::read_failed.number, content.error().message, {"sidecar", 0, 0}});
  return std::nullopt;
}

constexpr std::string_view collection_label = "c2pa.hash.collection.data";

/// A sidecar by its name only: it binds the files of its folder, not the one beside it.
bool is_of_collection(const credentials::CredentialReport& report) {
  return report.place == credentials::StorePlace::Sidecar &&
         report.binding_uri.ends_with(collection_label);
}

/// A file's credentials, validated where it has any and terms are given.
class Credentials {
 public:
  Credentials(Reader bytes, const Task& task, const Parts& parts, FileReport& report) {
    sidecar_ = sidecar_of(task.subject, report);
    if (parts.stores.empty() && !sidecar_) return;
    report.basis.emplace();
    // A store alone binds a file that is not here: it is listed.
    if (task.terms.credentials == nullptr || report.format == Format::C2pa) return;
    const auto& terms = *task.terms.credentials;
    credentials::FileToValidate file{.file = bytes,
                                     .walked = credentials::WalkedFile{report.format, parts}};
    if (sidecar_) file.sidecar = std::as_bytes(std::span(*sidecar_));
    validation_.emplace(
        file, credentials::TrustTerms{terms.store(), terms.at, terms.legacy_stamps},
        credentials::ValidationOptions{task.terms.limits,
                                       {.stop = task.stop, .threads = 1, .progress = nullptr}});
    if (is_of_collection(validation_->report())) {
      validation_.reset();
      return;
    }
    const auto settled = credentials::settled_of(validation_->report(), terms.store());
    report.basis = {terms.digest(), settled.first.time_since_epoch().count(),
                    settled.end.time_since_epoch().count()};
  }

  [[nodiscard]] const credentials::Validation* validation() const {
    return validation_ ? &*validation_ : nullptr;
  }

 private:
  std::optional<std::string> sidecar_;  // the validation looks into it
  std::optional<credentials::Validation> validation_;
};

/// Sniffs and walks a file that is open, validates its credentials and reads its signals.
void read_evidence(Reader bytes, const Task& task, FileReport& report) {
  report.format = sniff(bytes);
  report.extension_mismatch = !extension_fits(report.format, report.path);
  Budget budget(task.terms.limits);
  Parts parts(budget);
  const auto walked = walk_file(report.format, bytes, parts);
  const Credentials credentials(bytes, task, parts, report);
  const auto& facts = facts_of(report.format);
  report.picture = parts.picture;
  report.evidence = read_signals(parts, {.holds_metadata = facts.holds_metadata && facts.walked,
                                         .holds_credentials = facts.holds_credentials,
                                         .validation = credentials.validation()});
  note_bond(bytes, parts, credentials.validation(), report);
  const bool is_collection = report.bond && report.bond->is_collection;
  if (task.subject.owner != nullptr && !is_collection) hand_over(*task.subject.owner, report);
  for (auto& fault : parts.faults)
    report.faults.push_back(fault_of(fault.error, std::move(fault.path)));
  if (walked.has_value()) return;
  auto stop = fault_of(walked.error(), std::string(facts.name));
  const auto absent = [](const Evidence& each) { return each.kind == EvidenceKind::Absent; };
  std::erase_if(report.evidence, absent);  // an unread rest may hold anything
  report.evidence.push_back(unreadable(stop.text, stop.where));
  report.faults.push_back(std::move(stop));
}

void note_read_error(FileReport& report, std::string why, std::uint64_t offset) {
  report.faults.push_back({faults::read_failed.number, why, {"file", offset, 0}});
  report.evidence.push_back(unreadable(std::move(why), {"file", offset, 0}));
}

void scan_whole(int descriptor, const Task& task, Workspace& workspace, FileReport& report) {
  auto& buffer = workspace.buffer();
  buffer.resize(std::max<std::size_t>(buffer.size(), report.size_bytes));
  const auto into = std::span(buffer).first(static_cast<std::size_t>(report.size_bytes));
  const auto read = read_at(descriptor, 0, into);
  if (!read) return note_read_error(report, std::generic_category().message(errno), 0);
  const Bytes bytes = into.first(*read);
  read_evidence(Reader(bytes), task, report);
  if (*read < report.size_bytes)
    return note_read_error(report, "the file became shorter while it was read", *read);
  workspace.digester().begin();
  workspace.digester().add(bytes);
  report.sha256 = workspace.digester().finish();
}

/// The digest of a file of any size; an error is noted. False when stopped.
bool digest_stream(int descriptor, Workspace& workspace, const std::stop_token& stop,
                   FileReport& report) {
  auto& buffer = workspace.buffer();
  buffer.resize(std::max(buffer.size(), Workspace::hash_step_bytes));
  const auto into = std::span(buffer).first(Workspace::hash_step_bytes);
  workspace.digester().begin();
  std::uint64_t done = 0;
  while (done < report.size_bytes) {
    if (stop.stop_requested()) return false;
    const auto read = read_at(descriptor, done, into);
    if (!read || *read == 0) {
      note_read_error(report,
                      read ? "the file became shorter while it was read"
                           : std::generic_category().message(errno),
                      done);
      return true;
    }
    const auto wanted = std::min<std::uint64_t>(*read, report.size_bytes - done);
    workspace.digester().add(into.first(static_cast<std::size_t>(wanted)));
    done += wanted;
    workspace.count(wanted);
  }
  report.sha256 = workspace.digester().finish();
  return true;
}

}  // namespace

std::optional<FileReport> scan_file(const FileToScan& subject, const FileScan& terms,
                                    Workspace& workspace, const std::stop_token& stop) {
  const auto& file = subject.file;
  const Task task{subject, terms, stop};
  FileReport report;
  report.path = file.path;
  report.size_bytes = file.stamp.size_bytes;
  const Descriptor descriptor(
      open(file.open_path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!descriptor.is_open()) {
    note_read_error(report, std::generic_category().message(errno), 0);
    return report;
  }
  if (report.size_bytes <= Workspace::whole_file_bytes_max) {
    scan_whole(descriptor.number(), task, workspace, report);
    // A validation that was stopped says nothing.
    if (report.basis && stop.stop_requested()) return std::nullopt;
    return report;
  }
  FileSource source(descriptor.number(), report.size_bytes, terms.limits.kept_bytes_max);
  read_evidence(Reader(source), task, report);
  if (!digest_stream(descriptor.number(), workspace, stop, report)) return std::nullopt;
  return report;
}

}  // namespace gg
