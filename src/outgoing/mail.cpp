#include "outgoing/mail.h"

#include "base/text.h"
#include "base/whole_file.h"
#include "outgoing/curl_handle.h"
#include "outgoing/mail_header.h"

#include <array>

namespace gg::outgoing {
namespace {

using MimePtr = std::unique_ptr<curl_mime, decltype(&curl_mime_free)>;

/// libcurl says only the code of a refusal; the words are in the server's line of 4xx or 5xx.
std::size_t take_reply(char* first, std::size_t, std::size_t count, void* shared) {
  constexpr std::size_t reply_bytes_max = 512;  // RFC 5321 §4.5.3.1.5
  const std::string_view line(first, count);
  if (line.starts_with('4') || line.starts_with('5'))
    *static_cast<std::string*>(shared) = to_utf8(trimmed(line.substr(0, reply_bytes_max)));
  return count;
}

void add_text(curl_mime* parts, const std::string& text, const char* type) {
  auto* part = curl_mime_addpart(parts);
  curl_mime_data(part, text.data(), text.size());
  curl_mime_type(part, type);
  curl_mime_encoder(part, "quoted-printable");
}

void add_attachment(curl_mime* parts, const Attachment& attachment) {
  auto* part = curl_mime_addpart(parts);
  curl_mime_data(part, attachment.bytes.data(), attachment.bytes.size());
  curl_mime_type(part, attachment.media_type.c_str());
  curl_mime_encoder(part, "base64");
  CurlListPtr fields(nullptr, curl_slist_free_all);
  append(fields, disposition_field(attachment.name));
  curl_mime_headers(part, fields.release(), /*take_ownership=*/1);
}

/// multipart/mixed of the text, or of text and HTML as alternatives, and the attachments.
MimePtr body_of(const CurlPtr& curl, const Mail& mail) {
  MimePtr body(curl_mime_init(curl.get()), curl_mime_free);
  if (mail.html.empty()) {
    add_text(body.get(), mail.text, "text/plain; charset=utf-8");
  } else {
    auto* alternatives = curl_mime_init(curl.get());
    add_text(alternatives, mail.text, "text/plain; charset=utf-8");
    add_text(alternatives, mail.html, "text/html; charset=utf-8");
    auto* part = curl_mime_addpart(body.get());
    curl_mime_subparts(part, alternatives);
    curl_mime_type(part, "multipart/alternative");
  }
  for (const auto& attachment : mail.attachments) add_attachment(body.get(), attachment);
  return body;
}

std::string url_of(const MailSettings& settings) {
  const auto* scheme = settings.security == MailSecurity::Tls ? "smtps://" : "smtp://";
  return scheme + settings.host + ":" + std::to_string(settings.port);
}

void set_server(const CurlPtr& curl, const MailSettings& settings) {
  set(curl, CURLOPT_URL, url_of(settings).c_str());
  set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  set(curl, CURLOPT_PROXY, "");
  set(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(curl, CURLOPT_NOSIGNAL, 1L);
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_timeout.count()));
  set(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.timeout.count()));
  set(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (settings.security == MailSecurity::StartTls)
    set(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  if (!settings.ca_file.empty()) set(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (settings.user.empty()) return;
  set(curl, CURLOPT_USERNAME, settings.user.c_str());
  set(curl, CURLOPT_PASSWORD, settings.password.c_str());
}

CurlListPtr recipients_of(const Mail& mail) {
  CurlListPtr list(nullptr, curl_slist_free_all);
  for (const auto& mailbox : mail.to) append(list, "<" + mailbox.address + ">");
  return list;
}

/// A 5xx answer to the message is final; one to the sign-in or to the encryption is a matter of the
/// settings.
MailError why_failed(const CurlPtr& curl, CURLcode code, const std::string& reply_text) {
  long reply = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
  const bool of_message = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
                          code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_UPLOAD_FAILED;
  const bool refused = reply >= 400 && reply < 600;
  const bool permanent = of_message && reply >= 500 && refused;
  std::string message = std::string("the mail was not sent: ") + curl_easy_strerror(code);
  if (refused) message += "; the server said: " + reply_text;
  return {permanent ? MailFailure::Permanent : MailFailure::Temporary,
          refused ? static_cast<int>(reply) : 0, message};
}

Result<void, MailError> settings_error(const std::string& what) {
  return fail(MailError{MailFailure::Temporary, 0, "the mail was not sent: " + what});
}

/// The message as a file that its owner alone may read, named so that a folder of them is in order.
Result<void, MailError> put_into(const std::filesystem::path& folder, const Mail& mail,
                                 const std::vector<std::string>& fields) {
  std::string text;
  for (const auto& field : fields) text += field + "\n";
  text +=
      "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: "
      "8bit\n\n" +
      mail.text;
  auto name = std::to_string(mail.date.time_since_epoch().count()) + "-" + mail.id;
  for (auto& letter : name)
    if (letter == '/' || letter == '\0') letter = '_';
  std::error_code ignored;  // writing says what is wrong
  std::filesystem::create_directories(folder, ignored);
  const auto written = write_whole(folder / (name + ".eml"), text);
  if (written.has_value()) return {};
  return settings_error(written.error().message);
}

}  // namespace

Result<void, MailError> send_mail(const Mail& mail, const MailSettings& settings) {
  const auto fields = mail_fields(mail);
  if (!fields) return fail(MailError{MailFailure::Permanent, 0, fields.error().message});
  if (!settings.folder.empty()) return put_into(settings.folder, mail, *fields);
  if (!settings.user.empty() && settings.security == MailSecurity::None)
    return settings_error("the settings would send a password in the clear; choose TLS");
  const auto curl = new_curl();
  CurlListPtr header(nullptr, curl_slist_free_all);
  for (const auto& field : *fields) append(header, field);
  const auto recipients = recipients_of(mail);
  const auto sender = "<" + mail.from.address + ">";
  std::string reply_text;
  const auto body = body_of(curl, mail);
  set_server(curl, settings);
  set(curl, CURLOPT_MAIL_FROM, sender.c_str());
  set(curl, CURLOPT_MAIL_RCPT, recipients.get());
  set(curl, CURLOPT_HTTPHEADER, header.get());
  set(curl, CURLOPT_MIMEPOST, body.get());
  set(curl, CURLOPT_HEADERFUNCTION, &take_reply);
  set(curl, CURLOPT_HEADERDATA, &reply_text);
  if (const auto code = curl_easy_perform(curl.get()); code != CURLE_OK)
    return fail(why_failed(curl, code, reply_text));
  return {};
}

}  // namespace gg::outgoing
