#pragma once

#include "bytes/fault.h"

#include <optional>
#include <string>

namespace gg::credentials {

/// Names of a certificate's subject, UTF-8. Empty where not stated.
struct SubjectName {
  std::string organization;
  std::string common_name;
};

/// The subject of an X.509 certificate in DER; nothing when it is not one. The certificate is
/// read, never checked.
std::optional<SubjectName> read_subject(Bytes der);

}  // namespace gg::credentials
