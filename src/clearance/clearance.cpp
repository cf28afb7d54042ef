#include "clearance/clearance.h"

#include "clearance/judge_again.h"
#include "clearance/nouns.h"
#include "clearance/seal_ledger.h"
#include "store/content.h"

#include <chrono>
#include <future>
#include <optional>
#include <utility>

namespace gg::clearance {
namespace {

/// A clock may be set back this much by its keeper without harm: times then stand still.
constexpr auto set_back_max = std::chrono::seconds(5);

Result<Moment> last_moment(store::Store& store) {
  Moment last{};
  TRY(store.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto newest, snapshot.newest_entry_time());
    if (const auto moment = parse_moment(newest)) last = *moment;
    return {};
  }));
  return last;
}

}  // namespace

Clearance::Clearance(Options options)
    : options_(std::move(options)),
      world_{.now = options_.now, .fill_random = options_.fill_random, .books = {}} {}

Result<std::unique_ptr<Clearance>> Clearance::open(Options options) {
  std::unique_ptr<Clearance> clearance(new Clearance(std::move(options)));
  auto* self = clearance.get();
  TRY_LET(self->store_, store::Store::open(self->options_.file,
                                           {.before_commit =
                                                [self](store::Transaction& transaction) {
                                                  return seal_ledger(
                                                      transaction, self->options_.key, self->last_);
                                                },
                                            .committed = self->options_.committed}));
  TRY_LET(self->last_, last_moment(*self->store_));
  TRY(self->store_->write(store::give_up_arriving));
  return clearance;
}

Result<Moment> Clearance::now_after_last() {
  const auto now = options_.now();
  if (now + set_back_max < last_)
    return fail(Error{ErrorKind::Unavailable, "the clock says " + text_of(now) +
                                                  ", but the last act was at " + text_of(last_) +
                                                  "; nothing was written: set the clock right"});
  last_ = std::max(last_, now);
  return last_;
}

void Clearance::submit(std::string person, UseCase act, Answered answered) {
  submit_within(std::move(person), {}, std::move(act), std::move(answered));
}

void Clearance::submit(const Actor& as, UseCase act, Answered answered) {
  submit_within(as.id, as.scope, std::move(act), std::move(answered));
}

void Clearance::submit_within(std::string person, TokenScope scope, UseCase act,
                              Answered answered) {
  const auto result = std::make_shared<std::optional<store::Record>>();
  store_->submit(
      [this, person = std::move(person), scope = std::move(scope), act = std::move(act),
       result](store::Transaction& transaction) -> Result<void> {
        TRY_LET(const auto now, now_after_last());
        auto actor = system_actor();
        if (person != actor.id) {
          TRY_LET(actor, load_actor_at(transaction, person, now));
          if (scope.narrows()) narrow(actor, scope);
        }
        Work work{.transaction = transaction, .actor = actor, .now = now, .world = world_};
        TRY_LET(*result, act(work));
        return judge_touched(work);
      },
      [result, answered = std::move(answered)](Result<void> outcome) {
        if (!outcome.has_value()) return answered(fail(std::move(outcome).error()));
        answered(**std::move(result));
      });
}

Result<store::Record> Clearance::run(std::string person, UseCase act) {
  std::promise<Result<store::Record>> told;
  auto result = told.get_future();
  submit(std::move(person), std::move(act),
         [&told](Result<store::Record> record) { told.set_value(std::move(record)); });
  return result.get();
}

Result<store::Record> first_administrator(Work& work, const std::string& name,
                                          const std::string& email) {
  TRY_LET(const auto people, work.transaction.count({.noun = "person"}));
  if (people != 0)
    return fail(
        Error{ErrorKind::Conflict, "this register has people already; an administrator adds more"});
  Json body{{"name", name}};
  if (!email.empty()) body["email"] = email;
  TRY_LET(auto person, create(work, noun("person"), body));
  TRY(create(work, noun("grant"), {{"person", person.id}, {"role", "administrator"}}));
  return person;
}

Result<void> Clearance::read(const store::Store::Reading& reading) const {
  return store_->read(reading);
}

void Clearance::read(const store::Store::Reading& reading, store::Done done) const {
  store_->read(reading, std::move(done));
}

Result<void> Clearance::look(const store::Store::Reading& reading) const {
  return store_->look(reading);
}

Result<store::Record> Clearance::begin(const std::string& name, const std::string& email) {
  return run(system_actor().id, [&](Work& work) { return first_administrator(work, name, email); });
}

}  // namespace gg::clearance
