#pragma once

#include "base/sha256.h"
#include "clearance/attachments.h"
#include "clearance/clearance.h"
#include "clearance/content_kind.h"
#include "desk/passing_file.h"
#include "secrets/sealed_box.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gg::desk {

/// A content on its way in: what has come of it lies in a file that is sealed already where it is
/// to be sealed. *single thread*
class Incoming {
 public:
  /// `holders`: whom it is sealed to; empty: it is not. Errors: Unavailable, those of `Sealer::to`.
  static Result<std::unique_ptr<Incoming>> begin(const std::filesystem::path& register_file,
                                                 std::vector<secrets::Holder> holders);

  /// Errors: Unavailable.
  Result<void> add(std::string_view bytes);

  /// It is whole. `declared` is the SHA-256 that was announced; empty: none. Errors: InvalidInput
  /// for an empty content, another hash than was announced, and a program.
  Result<void> finish(const std::string& name, const std::string& declared);

  [[nodiscard]] std::uint64_t size_bytes() const { return size_bytes_; }
  [[nodiscard]] const std::string& sha256() const { return sha256_; }  ///< Of what was sent.
  [[nodiscard]] const clearance::ContentKind& kind() const { return kind_; }
  [[nodiscard]] const std::string& remark() const { return remark_; }
  [[nodiscard]] bool is_sealed() const { return sealer_.has_value(); }
  [[nodiscard]] const std::vector<secrets::Holder>& holders() const { return holders_; }

  /// The bytes as they are kept: their SHA-256 and the file they lie in.
  [[nodiscard]] const std::string& kept_sha256() const { return kept_sha256_; }
  [[nodiscard]] const PassingFile& file() const { return file_; }

 private:
  Incoming(PassingFile file, std::vector<secrets::Holder> holders)
      : file_(std::move(file)), holders_(std::move(holders)) {}
  Result<void> keep(std::string_view bytes);

  PassingFile file_;
  std::vector<secrets::Holder> holders_;
  std::optional<secrets::Sealer> sealer_;
  Sha256Stream sent_;
  Sha256Stream kept_;
  std::string head_;
  std::uint64_t size_bytes_ = 0;
  std::string sha256_;
  std::string kept_sha256_;
  std::string remark_;
  clearance::ContentKind kind_;
};

/// What sealed evidence is, for its holders: sealed to them as its content is.
struct EvidenceAbout {
  std::string name;
  std::string purpose;
  std::string media_type;
  std::int64_t size_bytes = 0;
  std::string sha256;
};
Result<std::string> seal_about(const EvidenceAbout& about,
                               const std::vector<secrets::Holder>& holders);
Result<EvidenceAbout> open_about(const std::string& sealed, const secrets::Key& secret);

/// Puts what came into the store, some of it in each transaction; nobody sees it before an act
/// keeps it. Blocks: not for threads of the server or the writer. Errors: Unavailable.
Result<clearance::ArrivedContent> put_chunks(clearance::Clearance& desk, const Incoming& incoming);

/// Takes away an arrived content that no act kept. Blocks. Errors: Unavailable.
Result<void> give_up(clearance::Clearance& desk, const clearance::ArrivedContent& arrived);

/// Takes away all that leaves, a bit in each transaction. Blocks. Errors: Unavailable.
Result<void> sweep_leaving(clearance::Clearance& desk);

}  // namespace gg::desk
