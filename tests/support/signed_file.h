#pragma once

#include "bytes/hex.h"
#include "credentials/validation.h"
#include "signing/sign_file.h"
#include "support/temp_dir.h"
#include "support/trust_fixtures.h"

#include <fstream>
#include <iterator>
#include <string>

// Files signed with the keys of tests/fixtures/trust, in a folder that is gone after the test.

namespace gg::signing::test {

/// A PNG of one pixel.
inline std::string pixel() {
  return Reader::to_text(
      bytes_of("89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441540"
               "8d763f8cfc0"
               "000003010100c9fe92ef0000000049454e44ae426082"));
}

inline std::string content_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// A folder with a picture in it, and what signs it.
class Studio {
 public:
  Studio() { folder.write("in.png", pixel()); }

  [[nodiscard]] SignOrder order(const std::string& from, const std::string& to) const {
    SignOrder order;
    order.input = folder.at(from);
    if (!to.empty()) order.output = folder.at(to);
    order.generator = {"Goodgate", "test"};
    order.history.source_type = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCreation";
    return order;
  }

  [[nodiscard]] Result<SignedFile> sign(const SignOrder& order) const {
    return sign_file(order, {signer, terms});
  }

  [[nodiscard]] credentials::State state_of(const std::string& file) const {
    const credentials::Validation validation({Reader(std::as_bytes(std::span(file)))}, terms);
    return validation.report().state;
  }

  TempDir folder;
  trust::Signer signer = trust::test::signer_of("es256", trust::Algorithm::Es256);
  trust::TrustStore store{{trust::test::list_of(trust::ListKind::Signers, "root"),
                           trust::test::list_of(trust::ListKind::TimeStamps, "root")}};
  credentials::TrustTerms terms{store, trust::test::day(2026, 11, 23)};
};

}  // namespace gg::signing::test
