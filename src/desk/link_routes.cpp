#include "clearance/consents.h"
#include "clearance/doc.h"
#include "clearance/links.h"
#include "clearance/nouns.h"
#include "clearance/receipt.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/signed_link.h"
#include "desk/signing_in.h"
#include "http/problem.h"
#include "post/write_letter.h"
#include "secrets/token.h"
#include "shapes/shapes.h"

#include <chrono>
#include <memory>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::chrono::minutes code_lifetime{15};

/// Something that is for whoever holds a link alone. *value*
struct Confidential {
  std::string_view topic;
  std::string secret;
  Moment until;
  std::vector<std::string> lines;  ///< What the mail says it is about.
};

/// Mails it with the transaction it belongs to.
Result<void> send_secret(Work& work, const Context& context, const Record& link,
                         Confidential mail) {
  return work.transaction.send(
      {.channel = "mail",
       .topic = std::string(mail.topic),
       .title = link.title,
       .payload = {{"to", clearance::text_at(link.doc, "person")},
                   {"address", clearance::text_at(link.doc, "email")},
                   {"lines", std::move(mail.lines)},
                   {"sealed", post::seal_for_mail(context.post_key, mail.secret)},
                   {"until", text_of(mail.until)}},
       .created = text_of(work.now)});
}

/// The link goes to its address, with what it asks.
Result<void> mail_link(Work& work, const Context& context, const Record& link,
                       const std::string& url) {
  TRY_LET(const auto consent, clearance::must_find(work.transaction, "consent",
                                                   clearance::text_at(link.doc, "object")));
  TRY_LET(const auto title, clearance::must_find(work.transaction, "title", consent.title));
  return send_secret(
      work, context, link,
      {"link.created",
       url,
       parse_moment(clearance::text_at(link.doc, "expires")).value_or(work.now),
       {clearance::text_at(title.doc, "name"), clearance::text_at(consent.doc, "text")}});
}

Error no_mail_here() {
  return {ErrorKind::Conflict,
          "mail is not set up here, and a link needs it for its codes: see goodgate serve --help"};
}

/// A link to a consent: shown once to who made it, and mailed where that was asked for.
void create_link(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_of(request);
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto token =
      std::make_shared<secrets::IssuedToken>(secrets::issue_token(secrets::TokenKind::SignedLink));
  const auto url = context.address.get() + "/link#" + token->text;
  context.register_.submit(
      caller_of(request).actor,
      [&context, token, url, body = *std::move(body),
       consent_id = std::string(request.parameter("id"))](Work& work) -> Result<Record> {
        TRY_LET(auto link, clearance::create_link(work, consent_id, body));
        if (!context.can_mail) return fail(no_mail_here());
        TRY(keep_link(work.transaction, token->hash, link.id));
        if (body.value("send", false)) TRY(mail_link(work, context, link, url));
        return link;
      },
      [&request, respond = std::move(respond), token, url](Result<Record> link) {
        if (!link.has_value()) return respond(problem_for(link.error(), request));
        auto response = http::json(201, {{"token", token->text},
                                         {"id", link->id},
                                         {"url", url},
                                         {"expires", clearance::text_at(link->doc, "expires")}});
        response.compression = http::Response::Compression::Never;
        respond(std::move(response));
      });
}

Json only(const Json& doc, std::initializer_list<const char*> members) {
  Json shown = Json::object();
  for (const auto* member : members)
    if (const auto* value = find_member(doc, member)) shown[member] = *value;
  return shown;
}

/// What is planned, with what: the uses a consent is for.
Result<Json> uses_of(store::Snapshot& snapshot, const Record& consent) {
  Json uses = Json::array();
  for (const auto& id : clearance::texts_at(consent.doc, "uses")) {
    TRY_LET(const auto use, clearance::must_find(snapshot, "use", id));
    auto shown = only(use.doc, {"summary", "intent"});
    shown["id"] = use.id;
    shown["state"] = use.state;
    shown["tools"] = Json::array();
    for (const auto& tool_id : clearance::texts_at(use.doc, "tools")) {
      TRY_LET(const auto tool, clearance::must_find(snapshot, "tool", tool_id));
      shown["tools"].push_back(only(tool.doc, {"product", "product_version"}));
    }
    uses.push_back(std::move(shown));
  }
  return uses;
}

Json steps_from(const std::string& state) {
  if (state == "asked") return {"give", "refuse", "ask"};
  if (state == "given") return {"withdraw", "ask"};
  return Json::array();
}

/// The page of a link: what is asked, where it ends up, how long, on what terms. Changes nothing.
Result<http::Response> show_link(store::Snapshot& snapshot, const http::Request& request) {
  const auto& link = link_of(request);
  TRY_LET(const auto consent,
          clearance::must_find(snapshot, "consent", clearance::text_at(link.doc, "object")));
  TRY_LET(const auto title, clearance::must_find(snapshot, "title", consent.title));
  TRY_LET(const auto person,
          clearance::must_find(snapshot, "person", clearance::text_at(consent.doc, "person")));
  auto shown = only(consent.doc, {"text", "scope", "expires", "thread", "given_at", "refused_at",
                                  "withdrawn_at"});
  shown["id"] = consent.id;
  shown["version"] = consent.version;
  shown["state"] = consent.state;
  auto title_shown = only(title.doc, {"name", "kind", "territories", "media", "release"});
  title_shown["id"] = title.id;
  TRY_LET(auto uses, uses_of(snapshot, consent));
  auto response = http::json(
      200,
      {{"link",
        {{"id", link.id},
         {"expires", clearance::text_at(link.doc, "expires")},
         {"code_goes_to", hint_of(clearance::text_at(link.doc, "email"))},
         {"for_the_person", clearance::text_at(link.doc, "person") == person.id}}},
       {"title", std::move(title_shown)},
       {"person", {{"name", clearance::text_at(person.doc, "name")}}},
       {"consent", std::move(shown)},
       {"uses", std::move(uses)},
       {"steps", steps_from(consent.state)},
       {"has_receipt", consent.doc.contains("given_at") || consent.doc.contains("refused_at")}});
  response.compression = http::Response::Compression::Never;
  return response;
}

std::string purpose_of(const Record& link) { return "link/" + link.id; }

void send_code(Context& context, const http::Request& request, http::Respond respond) {
  const auto& link = link_of(request);
  const auto rate = context.code_limit.take(link.id);
  if (!rate.is_allowed) return respond(http::too_many_requests(context.code_limit.policy(), rate));
  if (!context.can_mail) return respond(problem_for(no_mail_here(), request));
  const auto code = std::make_shared<secrets::OneTimeCode>(
      secrets::issue_mail_code(context.post_key, purpose_of(link)));
  context.register_.submit(
      "system",
      [&context, &link, code](Work& work) -> Result<Record> {
        const auto until = work.now + code_lifetime;
        TRY(keep_code(work.transaction, purpose_of(link), *code, until));
        TRY(send_secret(work, context, link, {"link.code", code->text, until, {}}));
        return link;
      },
      [&request, &link, respond = std::move(respond)](Result<Record> result) {
        if (!result.has_value()) return respond(problem_for(result.error(), request));
        respond(http::json(
            202, {{"status", "waiting"}, {"to", hint_of(clearance::text_at(link.doc, "email"))}}));
      });
}

using LinkAct = Result<Record> (*)(Work&, const std::string&, const Json&);

/// What is asked by a link, and why it was refused where its code was not right.
struct AskedByLink {
  std::string link;
  Json body;
  std::string refused;
};

/// Whoever has answered gets a receipt.
Result<void> mail_receipt(Work& work, const Record& link, const Record& consent) {
  if (!consent.doc.contains("given_at") && !consent.doc.contains("refused_at")) return {};
  return work.transaction.send({.channel = "mail",
                                .topic = "link.receipt",
                                .title = consent.title,
                                .payload = {{"to", clearance::text_at(link.doc, "person")},
                                            {"object", consent.id},
                                            {"address", clearance::text_at(link.doc, "email")}},
                                .created = consent.updated});
}

/// Runs an act as whoever holds the link, once the code is right. A wrong code is counted, and
/// nothing else is changed.
Result<Record> act_by_link(Work& work, const Context& context, LinkAct act, AskedByLink& asked) {
  TRY_LET(auto link, clearance::must_find(work.transaction, "link", asked.link));
  TRY_LET(const auto actor, clearance::actor_by_link(work.transaction, link, work.now));
  TRY_LET(const auto verdict, try_code(work.transaction, context.post_key, purpose_of(link),
                                       clearance::text_at(asked.body, "code"), work.now));
  asked.refused = why_refused(verdict);
  if (!asked.refused.empty()) return link;
  Work bound{.transaction = work.transaction, .actor = actor, .now = work.now, .world = work.world};
  TRY_LET(auto consent, act(bound, actor.only, asked.body));
  TRY(clearance::note_link_used(bound, link.id, "consent." + consent.state));
  TRY(mail_receipt(work, link, consent));
  return consent;
}

http::Handler by_link(Context& context, std::string shape, LinkAct act) {
  return [&context, shape = std::move(shape), act](const http::Request& request,
                                                   http::Respond respond) {
    auto body = body_like(request, shape);
    if (!body.has_value()) return respond(problem_for(body.error(), request));
    const auto asked = std::make_shared<AskedByLink>(
        AskedByLink{.link = link_of(request).id, .body = *std::move(body), .refused = {}});
    context.register_.submit(
        "system",
        [&context, act, asked](Work& work) { return act_by_link(work, context, act, *asked); },
        [&request, respond = std::move(respond), asked](Result<Record> result) {
          if (!result.has_value()) return respond(problem_for(result.error(), request));
          if (!asked->refused.empty())
            return respond(
                problem_for({ErrorKind::InvalidInput, "/code: " + asked->refused}, request));
          respond(http::json(200, {{"state", result->state}, {"version", result->version}}));
        });
  };
}

Result<Record> give(Work& work, const std::string& consent, const Json& body) {
  return clearance::give_consent(work, consent, body.value("version", std::int64_t{0}));
}

Result<Record> refuse(Work& work, const std::string& consent, const Json& body) {
  return clearance::refuse_consent(work, consent, clearance::text_at(body, "reason"),
                                   body.value("version", std::int64_t{0}));
}

Result<Record> withdraw(Work& work, const std::string& consent, const Json& body) {
  return clearance::withdraw_consent(work, consent, clearance::text_at(body, "reason"), 0);
}

Result<Record> ask(Work& work, const std::string& consent, const Json& body) {
  return clearance::ask_about_consent(work, consent, clearance::text_at(body, "question"));
}

Result<http::Response> receipt(Context& context, store::Snapshot& snapshot,
                               const http::Request& request) {
  TRY_LET(const auto consent,
          clearance::must_find(snapshot, "consent",
                               clearance::text_at(link_of(request).doc, "object")));
  TRY_LET(const auto receipt, clearance::receipt_of(snapshot, context.register_.key(), consent));
  auto response = http::json(200, receipt);
  response.headers.set("Content-Disposition", "attachment; filename=\"receipt.json\"");
  return response;
}

}  // namespace

void add_link_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto handler = [&context](auto answer) {
    return [&context, answer](const http::Request& request, http::Respond respond) {
      answer(context, request, std::move(respond));
    };
  };
  const auto reading = [&context](auto answer) {
    return [&context, answer](const http::Request& request, const http::Respond& respond) {
      read(context, request, respond,
           [&](store::Snapshot& snapshot) { return answer(context, snapshot, request); });
    };
  };
  router.post(prefix + "/consents/{id}/links", "create_link", handler(create_link));
  router.post(
      prefix + "/consents/{id}/answer", "answer_consent_question",
      acting(context, 200, Versioned::Yes, [](Work& work, const Asked& asked) -> Result<Record> {
        TRY(check_shape(asked.body, "LinkAnswer"));
        return clearance::answer_about_consent(
            work, asked.id, clearance::text_at(asked.body, "answer"), asked.version);
      }));
  router.post(
      prefix + "/links/{id}/retire", "retire_link",
      acting(context, 200, Versioned::Yes, [](Work& work, const Asked& asked) -> Result<Record> {
        TRY(check_shape(asked.body, "Reason"));
        return clearance::retire(work, clearance::noun("link"), asked.id,
                                 clearance::text_at(asked.body, "reason"), asked.version);
      }));
  router.get(prefix + "/link", "open_link",
             reading([](Context&, store::Snapshot& snapshot, const http::Request& request) {
               return show_link(snapshot, request);
             }));
  router.get(prefix + "/link/receipt", "get_link_receipt", reading(receipt));
  router.post(prefix + "/link/code", "send_link_code", handler(send_code));
  router.post(prefix + "/link/give", "give_by_link", by_link(context, "LinkGive", give));
  router.post(prefix + "/link/refuse", "refuse_by_link", by_link(context, "LinkRefuse", refuse));
  router.post(prefix + "/link/withdraw", "withdraw_by_link",
              by_link(context, "LinkRefuse", withdraw));
  router.post(prefix + "/link/ask", "ask_by_link", by_link(context, "LinkAsk", ask));
}

bool takes_link(std::string_view operation) {
  return operation == "open_link" || operation == "get_link_receipt" ||
         operation == "send_link_code" || operation.ends_with("_by_link");
}

}  // namespace gg::desk
