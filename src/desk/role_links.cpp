#include "desk/role_links.h"

#include "clearance/sample.h"
#include "desk/accounts.h"
#include "desk/endpoints.h"
#include "desk/signing_in.h"
#include "secrets/token.h"

namespace gg::desk {
namespace {

using clearance::Work;
using store::Record;

Error not_the_sample() {
  return {ErrorKind::Forbidden,
          "this desk is not the sample production; sign in with your password"};
}

/// Lets in as the person of a link, which is good once. Whoever made it can open the register.
void enter_by_role(Context& context, const http::Request& request, http::Respond respond) {
  if (!context.is_sample) return respond(problem_for(not_the_sample(), request));
  auto body = body_like(request, "RoleLink");
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto shown = secrets::parse_token(std::string(text_member(*body, "token")));
  if (!shown.has_value()) return respond(problem_for(shown.error(), request));
  context.register_.submit(
      "system", [hash = shown->hash](Work& work) { return clearance::use_role_link(work, hash); },
      [&context, &request, respond = std::move(respond)](Result<Record> person) {
        if (!person.has_value()) return respond(problem_for(person.error(), request));
        open_session(context, request, respond,
                     {.person = person->id, .code = {}, .factors = Entering::Factors::AllSeen});
      });
}

}  // namespace

Result<void> make_sample(clearance::Clearance& desk) {
  TRY(desk.run("system", clearance::mark_as_sample));
  return {};
}

Result<void> check_is_sample(const clearance::Clearance& desk) {
  return desk.read(clearance::check_sample);
}

Result<std::string> issue_role_link(clearance::Clearance& desk, const std::string& email) {
  const auto token = secrets::issue_token(secrets::TokenKind::SignedLink);
  const auto issue = [&](Work& work) -> Result<Record> {
    TRY_LET(const auto account, find_account(work.transaction, email));
    if (!account)
      return fail(Error{ErrorKind::NotFound, "nobody signs in to this register as " + email});
    return clearance::keep_role_link(work, account->person, token.hash,
                                     work.now + role_link_lifetime);
  };
  TRY(desk.run("system", issue));
  return token.text;
}

Result<void> take_role_links_back(clearance::Clearance& desk) {
  const auto drop = [](Work& work) -> Result<Record> {
    TRY(clearance::drop_role_links(work));
    return Record{};
  };
  TRY(desk.run("system", drop));
  return {};
}

void add_role_link_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.post(prefix + "/role-links/enter", "enter_by_role",
              [&context](const http::Request& request, http::Respond respond) {
                enter_by_role(context, request, std::move(respond));
              });
}

}  // namespace gg::desk
