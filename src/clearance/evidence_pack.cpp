#include "clearance/evidence_pack.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "clearance/approvals.h"
#include "clearance/attachments.h"
#include "clearance/doc.h"
#include "clearance/evidence_text.h"
#include "clearance/prove_entry.h"
#include "clearance/rulebook_store.h"
#include "clearance/seal_ledger.h"
#include "clearance/witness.h"
#include "clearance/work.h"
#include "ledger/canonical_json.h"
#include "ledger/verify_script.h"
#include "shelf/shelf.h"
#include "tables/table.h"

#include <algorithm>
#include <map>
#include <set>

namespace gg::clearance {
namespace {

constexpr std::int64_t pack_entries_max = 20'000;
constexpr std::size_t pack_bytes_max = 256U << 20;
constexpr std::size_t contents_bytes_max = 192U << 20;  ///< Of a pack, when a file is added to it.
constexpr std::int64_t entries_page = 500;

/// That a tree begins with itself as it was, as a witness is asked to believe it: the size then,
/// the hashes of the proof, and the newest head.  Source: c2sp.org/tlog-witness, add-checkpoint.
Result<std::string> continued_from(TreeProver& prover, std::int64_t size) {
  TRY_LET(const auto path, prover.prove_consistency(size));
  auto text = "old " + std::to_string(size) + "\n";
  for (const auto& hash : path) text += base64_of(ledger::bytes_of(hash)) + "\n";
  return text + "\n" + to_text(prover.checkpoint());
}

std::string number_of(std::int64_t position) {
  auto digits = std::to_string(position);
  return std::string(6 - std::min<std::size_t>(digits.size(), 6), '0') + digits;
}

/// An object with all of the same title that it relies on or that relies on it.
Result<std::set<std::string>> objects_around(store::Snapshot& snapshot, const EvidenceAsk& ask) {
  TRY_LET(const auto object, snapshot.find(ask.object));
  if (!object || object->title != ask.title)
    return fail(Error{ErrorKind::NotFound, ask.title + " has no object " + ask.object});
  std::set<std::string> objects{object->id};
  TRY_LET(const auto targets, snapshot.links_from(object->id));
  for (const auto& link : targets) objects.insert(link.target);
  TRY_LET(const auto sources, snapshot.links_to(object->id));
  for (const auto& link : sources) objects.insert(link.source);
  return objects;
}

Result<std::vector<store::StoredEntry>> all_of(store::Snapshot& snapshot, const std::string& tree) {
  std::vector<store::StoredEntry> entries;
  while (std::ssize(entries) <= pack_entries_max) {
    const auto next = entries.empty() ? 0 : entries.back().position + 1;
    TRY_LET(auto page, snapshot.entries(tree, next, entries_page));
    if (page.empty()) break;
    std::ranges::move(page, std::back_inserter(entries));
  }
  return entries;
}

Result<std::vector<store::StoredEntry>> entries_for(store::Snapshot& snapshot,
                                                    const EvidenceAsk& ask) {
  std::vector<store::StoredEntry> entries;
  if (ask.object.empty()) {
    TRY_LET(entries, all_of(snapshot, ask.title));
  } else {
    TRY_LET(const auto objects, objects_around(snapshot, ask));
    for (const auto& object : objects) {
      TRY_LET(auto own, snapshot.entries_of(object));
      std::ranges::copy_if(own, std::back_inserter(entries),
                           [&](const auto& entry) { return entry.tree == ask.title; });
    }
    std::ranges::sort(entries, {}, &store::StoredEntry::position);
  }
  if (std::ssize(entries) <= pack_entries_max) return entries;
  return fail(Error{ErrorKind::LimitExceeded,
                    ask.title + " has more than " + std::to_string(pack_entries_max) +
                        " entries; ask for one object at a time, or copy the register"});
}

/// Gathers the files of one pack. *single thread*
class Packer {
 public:
  explicit Packer(store::Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<void> add(std::string name, std::string bytes) {
    bytes_ += bytes.size();
    if (bytes_ > pack_bytes_max)
      return fail(Error{ErrorKind::LimitExceeded,
                        "the evidence pack would be larger than 256 MB; ask for one object"});
    files_.push_back({std::move(name), std::move(bytes)});
    return {};
  }

  Result<void> add_entry(const store::StoredEntry& entry, std::string proof) {
    const auto number = number_of(entry.position);
    const auto place = "entries/" + number;
    TRY(add(place + ".tlog-proof", std::move(proof)));
    index_.rows.push_back(
        {index_.rows.size() + 1,
         {std::to_string(entry.position), entry.time, entry.act, entry.object, entry.erased}});
    if (entry.record.empty()) return add(place + ".commitment", entry.commitment);
    TRY(add(place + ".json", entry.record));
    TRY(add(place + ".salt", entry.salt));
    const auto record = parse_json(entry.record).value_or(Json::object());
    note_books(record);
    return add_document(entry, record, number);
  }

  /// Approvals as sealed, and each rulebook that decided something.
  Result<void> add_sources() {
    for (const auto& id : subjects_.approvals) {
      TRY_LET(const auto approval, must_find(snapshot_, "approval", id));
      TRY_LET(auto sealed, sealed_text_of(approval.doc));
      TRY(add("approvals/" + id + ".json", std::move(sealed)));
    }
    for (const auto& [name, sha256] : books_) {
      TRY_LET(auto text, find_book_text(snapshot_, sha256));
      if (!text) {
        TRY_LET(const auto book, shelf::load_book(name));
        text = rulebook::write_book(book->book);
      }
      TRY(add("rulebooks/" + name + ".yaml", *std::move(text)));
    }
    TRY(add_attachments());
    return add("index.csv", write_csv(index_));
  }

  /// What witnesses and time authorities said of checkpoints, with the text that they said it of.
  Result<void> add_witnessed(const std::string& tree, TreeProver& prover) {
    constexpr std::int64_t checkpoints_max = 2000;
    TRY_LET(const auto witnessed, witnessed_checkpoints(snapshot_, tree, checkpoints_max));
    for (const auto& checkpoint : witnessed) {
      const auto place = "checkpoints/" + number_of(checkpoint.size);
      TRY(add(place + ".txt", checkpoint.own_note));
      TRY_LET(auto continued, continued_from(prover, checkpoint.size));
      TRY(add(place + ".consistency", std::move(continued)));
      if (!checkpoint.cosignatures.empty()) TRY(add(place + ".cosigned.txt", checkpoint.note));
      std::size_t number = 1;
      for (const auto& stamp : checkpoint.stamps)
        TRY(add(place + "." + std::to_string(number++) + ".tsr", stamp.response));
    }
    return {};
  }

  Result<void> add_more(const PackMore& more) {
    if (!more) return {};
    TRY_LET(auto files, more(snapshot_, subjects_));
    for (auto& file : files) TRY(add(std::move(file.name), std::move(file.bytes)));
    return {};
  }

  std::vector<PackFile> finish() {
    std::ranges::sort(files_, {}, &PackFile::name);
    std::string sums;
    for (const auto& file : files_) sums += sha256_of(file.bytes).hex() + "  " + file.name + "\n";
    files_.push_back({"SHA256SUMS", std::move(sums)});
    return std::move(files_);
  }

 private:
  /// The document that an entry speaks of, as it was then: its hash stands in the entry, with a
  /// salt where it has one.
  Result<void> add_document(const store::StoredEntry& entry, const Json& record,
                            const std::string& number) {
    const auto* object = find_member(record, "object");
    if (object == nullptr) return {};
    const auto id = text_at(*object, "id");
    if (text_at(*object, "noun") == "approval") subjects_.approvals.insert(id);
    if (text_at(*object, "noun") == "delivery") subjects_.deliveries.insert(id);
    if (text_at(*object, "noun") == "attachment") attachments_.insert(id);
    TRY_LET(const auto newest, snapshot_.find(id));
    const auto version = object->value("version", std::int64_t{0});
    TRY_LET(auto doc, snapshot_.earlier(id, version));
    if (newest && newest->version == version) doc = newest->doc;
    if (!doc) return {};
    TRY_LET(auto text, ledger::canonical_json(*doc));
    if (!entry.document_salt.empty())
      TRY(add("documents/" + number + ".salt", entry.document_salt));
    return add("documents/" + number + ".json", std::move(text));
  }

  /// The files that are attached, each under its hash; what is sealed or too large is only listed.
  Result<void> add_attachments() {
    if (attachments_.empty()) return {};
    Table list{
        .file = "attachments.csv",
        .sheet = {},
        .rows = {{1, {"attachment", "on", "state", "media type", "bytes", "sha256", "file"}}}};
    for (const auto& id : attachments_) {
      TRY_LET(const auto attachment, must_find(snapshot_, "attachment", id));
      TRY_LET(const auto file, add_content(attachment));
      const auto size = attachment.doc.value("size_bytes", std::int64_t{0});
      list.rows.push_back(
          {list.rows.size() + 1,
           {id, text_at(attachment.doc, "object"),
            is_sealed(attachment) ? "sealed" : attachment.state,
            text_at(attachment.doc, "media_type"), size == 0 ? std::string() : std::to_string(size),
            text_at(attachment.doc, "sha256"), file}});
    }
    return add("attachments.csv", write_csv(list));
  }

  /// Its place in the pack; empty where it is not in it.
  Result<std::string> add_content(const store::Record& attachment) {
    if (is_sealed(attachment)) return std::string();
    TRY_LET(const auto content, store::content_of(snapshot_, attachment.id));
    if (!content) return std::string();
    auto place = "attachments/" + content->sha256;
    if (contents_.contains(content->sha256)) return place;
    if (bytes_ + static_cast<std::size_t>(content->size_bytes) > contents_bytes_max)
      return std::string();
    contents_.insert(content->sha256);
    std::string bytes;
    for (std::int64_t number = 0; std::ssize(bytes) < content->size_bytes; ++number) {
      TRY_LET(const auto chunk, store::content_chunk(snapshot_, content->id, number));
      if (chunk.empty()) break;
      bytes += chunk;
    }
    TRY(add(place, std::move(bytes)));
    return place;
  }

  void note_books(const Json& record) {
    const auto* books = find_member(record, "rulebooks");
    if (books == nullptr || !books->is_array()) return;
    for (const auto& book : *books)
      books_[text_at(book, "id") + "@" + text_at(book, "version")] = text_at(book, "sha256");
  }

  store::Snapshot& snapshot_;
  std::vector<PackFile> files_;
  std::size_t bytes_ = 0;
  PackSubjects subjects_;
  std::map<std::string, std::string> books_;  ///< Name with version → SHA-256.
  std::set<std::string> attachments_;
  std::set<std::string> contents_;  ///< Hashes of those that are in the pack.
  Table index_{.file = "index.csv",
               .sheet = {},
               .rows = {{1, {"entry", "time", "act", "object", "erased"}}}};
};

}  // namespace

Result<std::vector<PackFile>> evidence_pack(store::Snapshot& snapshot,
                                            const ledger::SigningKey& key, const EvidenceAsk& ask) {
  TRY_LET(const auto title, must_find(snapshot, "title", ask.title));
  TRY_LET(auto prover, TreeProver::open(snapshot, ask.title));
  TRY_LET(const auto own_key, key.renamed(origin_of(key, ask.title)));
  TRY_LET(auto pem, own_key.verifier().pem());
  TRY_LET(const auto entries, entries_for(snapshot, ask));
  Packer packer(snapshot);
  for (const auto& entry : entries) {
    TRY_LET(auto proof, prover.prove(entry.position));
    TRY(packer.add_entry(entry, std::move(proof)));
  }
  TRY(packer.add_sources());
  TRY(packer.add_witnessed(ask.title, prover));
  TRY(packer.add_more(ask.more));
  TRY(packer.add("README.txt", evidence_readme({.title_name = text_at(title.doc, "name"),
                                                .object = ask.object,
                                                .entries = entries.size(),
                                                .checkpoint = prover.checkpoint()})));
  TRY(packer.add("checkpoint.txt", to_text(prover.checkpoint())));
  TRY(packer.add("ledger.pem", std::move(pem)));
  TRY(packer.add("ledger.vkey", own_key.verifier().text() + "\n"));
  TRY(packer.add("verify.sh", std::string(ledger::verify_pack_script())));
  TRY(packer.add("verify-entry.sh", std::string(ledger::verify_script())));
  TRY(packer.add("verify-witnesses.sh", std::string(ledger::verify_witnesses_script())));
  return packer.finish();
}

}  // namespace gg::clearance
