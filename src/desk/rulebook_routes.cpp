#include "book_forms/forms.h"
#include "clearance/doc.h"
#include "clearance/rulebook_acts.h"
#include "clearance/rulebook_store.h"
#include "clearance/rulebook_titles.h"
#include "clearance/rulebook_view.h"
#include "desk/acting.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/query.h"
#include "http/entity_tag.h"
#include "http/problem.h"
#include "shapes/shapes.h"

#include <memory>

namespace gg::desk {
namespace {

using book_forms::BookForm;
using clearance::SeenBook;
using clearance::World;

constexpr std::uint64_t upload_bytes_max = 8U << 20;

struct FormRow {
  BookForm form;
  const char* media_type;
};

constexpr std::array form_rows = {
    FormRow{BookForm::Yaml, "application/yaml"},
    FormRow{BookForm::Csv, "text/csv; charset=utf-8"},
    FormRow{BookForm::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    FormRow{BookForm::Dmn, "application/xml"},
};

Result<SeenBook> seen_by(store::Snapshot& snapshot, World& world, const http::Request& request) {
  return clearance::see_book(snapshot, world, caller_of(request).actor, request.parameter("id"));
}

Result<http::Response> list_books(store::Snapshot& snapshot, World& world,
                                  const http::Request& request) {
  TRY_LET(const auto all, clearance::all_rulebooks(snapshot, world, caller_of(request).actor));
  return http::json(200, all);
}

Result<http::Response> one_book(store::Snapshot& snapshot, World& world,
                                const http::Request& request) {
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  const auto version = clearance::version_json(seen);
  auto response = http::json(200, version);
  const auto number = version.at("version").get<std::int64_t>();
  response.headers.set("ETag",
                       http::to_text(http::EntityTag{.opaque = "v" + std::to_string(number)}));
  return response;
}

Result<http::Response> book_table(store::Snapshot& snapshot, World& world,
                                  const http::Request& request) {
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  return http::json(200, clearance::table_json(*seen.file));
}

Result<http::Response> book_cases(store::Snapshot& snapshot, World& world,
                                  const http::Request& request) {
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  TRY_LET(const auto cases, clearance::cases_json(seen));
  return http::json(200, cases);
}

/// What the prover found of a version of the studio's own; of shipped ones the build proves it.
Result<http::Response> book_proofs(store::Snapshot& snapshot, World& world,
                                   const http::Request& request) {
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  Json proofs;
  Json together = Json::array();
  if (seen.record) {
    TRY_LET(proofs, clearance::find_found(snapshot, seen.record->id, clearance::proofs_step));
  }
  if (const auto* found = find_member(proofs, clearance::together_member)) {
    together = *found;
    proofs.erase(clearance::together_member);
  }
  return http::json(200,
                    {{"state", seen.record ? seen.record->doc.at("checks").at("proofs").at("state")
                                           : Json("shipped")},
                     {"proofs", std::move(proofs)},
                     {"together", std::move(together)}});
}

/// The version to compare with: the one asked for, or the one in force.
Result<rulebook::BookFilePtr> compared_with(store::Snapshot& snapshot, World& world,
                                            const http::Request& request, const SeenBook& seen) {
  if (const auto against = request.query.find("against")) {
    TRY_LET(const auto other,
            clearance::see_book(snapshot, world, caller_of(request).actor, *against));
    return other.file;
  }
  return clearance::version_in_force(snapshot, world, seen.file->book.id, day_of(world.now()));
}

Result<http::Response> book_difference(store::Snapshot& snapshot, World& world,
                                       const http::Request& request) {
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  TRY_LET(const auto before, compared_with(snapshot, world, request, seen));
  if (!before) return http::json(200, {{"against", nullptr}, {"witnesses", nullptr}});
  auto difference = clearance::difference_json(*before, *seen.file);
  difference["witnesses"] = nullptr;
  const auto hash = before->sha256.hex();
  const bool is_known =
      seen.record && seen.record->doc.value("/checks/difference/against_sha256"_json_pointer,
                                            std::string()) == hash;
  if (is_known) {
    TRY_LET(difference["witnesses"],
            clearance::find_found(snapshot, seen.record->id, clearance::difference_step));
  }
  return http::json(200, difference);
}

Result<http::Response> book_replay(store::Snapshot& snapshot, World& world,
                                   const http::Request& request) {
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  TRY_LET(const auto replay,
          clearance::replay_json(snapshot, world, caller_of(request).actor, seen));
  return http::json(200, replay);
}

Result<http::Response> book_file(store::Snapshot& snapshot, World& world,
                                 const http::Request& request) {
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  const auto word = parameter_of(request, "format");
  const auto form = value_of(book_forms::book_form_words, word.empty() ? "yaml" : word);
  if (!form) return fail(Error{ErrorKind::InvalidInput, "/format: write yaml, xlsx, csv or dmn"});
  TRY_LET(auto bytes, book_forms::write_form(seen.file->book, *form));
  auto response = http::text(200, std::move(bytes));
  response.headers.set("Content-Type", form_rows.at(static_cast<std::size_t>(*form)).media_type);
  const auto& book = seen.file->book;
  response.headers.set("Content-Disposition",
                       "attachment; filename=\"" + book.id + "-" + book.version + "." +
                           std::string(word_of(book_forms::book_form_words, *form)) + "\"");
  return response;
}

Result<http::Response> tried_book(store::Snapshot& snapshot, World& world,
                                  const http::Request& request) {
  TRY_LET(const auto trial, body_of(request));
  TRY_LET(const auto seen, seen_by(snapshot, world, request));
  TRY_LET(const auto ruling,
          clearance::try_book(snapshot, caller_of(request).actor, seen, trial, world.now()));
  return http::json(200, ruling);
}

using ReadBook = Result<http::Response> (*)(store::Snapshot&, World&, const http::Request&);

/// Books are read, run and written beside the server's threads.
http::Handler reading_book(Context& context, ReadBook answer) {
  return [&context, answer](const http::Request& request, http::Respond respond) {
    context.workers.run([&context, &request, answer, respond = std::move(respond)] {
      read(context, request, respond, [&](store::Snapshot& snapshot) {
        return answer(snapshot, context.register_.world(), request);
      });
    });
  };
}

Result<clearance::HandedBook> handed_in(const http::Request& request) {
  TRY(clearance::authorise(caller_of(request).actor, clearance::Right::ManageRulebooks, {}));
  const auto body = parse_json(request.body, {.text_bytes_max = upload_bytes_max, .depth_max = 16});
  if (!body) return fail(Error{ErrorKind::InvalidInput, "the body is not JSON"});
  return clearance::read_handed_book(*body);
}

/// An answer behind which the checker is told that something waits.
http::Respond then_check(Context& context, http::Respond respond) {
  return [&context, respond = std::move(respond)](http::Response response) {
    respond(std::move(response));
    context.book_checks.ring();
  };
}

using TakeBook =
    std::function<Result<store::Record>(clearance::Work&, const clearance::HandedBook&)>;

/// A file is read and its cases are run beside the server's threads and the writer.
void take_book(Context& context, const http::Request& request, http::Respond respond, int status,
               TakeBook take) {
  context.workers.run(
      [&context, &request, status, respond = std::move(respond), take = std::move(take)]() mutable {
        auto handed = handed_in(request);
        if (!handed.has_value()) return respond(problem_for(handed.error(), request));
        const auto kept = std::make_shared<const clearance::HandedBook>(*std::move(handed));
        write(context, request, then_check(context, std::move(respond)), status,
              [kept, take = std::move(take)](clearance::Work& work) { return take(work, *kept); });
      });
}

void replace_text(Context& context, const http::Request& request, http::Respond respond) {
  const auto version = version_of(request);
  if (!version.has_value()) return respond(http::problem(version.error()));
  take_book(context, request, std::move(respond), 200,
            [id = std::string(request.parameter("id")), version = *version](
                clearance::Work& work, const clearance::HandedBook& handed) {
              return clearance::replace_rulebook(work, id, handed, version);
            });
}

Result<std::string> reason_in(const Asked& asked) {
  TRY(check_shape(asked.body, "Reason"));
  return clearance::text_at(asked.body, "reason");
}

void add_reading_of_books(http::Router& router, Context& context, const std::string& place) {
  router.get(place, "list_rulebooks", reading_book(context, list_books));
  router.get(place + "/{id}", "get_rulebook", reading_book(context, one_book));
  router.get(place + "/{id}/table", "get_rulebook_table", reading_book(context, book_table));
  router.get(place + "/{id}/cases", "get_rulebook_cases", reading_book(context, book_cases));
  router.get(place + "/{id}/proofs", "get_rulebook_proofs", reading_book(context, book_proofs));
  router.get(place + "/{id}/difference", "get_rulebook_difference",
             reading_book(context, book_difference));
  router.get(place + "/{id}/replay", "get_rulebook_replay", reading_book(context, book_replay));
  router.get(place + "/{id}/file", "get_rulebook_file", reading_book(context, book_file));
  router.post(place + "/{id}/decide", "try_rulebook", reading_book(context, tried_book));
}

void add_upload_of_books(http::Router& router, Context& context, const std::string& place) {
  const auto rule = http::BodyRule::json(upload_bytes_max);
  router.post(
      place, "upload_rulebook",
      [&context](const http::Request& request, http::Respond respond) {
        take_book(context, request, std::move(respond), 201, clearance::add_rulebook);
      },
      rule);
  router.post(
      place + "/{id}/content", "replace_rulebook",
      [&context](const http::Request& request, http::Respond respond) {
        replace_text(context, request, std::move(respond));
      },
      rule);
  const auto asking =
      acting(context, 200, Versioned::Yes, [](clearance::Work& work, const Asked& asked) {
        return clearance::check_rulebook(work, asked.id, asked.version);
      });
  router.post(place + "/{id}/check", "check_rulebook",
              [&context, asking](const http::Request& request, http::Respond respond) {
                asking(request, then_check(context, std::move(respond)));
              });
}

void add_acts_on_books(http::Router& router, Context& context, const std::string& place) {
  router.post(place + "/{id}/propose", "propose_rulebook",
              acting(context, 200, Versioned::Yes, [](clearance::Work& work, const Asked& asked) {
                return clearance::propose_rulebook(work, asked.id, asked.body, asked.version);
              }));
  router.post(place + "/{id}/publish", "publish_rulebook",
              acting(context, 200, Versioned::Yes, [](clearance::Work& work, const Asked& asked) {
                return clearance::publish_rulebook(work, asked.id, asked.version);
              }));
  router.post(place + "/{id}/withdraw", "withdraw_rulebook",
              acting(context, 200, Versioned::Yes,
                     [](clearance::Work& work, const Asked& asked) -> Result<store::Record> {
                       TRY_LET(const auto reason, reason_in(asked));
                       return clearance::withdraw_rulebook(work, asked.id, reason, asked.version);
                     }));
  router.post(place + "/{id}/retire", "retire_rulebook",
              acting(context, 200, Versioned::Yes,
                     [](clearance::Work& work, const Asked& asked) -> Result<store::Record> {
                       TRY_LET(const auto reason, reason_in(asked));
                       return clearance::retire_rulebook(work, asked.id, reason, asked.version);
                     }));
}

}  // namespace

void add_rulebook_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/rulebooks";
  add_reading_of_books(router, context, place);
  add_upload_of_books(router, context, place);
  add_acts_on_books(router, context, place);
}

}  // namespace gg::desk
