#pragma once

#include "base/openssl_owned.h"

namespace gg::http {

using openssl::Bio;
using openssl::Certificate;
using openssl::PrivateKey;

}  // namespace gg::http
