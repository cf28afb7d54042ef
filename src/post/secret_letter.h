#pragma once

#include "post/letter.h"
#include "post/message.h"

#include <string>

namespace gg::post {

/// The letter of a message that carries something for its reader alone: a link, a code.
/// `secret` is what was sealed in it. Errors: NotFound for a topic that carries nothing.
Result<Letter> secret_letter(const Message& message, const std::string& secret,
                             const std::string& until);

}  // namespace gg::post
