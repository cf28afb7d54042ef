#include "signing/token_modules.h"

#include <utility>

namespace gg::signing {

Result<TokenModules> TokenModules::load(const std::string& path) {
  TokenModules modules;
  if (path.empty()) {
    p11_kit_be_quiet();
    modules.known_ = p11_kit_modules_load_and_initialize(0);
    if (modules.known_ == nullptr || *modules.known_ == nullptr)
      return fail(Error{ErrorKind::Unavailable,
                        "no PKCS #11 library is known on this machine: name it with "
                        "--pkcs11-module"});
    return modules;
  }
  modules.one_ = p11_kit_module_load(path.c_str(), 0);
  if (modules.one_ == nullptr)
    return fail(Error{ErrorKind::Unavailable, path + ": cannot be loaded as a PKCS #11 library"});
  if (const auto code = p11_kit_module_initialize(modules.one_); code != CKR_OK) {
    p11_kit_module_release(std::exchange(modules.one_, nullptr));
    return fail(Error{ErrorKind::Unavailable, path + ": " + p11_kit_strerror(code)});
  }
  return modules;
}

TokenModules::TokenModules(TokenModules&& other) noexcept
    : one_(std::exchange(other.one_, nullptr)), known_(std::exchange(other.known_, nullptr)) {}

TokenModules::~TokenModules() {
  if (one_ != nullptr) {
    p11_kit_module_finalize(one_);
    p11_kit_module_release(one_);
  }
  if (known_ != nullptr) p11_kit_modules_finalize_and_release(known_);
}

std::vector<CK_FUNCTION_LIST*> TokenModules::all() const {
  std::vector<CK_FUNCTION_LIST*> all;
  if (one_ != nullptr) all.push_back(one_);
  for (auto** each = known_; each != nullptr && *each != nullptr; ++each) all.push_back(*each);
  return all;
}

Result<TokenAddress> read_token_address(const std::string& text) {
  TokenAddress address(p11_kit_uri_new());
  const int code =
      p11_kit_uri_parse(text.c_str(), P11_KIT_URI_FOR_OBJECT_ON_TOKEN_AND_MODULE, address.get());
  if (code != P11_KIT_URI_OK)
    return fail(
        Error{ErrorKind::InvalidInput,
              "\"" + text + "\" is no PKCS #11 address: write pkcs11:token=NAME;object=LABEL"});
  if (p11_kit_uri_get_pin_value(address.get()) != nullptr)
    return fail(Error{ErrorKind::InvalidInput,
                      "the PKCS #11 address has a PIN in it, which other users of this machine can "
                      "see: leave it out, it is asked for"});
  return address;
}

}  // namespace gg::signing
