#include "base/sha256.h"
#include "base/whole_file.h"
#include "clearance/prove_entry.h"
#include "clearance/seal_ledger.h"
#include "clearance/stored_ledger.h"
#include "clearance/witness.h"
#include "cli/output_file.h"
#include "desk/installation_keys.h"
#include "desk_cli/commands.h"
#include "ledger/verify.h"
#include "ledger/verify_script.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace gg::desk_cli {
namespace {

constexpr int does_not_verify = 1;

std::string key_path(const std::string& key_file, const std::string& file) {
  return key_file.empty() ? file + ".key" : key_file;
}

/// Known checkpoints that are of this log; others are of other trees.
std::vector<std::string> known_of(const std::vector<std::string>& known,
                                  const std::string& origin) {
  std::vector<std::string> own;
  for (const auto& note : known)
    if (note.starts_with(origin + "\n")) own.push_back(note);
  return own;
}

Json to_json(const std::string& tree, const ledger::VerifyReport& report) {
  Json faults = Json::array();
  for (const auto& fault : report.faults)
    faults.push_back({{"kind", word_of(fault.kind)},
                      {"index", fault.index},
                      {"count", fault.count},
                      {"what", fault.what}});
  return {{"tree", tree},
          {"good", report.is_good()},
          {"entries", report.entries},
          {"erased", report.erased},
          {"checkpoints", report.checkpoints},
          {"signed_size", report.signed_size},
          {"root", report.root.hex()},
          {"faults", std::move(faults)}};
}

void print(const std::string& tree, const ledger::VerifyReport& report, const Json& others) {
  std::printf("%s %s: %llu entries, %llu erased, %zu checkpoints, root %s\n",
              report.is_good() ? "good" : "BAD ", tree.c_str(),
              static_cast<unsigned long long>(report.entries),
              static_cast<unsigned long long>(report.erased), report.checkpoints,
              report.root.hex().c_str());
  for (const auto& fault : report.faults)
    std::printf("     entry %llu: %s: %s\n", static_cast<unsigned long long>(fault.index),
                std::string(word_of(fault.kind)).c_str(), fault.what.c_str());
  for (const auto& line : others)
    std::printf("     %lld entries: seen by %s at %s: %s\n",
                static_cast<long long>(line.at("size").get<std::int64_t>()),
                text_member(line, "who").data(), text_member(line, "time").data(),
                text_member(line, "verdict").data());
}

Result<ledger::VerifyReport> verify_tree(store::Snapshot& snapshot, const ledger::SigningKey& key,
                                         const std::string& tree,
                                         const std::vector<std::string>& known) {
  const auto origin = clearance::origin_of(key, tree);
  TRY_LET(const auto own, key.renamed(origin));
  clearance::StoredLedger source(snapshot, tree);
  return ledger::verify_ledger(source, {.trust = {.log = own.verifier(), .witnesses = {}},
                                        .known = known_of(known, origin)});
}

/// What is believed of what others said. *value*
struct Others {
  std::vector<ledger::VerifierKey> witnesses;
  std::string time_certificates;  ///< PEM; empty: time stamps are not checked.
};

Result<Others> others_of(const LedgerCommand& command) {
  Others others;
  for (const auto& text : command.witnesses) {
    TRY_LET(auto witness, ledger::VerifierKey::parse(text));
    others.witnesses.push_back(std::move(witness));
  }
  if (command.time_certificates.empty()) return others;
  TRY_LET(others.time_certificates, read_existing(command.time_certificates));
  return others;
}

/// One line for each cosignature and time stamp of a tree: good, wrong, or not checked.
struct Said {
  Json lines = Json::array();
  bool is_good = true;
  void add(std::int64_t size, const std::string& who, const std::string& time,
           const std::string& verdict) {
    lines.push_back({{"size", size}, {"who", who}, {"time", time}, {"verdict", verdict}});
    is_good = is_good && !verdict.starts_with("wrong");
  }
};

std::string verdict_on(const clearance::WitnessedCheckpoint& checkpoint,
                       const clearance::Cosignature& cosignature, const Others& others) {
  const auto witness = std::ranges::find_if(
      others.witnesses, [&](const auto& key) { return key.name() == cosignature.witness; });
  if (witness == others.witnesses.end()) return "not checked: name the key by --witness";
  const auto note = ledger::parse_note(checkpoint.note);
  if (!note.has_value()) return "wrong: " + note.error().message;
  return ledger::check_signature(*note, *witness).state == ledger::SignatureState::Good
             ? "good"
             : "wrong: the cosignature or the checkpoint was altered";
}

std::string verdict_on(const std::string& note, const clearance::KeptTimeStamp& stamp,
                       const Others& others) {
  if (others.time_certificates.empty())
    return "not checked: name the authority's certificates by --time-certificates";
  const auto checked =
      ledger::check_timestamp(stamp.response, {.digest = sha256_of(note),
                                               .nonce = stamp.nonce,
                                               .authorities_pem = others.time_certificates});
  return checked.has_value() ? "good" : "wrong: " + checked.error().message;
}

Result<Said> what_others_said(store::Snapshot& snapshot, const std::string& tree,
                              const Others& others) {
  constexpr std::int64_t checkpoints_max = 100'000;
  Said said;
  TRY_LET(const auto witnessed, clearance::witnessed_checkpoints(snapshot, tree, checkpoints_max));
  for (const auto& checkpoint : witnessed) {
    for (const auto& one : checkpoint.cosignatures)
      said.add(checkpoint.size, one.witness, one.time, verdict_on(checkpoint, one, others));
    for (const auto& one : checkpoint.stamps)
      said.add(checkpoint.size, one.authority, one.time,
               verdict_on(checkpoint.own_note, one, others));
  }
  return said;
}

Result<int> verify_all(const LedgerCommand& command) {
  TRY_LET(const auto key,
          desk::ledger_key_of(key_path(command.key_file, command.file), command.name));
  std::vector<std::string> known;
  for (const auto& path : command.known) {
    TRY_LET(auto text, read_existing(path));
    known.push_back(std::move(text));
  }
  TRY_LET(const auto others, others_of(command));
  TRY_LET(auto connection, store::Connection::open(command.file, store::Access::ReadOnly));
  TRY(connection.run("BEGIN"));
  store::Snapshot snapshot(connection);
  TRY_LET(const auto trees, snapshot.trees());
  Json all = Json::array();
  bool is_good = true;
  bool found_any = false;
  for (const auto& tree : trees) {
    if (!command.tree.empty() && tree.id != command.tree) continue;
    found_any = true;
    TRY_LET(const auto report, verify_tree(snapshot, key, tree.id, known));
    TRY_LET(const auto said, what_others_said(snapshot, tree.id, others));
    is_good = is_good && report.is_good() && said.is_good;
    if (command.json) all.push_back(to_json(tree.id, report));
    if (command.json) all.back()["others"] = said.lines;
    if (!command.json) print(tree.id, report, said.lines);
  }
  if (!found_any)
    return fail(Error{ErrorKind::NotFound, command.file + ": there is no ledger " + command.tree});
  if (command.json) std::printf("%s\n", all.dump(2).c_str());
  if (!command.json)
    std::printf(
        "A ledger shows that a record has not changed since it was logged, not that what was typed "
        "was true.\n");
  return is_good ? 0 : does_not_verify;
}

Result<int> prove(const LedgerCommand& command) {
  TRY_LET(const auto root,
          desk::ledger_key_of(key_path(command.key_file, command.file), command.name));
  TRY_LET(const auto key, root.renamed(clearance::origin_of(root, command.tree)));
  TRY_LET(const auto pem, key.verifier().pem());
  TRY_LET(auto connection, store::Connection::open(command.file, store::Access::ReadOnly));
  store::Snapshot snapshot(connection);
  TRY_LET(const auto proved, clearance::prove_entry(snapshot, command.tree, command.position));
  const std::filesystem::path folder(command.output);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  TRY(cli::write_output(folder / "entry.tlog-proof", proved.proof));
  TRY(cli::write_output(folder / "entry.json", proved.record));
  TRY(cli::write_output(folder / "entry.salt", proved.salt));
  TRY(cli::write_output(folder / "ledger.pem", pem));
  TRY(cli::write_output(folder / "ledger.vkey", key.verifier().text() + "\n"));
  TRY(cli::write_output(folder / "verify.sh", ledger::verify_script()));
  std::printf(
      "Wrote entry.tlog-proof, entry.json, entry.salt, ledger.pem, ledger.vkey and verify.sh to "
      "%s\n",
      command.output.c_str());
  return 0;
}

int finish(const Result<int>& result) {
  return result.has_value() ? *result : complain(result.error());
}

}  // namespace

int run_verify(const LedgerCommand& command) { return finish(verify_all(command)); }

int run_prove(const LedgerCommand& command) { return finish(prove(command)); }

int run_backup(const CopyCommand& command) {
  const auto copied = store::back_up(command.file, command.other);
  if (!copied.has_value()) return complain(copied.error());
  std::printf("Copied %s to %s; keep the key file beside it\n", command.file.c_str(),
              command.other.c_str());
  return 0;
}

int run_restore(const CopyCommand& command) {
  std::error_code ignored;
  if (std::filesystem::exists(command.file, ignored))
    return complain(
        {ErrorKind::Conflict, command.file + ": a register is there; move it away first"});
  const int verified = run_verify({.file = command.other,
                                   .key_file = key_path(command.key_file, command.file),
                                   .name = command.name});
  if (verified != 0) return verified;
  const auto copied = store::back_up(command.other, command.file);
  if (!copied.has_value()) return complain(copied.error());
  std::printf("Restored %s from %s\n", command.file.c_str(), command.other.c_str());
  return 0;
}

}  // namespace gg::desk_cli
