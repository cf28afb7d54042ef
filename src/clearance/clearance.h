#pragma once

#include "clearance/work.h"
#include "ledger/key.h"
#include "store/store.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace gg::clearance {

/// One use case, run for somebody: what it returns is what its caller sees.
using UseCase = std::function<Result<store::Record>(Work&)>;

/// Told once, when the act and its ledger entry are on disk, or will never be.
using Answered = std::function<void(Result<store::Record>)>;

/// The first administrator, on a register that has no people: the only way to begin. Errors:
/// Conflict where there are people.
Result<store::Record> first_administrator(Work& work, const std::string& name,
                                          const std::string& email);

/// The register with all that is done to it. *thread-safe*
class Clearance {
 public:
  struct Options {
    std::filesystem::path file;
    ledger::SigningKey key;  ///< Signs the checkpoints; its name is the installation's.
    std::function<Moment()> now;
    std::function<void(std::span<std::byte>)> fill_random;
    std::function<void()> committed;  ///< As `store::Store::Options::committed`.
  };

  /// Errors: those of `store::Store::open`.
  static Result<std::unique_ptr<Clearance>> open(Options options);

  /// Runs a use case as `person` (an id, or "system"). Whoever it is and what they may do is read
  /// in the same transaction.
  void submit(std::string person, UseCase act, Answered answered);

  /// The same for somebody who was found before: within the scope of the token they showed, and
  /// with what they are granted when it runs.
  void submit(const Actor& as, UseCase act, Answered answered);

  /// The same, and waits.
  Result<store::Record> run(std::string person, UseCase act);

  /// Reads the register as one moment shows it: `store::Store::read` and `look`.
  Result<void> read(const store::Store::Reading& reading) const;
  void read(const store::Store::Reading& reading, store::Done done) const;
  Result<void> look(const store::Store::Reading& reading) const;

  /// `first_administrator`, as an act of its own.
  Result<store::Record> begin(const std::string& name, const std::string& email);

  [[nodiscard]] World& world() { return world_; }
  [[nodiscard]] const ledger::SigningKey& key() const { return options_.key; }
  [[nodiscard]] store::Store& store() { return *store_; }

 private:
  explicit Clearance(Options options);
  void submit_within(std::string person, TokenScope scope, UseCase act, Answered answered);
  Result<Moment> now_after_last();

  Options options_;
  World world_;
  Moment last_{};  ///< Of the writer's thread.
  std::unique_ptr<store::Store> store_;
};

}  // namespace gg::clearance
