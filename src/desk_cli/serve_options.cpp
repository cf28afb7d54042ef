#include "desk_cli/serve_options.h"

#include "outgoing/mail_header.h"
#include "register/word.h"
#include "yaml/yaml_tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

#include <CLI/CLI.hpp>

namespace gg::desk_cli {
namespace {

using outgoing::MailSecurity;

constexpr std::array security_words = {
    Word<MailSecurity>{"tls", MailSecurity::Tls},
    Word<MailSecurity>{"starttls", MailSecurity::StartTls},
    Word<MailSecurity>{"none", MailSecurity::None},
};

/// What may stand in the file: every option but these, by its long name.
bool is_of_file(const CLI::Option& option) {
  const auto name = option.get_name();
  return name != "--help" && name != "--config";
}

/// GOODGATE_SMTP_HOST for --smtp-host.
std::string environment_name(const std::string& option) {
  auto name = "GOODGATE" + option.substr(1);
  for (auto& one : name) {
    if (one == '-') one = '_';
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
  }
  return name;
}

Result<std::string> text_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return fail(Error{ErrorKind::InvalidInput, path + ": cannot be read"});
  return text;
}

/// The one line of a file that holds a secret.
Result<std::string> secret_of_file(const std::string& path) {
  if (path.empty()) return std::string();
  TRY_LET(auto text, text_of_file(path));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return text;
}

/// A number from 1 up; `value` stays where nothing was written.
Result<void> take_count(const char* option, const std::string& text, std::uint64_t most,
                        std::uint64_t& value) {
  if (text.empty()) return {};
  const auto* end = text.data() + text.size();
  if (std::from_chars(text.data(), end, value).ptr == end && value >= 1 && value <= most) return {};
  return fail(Error{ErrorKind::InvalidInput,
                    std::string(option) + ": write a number from 1 to " + std::to_string(most)});
}

/// "20 GB" in bytes; `value` stays where nothing was written.
Result<void> take_size(const char* option, const std::string& text, std::uint64_t& value) {
  if (text.empty()) return {};
  struct Unit {
    std::string_view name;
    std::uint64_t bytes;
  };
  constexpr std::array units = {Unit{"", 1},
                                Unit{"B", 1},
                                Unit{"KB", 1000},
                                Unit{"MB", 1'000'000},
                                Unit{"GB", 1'000'000'000},
                                Unit{"TB", 1'000'000'000'000}};
  std::uint64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  std::string unit(end, text.data() + text.size());
  std::erase(unit, ' ');
  for (auto& one : unit)
    if (one >= 'a' && one <= 'z') one = static_cast<char>(one - 'a' + 'A');
  const auto found = std::ranges::find(units, unit, &Unit::name);
  constexpr std::uint64_t bytes_max = std::uint64_t{1} << 62U;
  if (error == std::errc() && found != units.end() && count <= bytes_max / found->bytes) {
    value = count * found->bytes;
    return {};
  }
  return fail(Error{ErrorKind::InvalidInput, std::string(option) + ": write a size as 20 GB"});
}

std::vector<std::string> values_of(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::Scalar) return {node.text};
  std::vector<std::string> values;
  for (const auto& item : node.items)
    if (item.kind == YamlNode::Kind::Scalar) values.push_back(item.text);
  return values;
}

void take_setting(CLI::Option& option, const YamlMember& member, Problems& problems) {
  const auto refuse = [&](const std::string& text) {
    problems.add(member.value.line, member.value.column, member.key, text);
  };
  const auto values = values_of(member.value);
  if (values.empty()) return refuse("write a value, or take the line out");
  if (values.size() > 1 && option.get_expected_max() <= 1)
    return refuse("write one value, not a list");
  if (option.count() > 0) return;  // the command line or the environment says otherwise
  const bool is_flag = option.get_expected_max() == 0;
  if (is_flag && values.front() != "true" && values.front() != "false")
    return refuse("write true or false");
  for (const auto& value : values) option.add_result(value);
  option.run_callback();
}

Result<void> take_file(CLI::App& serve, const std::string& path) {
  TRY_LET(const auto text, text_of_file(path));
  Problems problems(path);
  const auto tree = parse_yaml(text, problems);
  std::vector<std::string> names;
  for (const auto* option : serve.get_options())
    if (is_of_file(*option)) names.push_back(option->get_name().substr(2));
  if (tree && tree->kind != YamlNode::Kind::Map && tree->kind != YamlNode::Kind::Empty)
    problems.add(1, 1, "", "write one setting a line: listen: 127.0.0.1:8470");
  const std::vector<std::string_view> known(names.begin(), names.end());
  for (const auto& member : tree ? tree->members : std::vector<YamlMember>()) {
    if (std::ranges::find(names, member.key) != names.end()) {
      take_setting(*serve.get_option("--" + member.key), member, problems);
      continue;
    }
    const auto meant = nearest(member.key, known);
    problems.add(member.value.line, 1, member.key,
                 "there is no such setting" +
                     (meant.empty() ? "; see goodgate serve --help"
                                    : "; " + std::string(meant) + " was perhaps meant"));
  }
  if (problems.none()) return {};
  return fail(Error{ErrorKind::InvalidInput, to_text(problems.take())});
}

}  // namespace

struct ServeOptions::Written {
  desk::DeskOptions options;
  std::string register_file = "goodgate.db";
  std::string key_file;
  std::string config;
  bool insecure_cookies = false;
  outgoing::MailSettings mail;
  std::string smtp_port = "587";
  std::string security = "starttls";
  std::string smtp_password_file;
  outgoing::OidcClient oidc;
  std::string oidc_secret_file;
  std::string certificate;
  std::string certificate_key;
  std::string upload_max;
  std::string upload_person_max;
  std::string upload_keep_free;
  std::string upload_days;
  std::string view_max;
  std::string view_days;
  std::string scans;
  unsigned proof_seconds = 60;
  std::uint64_t attachment_mib = 256;
};

ServeOptions::~ServeOptions() = default;

ServeOptions::ServeOptions(CLI::App& serve) : serve_(serve), written_(std::make_unique<Written>()) {
  auto& to = *written_;
  serve.add_option("--config", to.config, "Settings as YAML: the options below without --")
      ->type_name("FILE");
  serve.add_option("--register", to.register_file, "The register (default: goodgate.db)")
      ->type_name("FILE");
  serve.add_option("--key", to.key_file, "The key file (default: the register's name with .key)")
      ->type_name("FILE");
  serve.add_option("--name", to.options.name, "Of the installation: in checkpoints and clearances")
      ->type_name("NAME");
  serve.add_option("--listen", to.options.listen,
                   "Address and port, or unix:PATH (default: 127.0.0.1:8470)");
  serve.add_option("--prefix", to.options.path_prefix, "Path a proxy serves the desk under");
  serve.add_option("--public", to.options.public_address,
                   "Address people use: https://desk.example");
  serve.add_option("--trust-proxy", to.options.trusted_proxies,
                   "Network whose X-Forwarded-For is believed (repeatable)");
  serve.add_flag("--insecure-cookies", to.insecure_cookies,
                 "Session cookies over plain HTTP too; for trying out on one machine");
  serve.add_option("--tls-certificate", to.certificate, "Certificate chain: serve HTTPS itself")
      ->type_name("PEM");
  serve.add_option("--tls-key", to.certificate_key, "Its key")->type_name("PEM");
  serve.add_option("--smtp-host", to.mail.host, "Mail server (default: no mail is sent)");
  serve.add_option("--smtp-port", to.smtp_port, "Its port (default: 587)");
  serve.add_option("--smtp-security", to.security, "tls, starttls or none (default: starttls)");
  serve.add_option("--smtp-user", to.mail.user, "Name to sign in with at the mail server");
  serve.add_option("--smtp-password-file", to.smtp_password_file, "File with its password")
      ->type_name("FILE");
  serve.add_option("--mail-from", to.options.mail_from, "Address that mails are from");
  serve.add_option("--oidc-issuer", to.oidc.issuer,
                   "Identity provider that people may sign in at: https://id.example");
  serve.add_option("--oidc-client", to.oidc.id, "Name of this desk at that provider");
  serve.add_option("--oidc-secret-file", to.oidc_secret_file, "File with its secret there")
      ->type_name("FILE");
  serve.add_option("--trust-host", to.options.trusted_hosts,
                   "host:port inside the house that webhooks and sign-in may reach (repeatable)");
  serve
      .add_option("--ca-file", to.options.ca_file, "Certificates to trust in place of the system's")
      ->type_name("PEM");
  serve
      .add_option("--witness", to.options.witnesses,
                  "Public key of one who may cosign checkpoints (repeatable)")
      ->type_name("VKEY");
  serve
      .add_option("--time-stamp", to.options.time_authority,
                  "RFC 3161 authority that stamps each day's checkpoint (default: none)")
      ->type_name("URL");
  serve
      .add_option("--time-certificates", to.options.time_authority_certificates,
                  "Certificates that vouch for its stamps")
      ->type_name("PEM");
  add_upload_settings();
  serve
      .add_option("--proof-timeout", to.proof_seconds,
                  "How long the proofs of a rulebook may take (default: 60)")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 86'400));
  serve
      .add_option("--attachment-max", to.attachment_mib,
                  "Largest file that may be attached, in MiB (default: 256)")
      ->type_name("MIB")
      ->check(CLI::Range(1, 4096));
  for (auto* option : serve.get_options())
    if (option->get_name() != "--help") option->envname(environment_name(option->get_name()));
}

void ServeOptions::add_upload_settings() {
  auto& to = *written_;
  auto& serve = serve_;
  const auto add = [&serve](const char* name, std::string& target, const char* help,
                            const char* type) {
    serve.add_option(name, target, help)->type_name(type);
  };
  serve
      .add_option("--upload-folder", to.options.uploads.folder,
                  "Where uploads lie (default: the register's name with .uploads)")
      ->type_name("FOLDER");
  add("--upload-max", to.upload_max, "Size of one uploaded file (default: 500 GB)", "SIZE");
  add("--upload-person-max", to.upload_person_max,
      "Size of all uploads of one person (default: 2 TB)", "SIZE");
  add("--upload-keep-free", to.upload_keep_free, "What stays free on their disk (default: 1 GB)",
      "SIZE");
  add("--upload-days", to.upload_days, "Days until an upload that nobody uses goes (default: 7)",
      "N");
  add("--view-max", to.view_max, "Larger pictures and clips are not kept to see (default: 2 GB)",
      "SIZE");
  add("--view-days", to.view_days, "Days that those which are kept stay (default: 30)", "N");
  add("--scans", to.scans, "Deliveries scanned at a time (default: 2)", "N");
}

Result<void> ServeOptions::read_upload_settings(desk::UploadSettings& uploads) const {
  const auto& from = *written_;
  std::uint64_t file_max = static_cast<std::uint64_t>(uploads.limits.file_bytes_max);
  std::uint64_t person_max = static_cast<std::uint64_t>(uploads.limits.person_bytes_max);
  std::uint64_t upload_days = 7;
  std::uint64_t view_days = 30;
  std::uint64_t scans = uploads.scans.scans_at_a_time;
  TRY(take_size("--upload-max", from.upload_max, file_max));
  TRY(take_size("--upload-person-max", from.upload_person_max, person_max));
  TRY(take_size("--upload-keep-free", from.upload_keep_free, uploads.free_bytes_min));
  TRY(take_size("--view-max", from.view_max, uploads.scans.view_bytes_max));
  TRY(take_count("--upload-days", from.upload_days, 3650, upload_days));
  TRY(take_count("--view-days", from.view_days, 3650, view_days));
  TRY(take_count("--scans", from.scans, 64, scans));
  uploads.limits.file_bytes_max = static_cast<std::int64_t>(file_max);
  uploads.limits.person_bytes_max = static_cast<std::int64_t>(person_max);
  uploads.limits.lifetime = std::chrono::hours(24 * upload_days);
  uploads.scans.view_lifetime = std::chrono::hours(24 * view_days);
  uploads.scans.scans_at_a_time = static_cast<unsigned>(scans);
  return {};
}

Result<desk::DeskOptions> ServeOptions::read() {
  auto& from = *written_;
  if (!from.config.empty()) TRY(take_file(serve_, from.config));
  auto options = from.options;
  options.file = from.register_file;
  options.key_file = from.key_file.empty() ? from.register_file + ".key" : from.key_file;
  options.secure_cookies = !from.insecure_cookies;
  options.ca_file = from.options.ca_file;
  TRY(read_upload_settings(options.uploads));
  options.proof_timeout = std::chrono::seconds(from.proof_seconds);
  options.attachment_bytes_max = from.attachment_mib << 20;
  if (from.certificate.empty() != from.certificate_key.empty())
    return fail(Error{ErrorKind::InvalidInput, "--tls-certificate and --tls-key go together"});
  if (!from.certificate.empty())
    options.tls = http::TlsFiles{from.certificate, from.certificate_key};
  if (from.oidc.issuer.empty() != from.oidc.id.empty())
    return fail(Error{ErrorKind::InvalidInput, "--oidc-issuer and --oidc-client go together"});
  if (!from.oidc.issuer.empty()) {
    TRY_LET(from.oidc.secret, secret_of_file(from.oidc_secret_file));
    options.oidc = from.oidc;
  }
  if (from.mail.host.empty()) return options;
  const auto security = value_of(security_words, from.security);
  if (!security)
    return fail(Error{ErrorKind::InvalidInput, "--smtp-security: write tls, starttls or none"});
  if (!outgoing::is_mail_address(options.mail_from))
    return fail(Error{ErrorKind::InvalidInput,
                      "--mail-from: write the address that mails are from: desk@studio.example"});
  const auto* port_end = from.smtp_port.data() + from.smtp_port.size();
  if (std::from_chars(from.smtp_port.data(), port_end, from.mail.port).ptr != port_end ||
      from.mail.port == 0)
    return fail(Error{ErrorKind::InvalidInput, "--smtp-port: write a number from 1 to 65535"});
  from.mail.security = *security;
  TRY_LET(from.mail.password, secret_of_file(from.smtp_password_file));
  from.mail.ca_file = options.ca_file;
  options.mail = from.mail;
  return options;
}

}  // namespace gg::desk_cli
