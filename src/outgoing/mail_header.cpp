#include "outgoing/mail_header.h"

#include "base/base64.h"
#include "base/text.h"
#include "secrets/encoding.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace gg::outgoing {
namespace {

constexpr std::string_view atext =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~";
constexpr std::string_view letters_and_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::size_t plain_bytes_max = 60;
constexpr std::size_t word_bytes_max =
    39;  // with "Subject: " a line of 73; at most 76, RFC 2047 §2

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c >= '\0' && c < ' ') || c == '\x7F'; });
}

bool is_plain(std::string_view text) {
  return text.size() <= plain_bytes_max && text.find("=?") == std::string_view::npos &&
         std::ranges::all_of(text, [](char c) { return c >= ' ' && c < '\x7F'; });
}

/// Parts of `text` between dots, each of the letters allowed and at most `size_max` long.
bool is_dotted(std::string_view text, std::string_view letters, std::size_t size_max) {
  for (;;) {
    const auto dot = text.find('.');
    const auto part = text.substr(0, dot);
    if (part.empty() || part.size() > size_max ||
        part.find_first_not_of(letters) != std::string_view::npos)
      return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

/// At most `word_bytes_max` bytes from the front of UTF-8 text, not within a character.
std::string_view take_word(std::string_view& text) {
  auto size = std::min(text.size(), word_bytes_max);
  while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  const auto word = text.substr(0, size);
  text.remove_prefix(size);
  return word;
}

std::string encoded_words(std::string_view text) {
  std::string out;
  while (!text.empty())
    out += (out.empty() ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?") + base64_of(take_word(text)) + "?=";
  return out;
}

auto refuse(const std::string& what) {
  return fail(Error{ErrorKind::InvalidInput, "the mail is refused: " + what});
}

Result<void> check_header(std::string_view name, std::string_view text) {
  if (has_control(text) || !is_utf8(text))
    return refuse(std::string(name) + " has a line break or is not UTF-8");
  return {};
}

Result<void> check_mailbox(const Mailbox& mailbox) {
  TRY(check_header("a name", mailbox.name));
  if (!is_mail_address(mailbox.address))
    return refuse("this is no mail address in ASCII: " + to_utf8(mailbox.address.substr(0, 254)));
  return {};
}

Result<void> check_mail(const Mail& mail) {
  if (mail.to.empty() || mail.to.size() > mail_recipients_max)
    return refuse("it goes to nobody, or to more than 100");
  TRY(check_mailbox(mail.from));
  for (const auto& mailbox : mail.to) TRY(check_mailbox(mailbox));
  TRY(check_header("the subject", mail.subject));
  if (!is_dotted(mail.id, atext, 128)) return refuse("its id is not of letters and digits");
  auto size = mail.text.size() + mail.html.size();
  for (const auto& attachment : mail.attachments) {
    TRY(check_header("the name of a file", attachment.name));
    TRY(check_header("a media type", attachment.media_type));
    size += attachment.bytes.size();
  }
  if (size > mail_bytes_max)
    return fail(Error{ErrorKind::LimitExceeded, "the mail is refused: larger than 25 MiB"});
  return {};
}

}  // namespace

bool is_mail_address(std::string_view address) {
  const auto at = address.rfind('@');
  if (at == std::string_view::npos || at > 64 || address.size() > 254) return false;
  const auto domain = address.substr(at + 1);
  return is_dotted(address.substr(0, at), atext, 64) &&
         is_dotted(domain, std::string(letters_and_digits) + "-", 63) && domain.front() != '-' &&
         domain.back() != '-';
}

std::string header_text(std::string_view text) {
  return is_plain(text) ? std::string(text) : encoded_words(text);
}

std::string header_mailbox(const Mailbox& mailbox) {
  const auto address = "<" + mailbox.address + ">";
  if (mailbox.name.empty()) return address;
  if (!is_plain(mailbox.name)) return encoded_words(mailbox.name) + "\r\n " + address;
  if (mailbox.name.find_first_not_of(std::string(letters_and_digits) + " ") == std::string::npos)
    return mailbox.name + " " + address;
  std::string quoted;
  for (const char c : mailbox.name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return "\"" + quoted + "\" " + address;
}

std::string header_date(std::chrono::sys_seconds date) {
  using namespace std::chrono;
  constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<std::chrono::days>(date);
  const year_month_day calendar(day);
  const hh_mm_ss time(date - day);
  std::array<char, 64> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d +0000",
      days[weekday(day).c_encoding()], static_cast<unsigned>(calendar.day()),
      months[static_cast<unsigned>(calendar.month()) - 1], static_cast<int>(calendar.year()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()));
  return {text.data(), static_cast<std::size_t>(size)};
}

Result<std::vector<std::string>> mail_fields(const Mail& mail) {
  TRY(check_mail(mail));
  std::string recipients;
  for (const auto& mailbox : mail.to)
    recipients += (recipients.empty() ? "" : ",\r\n ") + header_mailbox(mailbox);
  const auto domain = mail.from.address.substr(mail.from.address.rfind('@'));
  return std::vector<std::string>{
      "Date: " + header_date(mail.date),
      "From: " + header_mailbox(mail.from),
      "To: " + recipients,
      "Subject: " + header_text(mail.subject),
      "Message-ID: <" + mail.id + domain + ">",
      "Auto-Submitted: auto-generated",  // RFC 3834 §5: nobody's absence answers it
  };
}

std::string disposition_field(std::string_view file_name) {
  const std::string start = "Content-Disposition: attachment;\r\n ";
  if (is_plain(file_name) && file_name.find_first_of("\"\\") == std::string_view::npos)
    return start + "filename=\"" + std::string(file_name) + "\"";
  return start + "filename*=UTF-8''" + secrets::percent_encoded(file_name);
}

}  // namespace gg::outgoing
