#include "clearance/work.h"

#include "clearance/absences.h"
#include "clearance/doc.h"
#include "clearance/endings.h"
#include "clearance/entry.h"
#include "clearance/judge_again.h"
#include "clearance/sight.h"

#include <array>

namespace gg::clearance {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";  // Crockford's base 32

Result<void> check_reference(store::Snapshot& snapshot, const store::Record& record,
                             const Reference& reference, std::string_view target,
                             std::string_view pointer) {
  TRY_LET(const auto found, snapshot.find(target));
  const auto place = std::string(pointer) + ": ";
  if (!found || (!reference.noun.empty() && found->noun != reference.noun))
    return fail(Error{ErrorKind::InvalidInput,
                      place + "there is no " +
                          (reference.noun.empty() ? "object" : std::string(reference.noun)) + " " +
                          std::string(target)});
  const bool is_elsewhere = !record.title.empty() && !found->title.empty() &&
                            found->noun != "title" && found->title != record.title;
  if (is_elsewhere)
    return fail(
        Error{ErrorKind::InvalidInput, place + std::string(target) + " belongs to another title"});
  return {};
}

/// The links that a document's members make, each looked up.
Result<std::vector<store::Link>> links_of(store::Snapshot& snapshot, const store::Record& record) {
  std::vector<store::Link> links;
  for (const auto& reference : noun(record.noun).references) {
    const auto field = std::string(reference.field);
    const Json::json_pointer place("/" + field);
    if (!record.doc.contains(place)) continue;
    const auto& value = record.doc.at(place);
    const bool is_list = value.is_array();
    std::vector<std::string> targets;
    if (value.is_string()) targets.push_back(value.get<std::string>());
    if (is_list)
      for (const auto& item : value)
        if (item.is_string()) targets.push_back(item.get<std::string>());
    for (std::size_t index = 0; index < targets.size(); ++index) {
      const auto pointer = "/" + field + (is_list ? "/" + std::to_string(index) : "");
      TRY(check_reference(snapshot, record, reference, targets[index], pointer));
      links.push_back({record.id, field, targets[index]});
    }
  }
  return links;
}

Json event_of(const store::Record& record, std::string_view act) {
  Json event{{"act", act},
             {"object", record.id},
             {"noun", record.noun},
             {"title", record.title},
             {"state", record.state},
             {"version", record.version}};
  const auto subject = subject_of(record);
  if (!subject.company.empty()) event["company"] = subject.company;
  if (!subject.people.empty()) event["people"] = subject.people;
  return event;
}

Result<void> tell(Work& work, std::string_view act, const store::Record& record,
                  const Telling& telling) {
  store::Message message{.channel = "event",
                         .topic = std::string(act),
                         .title = record.title,
                         .payload = event_of(record, act),
                         .created = record.updated};
  TRY(work.transaction.send(message));
  TRY_LET(const bool is_heard, work.transaction.has_any("webhook", "active"));
  if (is_heard) {
    message.channel = "webhook";
    TRY(work.transaction.send(message));
  }
  message.channel = "mail";
  for (const auto& person : telling.inform) {
    message.payload["to"] = person;
    TRY(work.transaction.send(message));
  }
  TRY_LET(const auto deputies,
          deputies_of(work.transaction, telling.inform, record.title, work.now));
  for (const auto& deputy : deputies) {
    message.payload["to"] = deputy.person;
    message.payload["for"] = deputy.stands_in_for;
    TRY(work.transaction.send(message));
  }
  return {};
}

}  // namespace

std::string new_id(Work& work, std::string_view prefix) {
  std::string id(prefix);
  id += '_';
  auto milliseconds = static_cast<std::uint64_t>(work.now.time_since_epoch().count());
  for (int shift = 45; shift >= 0; shift -= 5) id += digits[(milliseconds >> shift) & 31U];
  std::array<std::byte, 16> random{};
  work.world.fill_random(random);
  for (const auto byte : random) id += digits[std::to_integer<unsigned>(byte) & 31U];
  return id;
}

Result<store::Record> must_find(store::Snapshot& snapshot, std::string_view noun,
                                std::string_view id) {
  TRY_LET(auto record, snapshot.find(id));
  if (!record || record->noun != noun)
    return fail(
        Error{ErrorKind::NotFound, "there is no " + std::string(noun) + " " + std::string(id)});
  return *std::move(record);
}

Result<void> check_version(const store::Record& record, std::int64_t version) {
  if (version == 0 || version == record.version) return {};
  return fail(Error{ErrorKind::Stale, record.id + " is at version " +
                                          std::to_string(record.version) + ", not " +
                                          std::to_string(version) +
                                          " any more; read it again and look at what changed"});
}

Result<store::Record> put(Work& work, std::string_view act, store::Record record, Telling telling) {
  const bool is_new = record.version == 0;
  record.updated = text_of(work.now);
  if (is_new) record.created = record.updated;
  ++record.version;
  TRY_LET(const auto links, links_of(work.transaction, record));
  TRY(is_new ? work.transaction.insert(record) : work.transaction.update(record));
  TRY(work.transaction.set_links(record.id, links));
  TRY(set_alarm(work, record));
  TRY(append_entry(work, act, record, telling));
  TRY(tell(work, act, record, telling));
  note_touch(work, act, record);
  return record;
}

}  // namespace gg::clearance
