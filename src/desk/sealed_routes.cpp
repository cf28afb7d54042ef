#include "clearance/attachments.h"
#include "clearance/doc.h"
#include "clearance/sealed_evidence.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/content_intake.h"
#include "desk/endpoints.h"
#include "desk/holder_keys.h"
#include "http/problem.h"
#include "shapes/shapes.h"

#include <algorithm>
#include <chrono>

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

constexpr std::chrono::minutes reading_time{2};

/// Sealed evidence with what opens it.
struct Unlocked {
  Record attachment;
  store::Content content;
  secrets::Key secret;
  EvidenceAbout about;
  std::vector<std::string> holders;
};

/// Finds what a holder asks for and unlocks it. Errors: those of `held_by` and `secret_for`.
Result<Unlocked> unlock(Context& context, const clearance::Actor& actor, const std::string& id,
                        const std::string& passphrase) {
  std::optional<Unlocked> found;
  TRY(context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(auto attachment, clearance::held_by(snapshot, actor, id));
    TRY_LET(auto content, store::content_of(snapshot, attachment.id));
    if (!content) return fail(Error{ErrorKind::NotFound, id + " has no content any more"});
    TRY_LET(const auto header, sealed_header_of(context.register_, content->id));
    TRY_LET(const auto secret, secret_for(snapshot, context, header, actor.id, passphrase));
    TRY_LET(const auto sealed, clearance::sealed_about(snapshot, id));
    TRY_LET(auto about, open_about(sealed, secret));
    TRY_LET(auto holders, clearance::holders_of(snapshot, id));
    found.emplace(Unlocked{std::move(attachment), *std::move(content), secret, std::move(about),
                           std::move(holders)});
    return {};
  }));
  return *std::move(found);
}

/// A body, and the answer that says what is wrong with it. Guesses of passphrases are counted.
std::optional<Json> body_for(Context& context, const http::Request& request, const char* shape,
                             const http::Respond& respond) {
  const auto rate = context.sign_in_limit.take("evidence/" + caller_of(request).actor.id);
  if (!rate.is_allowed) {
    respond(http::too_many_requests(context.sign_in_limit.policy(), rate));
    return std::nullopt;
  }
  auto body = body_of(request);
  if (body.has_value()) {
    const auto checked = check_shape(*body, shape);
    if (checked.has_value()) return *std::move(body);
    body = fail(checked.error());
  }
  respond(problem_for(body.error(), request));
  return std::nullopt;
}

http::Response ticket_response(Context& context, const Unlocked& unlocked) {
  const auto now = context.register_.world().now();
  const auto until = now + reading_time;
  const auto ticket = context.tickets.give(
      {.facts = {.name = unlocked.about.name,
                 .media_type = unlocked.about.media_type,
                 .tag = unlocked.about.sha256},
       .size_bytes = static_cast<std::uint64_t>(unlocked.about.size_bytes),
       .source =
           [&context, id = unlocked.content.id, secret = unlocked.secret] {
             auto opened = open_sealed_content(context.register_, id, secret);
             return opened.has_value() ? *std::move(opened) : open_content(context.register_, 0);
           },
       .is_once = true,
       .until = until},
      now);
  auto response = http::json(200, {{"content", "/api/v1/opened/" + ticket},
                                   {"expires", text_of(until)},
                                   {"name", unlocked.about.name},
                                   {"purpose", unlocked.about.purpose},
                                   {"media_type", unlocked.about.media_type},
                                   {"size_bytes", unlocked.about.size_bytes},
                                   {"sha256", unlocked.about.sha256},
                                   {"holders", unlocked.holders}});
  response.compression = http::Response::Compression::Never;
  return response;
}

/// Opens it for a holder: unlocked first, then logged, then told. The ticket is given once the
/// entry is on disk.
void open_evidence(Context& context, const http::Request& request, const http::Respond& respond) {
  const auto body = body_for(context, request, "Opening", respond);
  if (!body) return;
  context.carriers.run(
      [&context, &request, respond, passphrase = clearance::text_at(*body, "passphrase")] {
        const auto id = std::string(request.parameter("id"));
        auto unlocked = unlock(context, caller_of(request).actor, id, passphrase);
        if (!unlocked.has_value()) return respond(problem_for(unlocked.error(), request));
        const auto kept = std::make_shared<const Unlocked>(*std::move(unlocked));
        context.register_.submit(
            caller_of(request).actor, [id](Work& work) { return clearance::note_opened(work, id); },
            [&context, &request, respond, kept](const Result<Record>& noted) {
              respond(noted.has_value() ? ticket_response(context, *kept)
                                        : problem_for(noted.error(), request));
            });
      });
}

/// The content once more, under a fresh key that is sealed to `holders` alone.
Result<clearance::ArrivedContent> seal_again(Context& context, const Unlocked& unlocked,
                                             const std::vector<secrets::Holder>& holders) {
  TRY_LET(const auto source,
          open_sealed_content(context.register_, unlocked.content.id, unlocked.secret));
  TRY_LET(const auto incoming, Incoming::begin(context.register_file, holders));
  std::vector<char> block(store::content_chunk_bytes);
  std::uint64_t offset = 0;
  const auto size = static_cast<std::uint64_t>(unlocked.about.size_bytes);
  while (offset < size) {
    const auto count = source->read(offset, block);
    if (count == 0)
      return fail(Error{ErrorKind::Unavailable, "the evidence cannot be read to its end"});
    TRY(incoming->add(std::string_view(block.data(), count)));
    offset += count;
  }
  TRY(incoming->finish(unlocked.about.name, unlocked.about.sha256));
  TRY_LET(auto arrived, put_chunks(context.register_, *incoming));
  TRY_LET(arrived.about, seal_about(unlocked.about, holders));
  return arrived;
}

std::vector<std::string> holders_after(std::vector<std::string> holders, const Json& body) {
  for (const auto& person : clearance::texts_at(body, "add"))
    if (std::ranges::find(holders, person) == holders.end()) holders.push_back(person);
  for (const auto& person : clearance::texts_at(body, "drop")) std::erase(holders, person);
  return holders;
}

/// Whom the evidence is sealed to from now on. Errors: InvalidInput where nobody is left, or
/// somebody cannot hold it.
Result<std::vector<secrets::Holder>> next_holders(Context& context, const Unlocked& unlocked,
                                                  const std::vector<std::string>& people) {
  if (people.empty())
    return fail(Error{ErrorKind::InvalidInput,
                      "/drop: somebody must be able to open it; remove the attachment instead"});
  std::vector<secrets::Holder> holders;
  auto checked = context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto object,
            snapshot.find(clearance::text_at(unlocked.attachment.doc, "object")));
    if (object) TRY(clearance::check_holders(snapshot, *object, people));
    TRY_LET(holders, holders_with_keys(snapshot, context, people));
    return {};
  });
  TRY(std::move(checked));
  return holders;
}

struct HolderChange {
  std::vector<std::string> people;
  clearance::ArrivedContent arrived;
};

Result<HolderChange> prepare_change(Context& context, const http::Request& request,
                                    const Json& body) {
  TRY_LET(const auto unlocked,
          unlock(context, caller_of(request).actor, std::string(request.parameter("id")),
                 clearance::text_at(body, "passphrase")));
  HolderChange change{.people = holders_after(unlocked.holders, body), .arrived = {}};
  TRY_LET(const auto holders, next_holders(context, unlocked, change.people));
  TRY_LET(change.arrived, seal_again(context, unlocked, holders));
  return change;
}

void change_evidence(Context& context, const http::Request& request, const http::Respond& respond) {
  const auto version = version_of(request);
  if (!version.has_value()) return respond(http::problem(version.error()));
  const auto body = body_for(context, request, "HolderChange", respond);
  if (!body) return;
  context.carriers.run([&context, &request, respond, body = *body, version = *version] {
    auto prepared = prepare_change(context, request, body);
    if (!prepared.has_value()) return respond(problem_for(prepared.error(), request));
    const auto kept = std::make_shared<const HolderChange>(*std::move(prepared));
    write(
        context, request,
        [&context, respond, kept](http::Response response) {
          context.carriers.run(
              [&context, kept] { static_cast<void>(give_up(context.register_, kept->arrived)); });
          respond(std::move(response));
        },
        200,
        [kept, version, id = std::string(request.parameter("id"))](Work& work) {
          return clearance::change_holders(work, id, version, kept->arrived.content,
                                           kept->arrived.about, kept->people);
        },
        kept->arrived.content.sha256);
  });
}

Result<clearance::StoredHolderKey> own_key(Context& context, const http::Request& request,
                                           const Json& body) {
  std::optional<clearance::StoredHolderKey> key;
  TRY(context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(key,
            key_under(snapshot, caller_of(request).actor.id, clearance::text_at(body, "passphrase"),
                      clearance::text_at(body, "before")));
    return {};
  }));
  return *std::move(key);
}

/// A passphrase for all that is sealed to the caller from now on.
void set_passphrase(Context& context, const http::Request& request, const http::Respond& respond) {
  const auto body = body_for(context, request, "EvidencePassphrase", respond);
  if (!body) return;
  context.carriers.run([&context, &request, respond, body = *body] {
    const auto key = own_key(context, request, body);
    if (!key.has_value()) return respond(problem_for(key.error(), request));
    context.register_.submit(
        caller_of(request).actor,
        [key = *key](Work& work) { return clearance::keep_holder_key(work, key); },
        [&request, respond, key = key->public_key](const Result<Record>& kept) {
          respond(kept.has_value() ? http::json(200, {{"key", key}})
                                   : problem_for(kept.error(), request));
        });
  });
}

}  // namespace

void add_sealed_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto handler = [&context](auto answer) {
    return [&context, answer](const http::Request& request, const http::Respond& respond) {
      answer(context, request, respond);
    };
  };
  router.post(prefix + "/attachments/{id}/open", "open_attachment", handler(open_evidence));
  router.post(prefix + "/attachments/{id}/holders", "change_holders", handler(change_evidence));
  router.post(prefix + "/account/evidence-passphrase", "set_evidence_passphrase",
              handler(set_passphrase));
}

}  // namespace gg::desk
