#pragma once

#include "base/freed_by.h"
#include "base/result.h"

#include <memory>
#include <string>
#include <vector>

#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

namespace gg::signing {

/// Libraries of tokens, loaded and started for as long as this lives. *single thread*
class TokenModules {
 public:
  /// Of this path; empty: all that p11-kit knows on this machine. Errors: Unavailable.
  static Result<TokenModules> load(const std::string& path);

  TokenModules(TokenModules&& other) noexcept;
  TokenModules& operator=(TokenModules&&) = delete;
  TokenModules(const TokenModules&) = delete;
  TokenModules& operator=(const TokenModules&) = delete;
  ~TokenModules();

  [[nodiscard]] std::vector<CK_FUNCTION_LIST*> all() const;

 private:
  TokenModules() = default;
  CK_FUNCTION_LIST* one_ = nullptr;
  CK_FUNCTION_LIST** known_ = nullptr;
};

/// A PKCS #11 address, read.
using TokenAddress = std::unique_ptr<P11KitUri, FreedBy<p11_kit_uri_free>>;

/// Reads it. Errors: InvalidInput, also for one that has a PIN in it.
Result<TokenAddress> read_token_address(const std::string& text);

}  // namespace gg::signing
