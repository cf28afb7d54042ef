#include "signing/command_key.h"

#include "base/base64.h"
#include "base/descriptor.h"
#include "base/text.h"
#include "helpers/child_process.h"
#include "signing/fields.h"
#include "trust/ecdsa.h"

#include <cerrno>
#include <cstring>

#include <sys/mman.h>
#include <unistd.h>

namespace gg::signing {
namespace {

constexpr std::size_t signature_bytes_max = 64U << 10;

/// Bytes as a file that a child can read from its start.
Result<Descriptor> as_input(Bytes message) {
  Descriptor file(::memfd_create("goodgate-to-be-signed", MFD_CLOEXEC));
  std::size_t done = 0;
  while (file.is_open() && done < message.size()) {
    const auto count = ::write(file.number(), &message[done], message.size() - done);
    if (count <= 0) break;
    done += static_cast<std::size_t>(count);
  }
  if (!file.is_open() || done != message.size() || ::lseek(file.number(), 0, SEEK_SET) != 0)
    return fail(Error{ErrorKind::Unavailable, std::string("the bytes to be signed cannot be handed "
                                                          "to the signer: ") +
                                                  std::strerror(errno)});
  return file;
}

/// As COSE writes an algorithm: "ES256".
std::string cose_name(trust::Algorithm algorithm) {
  std::string name(trust::name_of(algorithm));
  if (name.size() > 1 && algorithm != trust::Algorithm::Ed25519) name[1] = 'S';
  return name;
}

class CommandKey final : public trust::SigningKey {
 public:
  CommandKey(std::string command, std::chrono::milliseconds deadline)
      : command_(std::move(command)), deadline_(deadline) {}

  [[nodiscard]] Result<ByteArray> sign(Bytes message, trust::Algorithm algorithm) const override {
    TRY_LET(const auto input, as_input(message));
    const auto end = helpers::run_child(
        {.program = "/bin/sh",
         .arguments = {"-c", "GOODGATE_SIGN_ALGORITHM=" + cose_name(algorithm) +
                                 "; export GOODGATE_SIGN_ALGORITHM; " + command_},
         .surroundings = helpers::Surroundings::Ours,
         .input = input.number(),
         .deadline = deadline_,
         .output_bytes_max = signature_bytes_max});
    TRY(check(end));
    return signature_of(end.output, algorithm);
  }

 private:
  [[nodiscard]] tl::unexpected<Error> failed(const std::string& how) const {
    return fail(Error{ErrorKind::Unavailable, "the signer (" + command_ + ") " + how});
  }

  [[nodiscard]] Result<void> check(const helpers::ChildEnd& end) const {
    using Kind = helpers::ChildEnd::Kind;
    switch (end.kind) {
      case Kind::Exited:
        if (end.code != 0) return failed("failed with exit code " + std::to_string(end.code));
        if (end.output.empty())
          return failed(
              "wrote no signature: it gets the bytes on standard input and writes the "
              "signature on standard output");
        return {};
      case Kind::Killed:
        return failed("was ended by signal " + std::to_string(end.code));
      case Kind::TimedOut:
        return failed("gave no signature within " + std::to_string(deadline_.count() / 1000) +
                      " s (--signer-timeout)");
      case Kind::TooMuchOutput:
        return failed("wrote more than a signature has");
      case Kind::NotStarted:
      case Kind::Stopped:
        return failed("could not be started");
    }
    return failed("could not be started");
  }

  static ByteArray octets_of(std::string_view text) {
    const auto bytes = text_bytes(text);
    return {bytes.begin(), bytes.end()};
  }

  /// Signatures come raw or in base 64; of ECDSA in the form of COSE or in DER, as `openssl` has
  /// it.
  static ByteArray signature_of(const std::string& output, trust::Algorithm algorithm) {
    auto signature = octets_of(output);
    if (const auto decoded = parse_base64(trimmed(output)); decoded && !decoded->empty())
      signature = octets_of(*decoded);
    const bool is_ecdsa = algorithm == trust::Algorithm::Es256 ||
                          algorithm == trust::Algorithm::Es384 ||
                          algorithm == trust::Algorithm::Es512;
    if (!is_ecdsa) return signature;
    for (const std::size_t coordinate : {32U, 48U, 66U})
      if (signature.size() == 2 * coordinate) return signature;
    for (const std::size_t coordinate : {32U, 48U, 66U})
      if (const auto raw = trust::ecdsa_from_der(signature, coordinate)) return *raw;
    return signature;
  }

  std::string command_;
  std::chrono::milliseconds deadline_;
};

}  // namespace

std::shared_ptr<const trust::SigningKey> key_behind_command(std::string command,
                                                            std::chrono::milliseconds deadline) {
  return std::make_shared<const CommandKey>(std::move(command), deadline);
}

}  // namespace gg::signing
