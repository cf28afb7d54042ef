#include "clearance/doc.h"
#include "clearance/nouns.h"
#include "clearance/sight.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "rulebook/book_set.h"

namespace gg::desk {
namespace {

Json question_json(const rulebook::Fact& fact) {
  Json json{{"id", fact.id},
            {"ask", fact.ask},
            {"type", word_of(rulebook::fact_type_words, fact.type)},
            {"from", word_of(rulebook::fact_from_words, fact.from)},
            {"material", fact.material}};
  if (!fact.help.empty()) json["help"] = fact.help;
  if (!fact.options.empty()) json["options"] = fact.options;
  if (!fact.unit.empty()) json["unit"] = fact.unit;
  return json;
}

/// Every question of the rulebooks in force on a title, in their order.
Result<http::Response> questions(Context& context, store::Snapshot& snapshot,
                                 const http::Request& request) {
  TRY_LET(const auto title, clearance::must_find(snapshot, "title", request.parameter("id")));
  TRY(clearance::check_sight(caller_of(request).actor, title));
  auto& world = context.register_.world();
  TRY_LET(const auto books, world.books.of(snapshot, clearance::texts_at(title.doc, "rulebooks"),
                                           day_of(world.now())));
  Json items = Json::array();
  for (const auto& subject : books->subjects())
    if (subject.kind == rulebook::SubjectKind::Fact) items.push_back(question_json(subject.fact));
  Json in_force = Json::array();
  for (const auto& file : books->books())
    in_force.push_back(
        {{"id", file->book.id}, {"version", file->book.version}, {"name", file->book.name}});
  return http::json(200, {{"items", std::move(items)}, {"rulebooks", std::move(in_force)}});
}

}  // namespace

void add_question_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.get(prefix + "/titles/{id}/questions", "list_questions",
             [&context](const http::Request& request, const http::Respond& respond) {
               read(context, request, respond, [&](store::Snapshot& snapshot) {
                 return questions(context, snapshot, request);
               });
             });
}

}  // namespace gg::desk
