#include "http/client_test.h"
#include "http/openssl_owned.h"
#include "support/temp_dir.h"

#include <memory>

#include <gtest/gtest.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace gg::http {
namespace {

/// Writes a key and a certificate for it, signed by itself.
TlsFiles make_certificate(const TempDir& folder, const std::string& name) {
  TlsFiles files{folder.at(name + ".pem"), folder.at(name + ".key")};
  const PrivateKey key(EVP_EC_gen("P-256"));
  const Certificate certificate(X509_new());
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_sign(certificate.get(), key.get(), EVP_sha256());
  const Bio pem(BIO_new_file(files.certificate.c_str(), "w"));
  PEM_write_bio_X509(pem.get(), certificate.get());
  const Bio key_pem(BIO_new_file(files.key.c_str(), "w"));
  PEM_write_bio_PrivateKey(key_pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return files;
}

std::string ask_over_tls(std::uint16_t port, const std::string& bytes) {
  const std::unique_ptr<SSL_CTX, FreedBy<SSL_CTX_free>> context(SSL_CTX_new(TLS_client_method()));
  const RawClient client(port);
  const std::unique_ptr<SSL, FreedBy<SSL_free>> tls(SSL_new(context.get()));
  SSL_set_fd(tls.get(), client.number());
  if (SSL_connect(tls.get()) != 1) return "no handshake";
  SSL_write(tls.get(), bytes.data(), static_cast<int>(bytes.size()));
  std::string answer;
  char buffer[4096];
  for (int count = 0; (count = SSL_read(tls.get(), buffer, sizeof buffer)) > 0;)
    answer.append(buffer, static_cast<std::size_t>(count));
  return answer;
}

TEST(Tls, ServesItsOwnCertificate) {
  const TempDir folder;
  ServerOptions options;
  options.tls = make_certificate(folder, "a");
  const auto server = serve(echo_router(), options);
  ASSERT_TRUE(server);
  const auto answer = ask_over_tls(server->port(), get("/", "Connection: close\r\n"));
  EXPECT_TRUE(answer.starts_with("HTTP/1.1 200 OK\r\n")) << answer;
  EXPECT_NE(answer.find("Strict-Transport-Security: max-age=63072000\r\n"), std::string::npos);
  EXPECT_NE(answer.find(R"("https":true)"), std::string::npos);
}

TEST(Tls, SaysWhichFileIsWrong) {
  const TempDir folder;
  const auto a = make_certificate(folder, "a");
  const auto b = make_certificate(folder, "b");
  folder.write("text", "no PEM");
  const std::pair<TlsFiles, std::string> cases[] = {
      {{folder.at("none"), a.key}, folder.at("none") + ": cannot be read"},
      {{folder.at("text"), a.key}, folder.at("text") + ": is no certificate"},
      {{a.certificate, folder.at("text")}, folder.at("text") + ": is no private key"},
      {{a.certificate, b.key}, b.key + " is not the key of " + a.certificate},
  };
  for (const auto& [files, message] : cases) {
    ServerOptions options;
    options.tls = files;
    const auto server = Server::start(echo_router(), options);
    ASSERT_FALSE(server.has_value());
    EXPECT_TRUE(server.error().message.starts_with(message)) << server.error().message;
  }
}

}  // namespace
}  // namespace gg::http
