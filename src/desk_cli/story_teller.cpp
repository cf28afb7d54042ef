#include "desk_cli/story_teller.h"

#include "base/base64.h"
#include "base/sha256.h"
#include "desk_cli/sample_media.h"
#include "desk_cli/story_files.h"
#include "report/thumbnail.h"
#include "sample/story.h"
#include "secrets/token.h"

#include <charconv>
#include <cstdio>
#include <optional>

namespace gg::desk_cli {
namespace {

using desk_client::DeskClient;

constexpr std::chrono::minutes between_acts{3};
constexpr int token_days = 200;

Error wrong_word(std::string_view name) {
  return {ErrorKind::InvalidInput, "the story does not say what {" + std::string(name) + "} is"};
}

/// "-58 10:00": that time, so many days before `today`. "-45m": so many minutes before it.
std::optional<Moment> moment_of(const std::string& text, Moment today) {
  int number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc()) return std::nullopt;
  const std::string rest(read.ptr, end);
  if (rest == "m") return today + std::chrono::minutes(number);
  const auto day = Date{std::chrono::floor<std::chrono::days>(today + std::chrono::days(number))};
  return rest.size() == 6 ? parse_moment(day.text() + "T" + rest.substr(1) + ":00Z") : std::nullopt;
}

/// "today", "today+30": a day.
std::optional<std::string> day_text(std::string_view name, Moment today) {
  constexpr std::string_view word = "today";
  if (!name.starts_with(word)) return std::nullopt;
  name.remove_prefix(word.size());
  if (name.starts_with('+')) name.remove_prefix(1);
  int days = 0;
  const auto* end = name.data() + name.size();
  if (!name.empty() && std::from_chars(name.data(), end, days).ptr != end) return std::nullopt;
  return day_of(today + std::chrono::days(days)).text();
}

/// A small JPEG; empty where none can be made.
std::string picture_of(const std::filesystem::path& path) {
  return report::make_thumbnail(path.string(), {.worker = report::find_worker()}).jpeg;
}

}  // namespace

StoryTeller::StoryTeller(desk::Desk& desk, StoryClock& clock, std::filesystem::path media,
                         Moment today)
    : desk_(desk), clock_(clock), media_(std::move(media)), today_(today) {}

Result<void> StoryTeller::tell(const Json& story) {
  usual_answers_ = story.at("answers");
  for (const auto& one : story.at("acts")) {
    const auto done = act(one);
    if (done.has_value()) continue;
    return fail(Error{done.error().kind, "story.yaml:" + std::to_string(one.value("line", 0)) +
                                             ": " + done.error().message});
  }
  return {};
}

Result<void> StoryTeller::act(const Json& act) {
  if (const auto to = text_member(act, "at"); !to.empty()) return move_clock(std::string(to));
  clock_.set(std::min(clock_.now() + between_acts, today_));
  if (act.contains("join")) return join(act);
  if (act.contains("duties")) return meet_duties(act);
  if (act.contains("attach")) return attach(act);
  if (act.contains("hand_in")) return hand_in(act);
  return ask(act);
}

/// Days go by one after the other, so that each deadline passes on its own.
Result<void> StoryTeller::move_clock(const std::string& to) {
  const auto moment = moment_of(to, today_);
  if (!moment || *moment < clock_.now() || *moment > today_)
    return fail(Error{ErrorKind::InvalidInput, "at: '" + to + "' is no time after the last act"});
  while (clock_.now().time_since_epoch().count() > 0 && clock_.now() < *moment) {
    clock_.set(std::min(clock_.now() + std::chrono::days(1), *moment));
    TRY(desk_.pass_deadlines());
  }
  clock_.set(*moment);
  return {};
}

Result<void> StoryTeller::join(const Json& act) {
  const std::string name(text_member(act, "join"));
  if (people_.empty()) {
    TRY(first_of_all(act));
  } else {
    TRY(invited(act));
  }
  return sign_in(name, std::string(text_member(act, "email")));
}

/// Nobody knows the passwords of the sample: each is a secret that is forgotten at once.
std::string some_password() { return secrets::issue_token(secrets::TokenKind::SignedLink).text; }

Result<void> StoryTeller::first_of_all(const Json& act) {
  const auto link = desk_.first_link();
  TRY_LET(const auto nobody, DeskClient::at(desk_.listens_at(), {}));
  TRY_LET(answers_[std::string(text_member(act, "join"))],
          nobody.post("/first-start", {{"token", link.substr(link.find('#') + 1)},
                                       {"name", text_member(act, "name")},
                                       {"email", text_member(act, "email")},
                                       {"password", some_password()}}));
  return {};
}

Result<void> StoryTeller::invited(const Json& act) {
  TRY_LET(const auto* admin, client_of(act));
  Json body{{"name", text_member(act, "name")}};
  for (const auto* member : {"email", "company", "represents"})
    if (act.contains(member)) {
      TRY_LET(body[member], filled(act, member));
    }
  TRY_LET(auto person, admin->post("/people", body));
  const std::string id(text_member(person, "id"));
  answers_[std::string(text_member(act, "join"))] = person;
  const auto roles = act.value("roles", Json::array());
  for (const auto& role : roles) {
    Json grant{{"person", id}, {"role", role}};
    if (act.contains("title")) {
      TRY_LET(grant["title"], filled(act, "title"));
    }
    TRY(admin->post("/grants", grant));
  }
  if (roles.empty()) return {};
  TRY_LET(const auto link, admin->post("/people/" + id + "/invitations", Json::object()));
  TRY_LET(const auto nobody, DeskClient::at(desk_.listens_at(), {}));
  TRY(nobody.post("/invitations/accept",
                  {{"token", text_member(link, "token")}, {"password", some_password()}}));
  return {};
}

/// Who has a role acts by a token of their own until the story ends.
Result<void> StoryTeller::sign_in(const std::string& name, const std::string& email) {
  auto first = desk_.token_for(email);
  if (!first.has_value() && first.error().kind == ErrorKind::NotFound) return {};  // has no account
  TRY_LET(auto short_lived, std::move(first));
  TRY_LET(const auto client, DeskClient::at(desk_.listens_at(), std::move(short_lived)));
  TRY_LET(const auto token,
          client.post("/tokens", {{"name", "sample production"}, {"days", token_days}}));
  TRY_LET(auto lasting,
          DeskClient::at(desk_.listens_at(), std::string(text_member(token, "token"))));
  people_.emplace(name, std::move(lasting));
  return {};
}

Result<const DeskClient*> StoryTeller::client_of(const Json& act) const {
  const auto as = text_member(act, "as");
  const auto found = people_.find(as);
  if (found != people_.end()) return &found->second;
  return fail(Error{ErrorKind::InvalidInput, "as: '" + std::string(as) + "' signs in nowhere"});
}

/// One request, as its person.
Result<void> StoryTeller::ask(const Json& act) {
  TRY_LET(const auto* client, client_of(act));
  if (act.contains("get")) {
    TRY_LET(const auto place, filled(act, "get"));
    TRY_LET(auto read, client->get(scalar_text(place)));
    return keep_answer(act, scalar_text(place), std::move(read));
  }
  TRY_LET(const auto path, filled(act, "post"));
  TRY_LET(auto body, filled(act, "with"));
  if (body.is_null()) body = Json::object();
  add_usual_answers(body);
  TRY_LET(auto answer, client->post(scalar_text(path), body, 0));
  return keep_answer(act, scalar_text(path), std::move(answer));
}

/// What the story says of an answer must be so.
Result<void> StoryTeller::keep_answer(const Json& act, const std::string& path, Json answer) {
  const auto state = text_member(act, "state");
  if (!state.empty() && state != text_member(answer, "state"))
    return fail(Error{ErrorKind::Conflict, path + ": the story says " + std::string(state) +
                                               ", but it is " +
                                               std::string(text_member(answer, "state"))});
  if (const auto name = text_member(act, "call"); !name.empty())
    answers_[std::string(name)] = std::move(answer);
  return {};
}

Result<void> StoryTeller::attach(const Json& act) {
  TRY_LET(const auto* client, client_of(act));
  TRY_LET(const auto object, filled(act, "attach"));
  StoryAttachment about{.object = scalar_text(object),
                        .purpose = std::string(text_member(act, "purpose")),
                        .sealed_for = {}};
  if (act.contains("sealed_for")) {
    TRY_LET(const auto holders, filled(act, "sealed_for"));
    about.sealed_for = holders.get<std::vector<std::string>>();
  }
  TRY(attach_media(*client, media_ / text_member(act, "file"), about));
  return {};
}

Result<void> StoryTeller::hand_in(const Json& act) {
  TRY_LET(const auto* client, client_of(act));
  TRY_LET(auto body, filled(act, "with"));
  const std::string folder(text_member(act, "hand_in"));
  TRY_LET(auto delivery, hand_in_media(*client, media_ / folder, std::move(body)));
  return keep_answer(act, folder, std::move(delivery));
}

/// `facts: {like: NAME, …}`: the answers of that name, and what is said otherwise.
void StoryTeller::add_usual_answers(Json& body) const {
  const auto* facts = find_member(body, "facts");
  if (facts == nullptr || !facts->contains("like")) return;
  auto all = usual_answers_.at(std::string(text_member(*facts, "like")));
  for (const auto& [question, answer] : facts->items())
    if (question != "like") all[question] = answer;
  body["facts"] = std::move(all);
}

/// Every duty of a use that somebody records, up to what is due with its delivery.
Result<void> StoryTeller::meet_duties(const Json& act) {
  TRY_LET(const auto* client, client_of(act));
  TRY_LET(const auto use, filled(act, "duties"));
  const auto place = "/uses/" + scalar_text(use);
  TRY_LET(const auto record, client->get(place));
  TRY_LET(const auto body, filled(act, "with"));
  for (const auto& duty : record.value("duties", Json::array()))
    if (text_member(duty, "evidence") == "record" && !duty.contains("met"))
      TRY(client->post(place + "/duties/" + std::string(text_member(duty, "id")), body, 0));
  return {};
}

Result<Json> StoryTeller::filled(const Json& act, const char* member) const {
  const auto* value = find_member(act, member);
  if (value == nullptr) return Json();
  return sample::filled_in(*value, [this](std::string_view name) { return meaning_of(name); });
}

Result<Json> StoryTeller::meaning_of(std::string_view name) const {
  if (const auto day = day_text(name, today_)) return Json(*day);
  const auto space = name.find(' ');
  const auto word = name.substr(0, space);
  if (space != std::string_view::npos) {
    const auto path = media_ / name.substr(space + 1);
    if (word == "scan") return scan_media(media_, path);
    if (word == "picture") return Json(base64_of(picture_of(path)));
    TRY_LET(const auto bytes, media_bytes(path));
    if (word == "sha256") return Json(sha256_of(bytes).hex());
    if (word == "size") return Json(bytes.size());
    return fail(wrong_word(name));
  }
  const auto dot = name.find('.');
  const auto found = answers_.find(name.substr(0, dot));
  if (found == answers_.end()) return fail(wrong_word(name));
  const auto member = dot == std::string_view::npos ? std::string_view("id") : name.substr(dot + 1);
  const auto* value = find_member(found->second, member);
  return value == nullptr ? Result<Json>(fail(wrong_word(name))) : Result<Json>(*value);
}

const Json* StoryTeller::answer_to(std::string_view name) const {
  const auto found = answers_.find(name);
  return found == answers_.end() ? nullptr : &found->second;
}

Result<void> StoryTeller::end() {
  for (const auto& [name, client] : people_) {
    TRY_LET(const auto tokens, client.get("/tokens"));
    for (const auto& token : tokens.at("items"))
      if (token.value("current", false))
        TRY(client.remove("/tokens/" + std::string(text_member(token, "id"))));
  }
  return {};
}

}  // namespace gg::desk_cli
