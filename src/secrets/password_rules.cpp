#include "base/text.h"
#include "secrets/password.h"

#include <algorithm>
#include <array>
#include <set>

namespace gg::secrets {
namespace {

/// What is at the heart of the most used passwords, in lower case without digits and signs; with
/// the digits and signs people add they reach any length.
constexpr std::array<std::string_view, 62> common_cores = {
    "abc",       "abcd",       "abcdef",    "admin",     "administrator", "asdf",       "asdfgh",
    "asdfghjkl", "azerty",     "baseball",  "batman",    "changeme",      "charlie",    "computer",
    "daniel",    "default",    "dragon",    "flower",    "football",      "freedom",    "goodgate",
    "guest",     "hello",      "hollywood", "hottie",    "iloveyou",      "jennifer",   "jesus",
    "jordan",    "killer",     "letmein",   "liverpool", "login",         "lovely",     "master",
    "michael",   "monkey",     "mustang",   "pass",      "passphrase",    "password",   "passwort",
    "princess",  "production", "qazwsx",    "qwert",     "qwerty",        "qwertyuiop", "root",
    "secret",    "shadow",     "starwars",  "studio",    "summer",        "sunshine",   "superman",
    "test",      "trustno",    "user",      "welcome",   "whatever",      "winter",
};

/// Runs on a keyboard or in the alphabet, forwards; backwards is tried too.
constexpr std::array<std::string_view, 5> runs = {
    "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn"};

Result<void> refuse_password(std::string message) {
  return fail(Error{ErrorKind::InvalidInput, std::move(message)});
}

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// The letter a digit or sign stands for where people write words with them.
char unmasked(char c) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
      return 'i';
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    default:
      return c;
  }
}

/// Letters only, in lower case: "P@ssw0rd-2024!" and "password" are one.
std::string core_of(std::string_view password) {
  const auto lower = ascii_lower(password);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c & '\x80') != 0; };
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto last = std::find_if(lower.rbegin(), lower.rend(), is_letter).base();
  std::string core;
  for (auto each = std::find_if_not(lower.begin(), last, is_digit); each != last; ++each)
    if (const char letter = unmasked(*each); is_letter(letter)) core += letter;
  return core;
}

bool repeats_of(std::string_view text, std::string_view word) {
  if (word.empty() || text.size() % word.size() != 0) return false;
  for (std::size_t at = 0; at < text.size(); at += word.size())
    if (text.substr(at, word.size()) != word) return false;
  return !text.empty();
}

bool is_common(std::string_view password) {
  const auto core = core_of(password);
  return std::ranges::any_of(common_cores,
                             [&core](std::string_view word) { return repeats_of(core, word); });
}

bool is_run(std::string_view password) {
  const auto lower = ascii_lower(password);
  const std::string backwards(lower.rbegin(), lower.rend());
  return std::ranges::any_of(runs, [&](std::string_view run) {
    return run.find(lower) != std::string_view::npos ||
           run.find(backwards) != std::string_view::npos;
  });
}

bool is_about(std::string_view password, const std::vector<std::string>& about) {
  const auto core = core_of(password);
  return std::ranges::any_of(
      about, [&core](const std::string& word) { return repeats_of(core, core_of(word)); });
}

}  // namespace

Result<void> check_password(std::string_view password, const std::vector<std::string>& about) {
  if (!is_utf8(password)) return refuse_password("the password is not UTF-8 text; type it again");
  if (password.size() > password_bytes_max)
    return refuse_password("the password is longer than " + std::to_string(password_bytes_max) +
                           " bytes; take a shorter one");
  if (const auto size = characters_of(password); size < password_characters_min)
    return refuse_password(
        "the password has " + std::to_string(size) + " characters; it needs at least " +
        std::to_string(password_characters_min) + ", such as four words in a row");
  if (std::set<char>(password.begin(), password.end()).size() < 5)
    return refuse_password(
        "the password repeats the same few characters; take one with more of them");
  if (is_run(password))
    return refuse_password(
        "the password is a run on the keyboard or in the alphabet; take unrelated words");
  if (is_common(password))
    return refuse_password(
        "the password is a very common one, with digits or signs added; take unrelated words");
  if (is_about(password, about))
    return refuse_password("the password is made of your name or address; take unrelated words");
  return {};
}

}  // namespace gg::secrets
