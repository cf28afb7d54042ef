#include "post/write_letter.h"

#include "base/text.h"
#include "clearance/actor.h"
#include "clearance/doc.h"
#include "clearance/entry.h"
#include "clearance/noun.h"
#include "clearance/receipt.h"
#include "post/mail_words.h"
#include "post/secret_letter.h"
#include "secrets/key_wrap.h"

#include <algorithm>
#include <limits>
#include <sstream>

namespace gg::post {
namespace {

using clearance::text_at;

constexpr std::string_view seal_context = "mail";

/// "2026-11-26 09:00 UTC" of a moment as the register keeps it.
std::string for_people(const std::string& moment) {
  if (moment.size() < 16) return moment;
  return moment.substr(0, 10) + " " + moment.substr(11, 5) + " UTC";
}

/// What an object is called in one line.
std::string name_of(const store::Record& object) {
  for (const auto* key : {"summary", "name", "product", "work", "file"})
    if (auto text = text_at(object.doc, key); !text.empty()) return text;
  return object.id;
}

bool is_own(const store::Record& object, std::string_view person) {
  for (const auto* key : {"declared_by", "created_by", "person"})
    if (text_at(object.doc, key) == person) return true;
  return false;
}

Result<std::string> why_of(store::Snapshot& snapshot, const store::Record& object,
                           const Message& message) {
  const std::string noun = object.noun;
  if (const auto absent = text_at(message.payload, "for"); !absent.empty()) {
    TRY_LET(const auto person, clearance::must_find(snapshot, "person", absent));
    return "Why you get this: you stand in for " + text_at(person.doc, "name") + ", who is away.";
  }
  if (is_own(object, message.receiver)) return "Why you get this: this " + noun + " is yours.";
  const auto actor = clearance::load_actor(snapshot, message.receiver);
  std::vector<std::string> roles;
  if (actor.has_value()) {
    for (const auto& grant : actor->grants)
      if (grant.title.empty() || grant.title == object.title) {
        std::string word(word_of(desk_role_words, grant.role));
        std::ranges::replace(word, '_', ' ');
        if (std::ranges::find(roles, word) == roles.end()) roles.push_back(std::move(word));
      }
  }
  if (roles.empty()) return std::string("Why you get this: you are named for it.");
  return "Why you get this: you are " + joined(roles, " and ") +
         (message.title.empty() ? " here." : " of this title.");
}

std::string nothing_of(const store::Record& object, const Message& message) {
  if (!asks_something(message.topic)) return "Nothing is asked of you.";
  if (object.state == "information_asked" && is_own(object, message.receiver))
    return "If you do nothing: it waits until you answer.";
  if (object.noun == "rulebook" && !is_own(object, message.receiver))
    return "If you do nothing: it goes on waiting for a second person.";
  const bool waits = object.state.starts_with("waiting");
  if (!waits || is_own(object, message.receiver)) return "Nothing is asked of you.";
  if (object.due.empty()) return "If you do nothing: it goes on waiting for your word.";
  return "If you do nothing until " + for_people(object.due) +
         ": you are reminded, and after that the studio contact is told. It does not proceed "
         "without your word.";
}

Result<std::vector<std::string>> facts_of(store::Snapshot& snapshot, const store::Record& object,
                                          const Message& message) {
  std::vector<std::string> lines{name_of(object)};
  if (!message.title.empty()) {
    TRY_LET(const auto title, clearance::must_find(snapshot, "title", message.title));
    lines.push_back("Title: " + text_at(title.doc, "name"));
  }
  std::string state = object.state;
  std::ranges::replace(state, '_', ' ');
  lines.push_back("State: " + state);
  if (const auto outcome = object.doc.value("/decision/outcome"_json_pointer, std::string());
      !outcome.empty())
    lines.push_back("Outcome: " + outcome);
  if (message.topic.ends_with(".ending"))
    lines.push_back("Last day: " + object.doc.value("/warned/ends"_json_pointer, std::string()));
  return lines;
}

/// A mail about an object of the register.
Result<Letter> letter_about(store::Snapshot& snapshot, const Message& message,
                            const Sender& sender) {
  TRY_LET(const auto object, snapshot.find(text_at(message.payload, "object")));
  if (!object) return fail(Error{ErrorKind::NotFound, "what " + message.id + " is about is gone"});
  Letter letter{.headline = headline_of(message.topic)};
  TRY_LET(letter.lines, facts_of(snapshot, *object, message));
  TRY_LET(letter.why, why_of(snapshot, *object, message));
  letter.nothing = nothing_of(*object, message);
  letter.subject = letter.headline + ": " + letter.lines.front();
  if (message.payload.contains("address")) {  // somebody without an account
    letter.why = "Why you get this: you have a signed link to it. Open the link as it was sent.";
    return letter;
  }
  letter.link =
      sender.address + "/" + std::string(clearance::noun(object->noun).plural) + "/" + object->id;
  return letter;
}

/// A receipt to keep: in words, and as the file that can be checked.
Result<Letter> receipt_letter(store::Snapshot& snapshot, const Message& message,
                              const Sender& sender) {
  TRY_LET(const auto consent,
          clearance::must_find(snapshot, "consent", text_at(message.payload, "object")));
  TRY_LET(const auto receipt, clearance::receipt_of(snapshot, sender.ledger_key, consent));
  Letter letter{.subject = headline_of(message.topic) + ": " + text_at(receipt.at("title"), "name"),
                .headline = headline_of(message.topic),
                .why = "Why you get this: you answered, or took your word back. Keep this mail.",
                .nothing = "Nothing is asked of you.",
                .document = receipt.dump(2)};
  std::istringstream words(text_at(receipt, "text"));
  for (std::string line; std::getline(words, line);) letter.lines.push_back(line);
  return letter;
}

Result<Letter> opened_letter(const Message& message, const Sender& sender) {
  TRY_LET(const auto secret,
          secrets::unwrap_secret({sender.key}, text_at(message.payload, "sealed"), seal_context));
  return secret_letter(message, secret, for_people(text_at(message.payload, "until")));
}

}  // namespace

Result<Addressed> write_letter(store::Snapshot& snapshot, const Message& message,
                               const Sender& sender) {
  TRY_LET(const auto receiver, snapshot.find(message.receiver));
  if (!receiver) return fail(Error{ErrorKind::NotFound, message.receiver + " is gone"});
  Addressed addressed{.letter = {},
                      .name = text_at(receiver->doc, "name"),
                      .address = text_at(message.payload, "address")};
  if (addressed.address.empty()) addressed.address = text_at(receiver->doc, "email");
  if (receiver->state != "active") addressed.address.clear();  // whoever has left gets no mail
  if (message.payload.contains("until")) {
    TRY_LET(addressed.letter, opened_letter(message, sender));
  } else if (message.topic == "link.receipt") {
    TRY_LET(addressed.letter, receipt_letter(snapshot, message, sender));
  } else {
    TRY_LET(addressed.letter, letter_about(snapshot, message, sender));
  }
  addressed.letter.installation = sender.installation;
  const auto tree =
      message.title.empty() ? std::string(clearance::installation_tree) : message.title;
  TRY_LET(addressed.letter.checkpoint,
          snapshot.checkpoint(tree, std::numeric_limits<std::int64_t>::max()));
  return addressed;
}

std::string seal_for_mail(const secrets::Key& key, std::string_view secret) {
  return secrets::wrap_secret(key, secret, seal_context);
}

}  // namespace gg::post
