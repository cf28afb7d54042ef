#include "post/secret_letter.h"

#include "clearance/doc.h"

#include <algorithm>
#include <array>

namespace gg::post {
namespace {

enum class Carries : std::uint8_t { Link, Code };

struct SecretRow {
  std::string_view topic;
  Carries carries;
  std::string_view headline;
  std::string_view why;
  std::string_view nothing;
};

constexpr std::array secret_rows = {
    SecretRow{"link.created", Carries::Link, "You are asked for your consent",
              "Why you get this: nothing of you is generated without your word. The link is for "
              "you alone; you need no account and pay nothing.",
              "If you do nothing: nothing is agreed to"},
    SecretRow{"link.code", Carries::Code, "Your code",
              "Why you get this: the page of your link wants to be sure that it is you.",
              "If that was not you: do nothing, and nothing happens"},
    SecretRow{"account.invited", Carries::Link, "You are invited",
              "Why you get this: an administrator opened an account for you.",
              "If you do nothing: nobody can sign in as you"},
    SecretRow{"account.reset", Carries::Link, "Choose a new password",
              "Why you get this: somebody asked for it with your address.",
              "If you do nothing: your password stays as it is"},
};

}  // namespace

Result<Letter> secret_letter(const Message& message, const std::string& secret,
                             const std::string& until) {
  const auto* row = std::ranges::find(secret_rows, message.topic, &SecretRow::topic);
  if (row == secret_rows.end())
    return fail(Error{ErrorKind::NotFound, "nothing is known of mails about " + message.topic});
  Letter letter{.headline = std::string(row->headline),
                .lines = clearance::texts_at(message.payload, "lines"),
                .why = std::string(row->why),
                .nothing = std::string(row->nothing)};
  letter.nothing += until.empty() ? "." : ". It is good until " + until + ".";
  letter.subject = letter.headline;
  if (!letter.lines.empty()) letter.subject += ": " + letter.lines.front();
  switch (row->carries) {
    case Carries::Link:
      letter.link = secret;
      break;
    case Carries::Code:
      letter.code = secret;
      letter.subject = letter.headline;
      break;
  }
  return letter;
}

}  // namespace gg::post
