#pragma once

#include "ledger/key.h"
#include "post/letter.h"
#include "post/message.h"
#include "secrets/secret_bytes.h"

#include <string>

namespace gg::post {

/// Who writes. *value*
struct Sender {
  std::string installation;       ///< "desk.example"
  std::string address;            ///< "https://desk.example/goodgate": what links begin with.
  secrets::Key key;               ///< What was sealed in a message opens with it.
  ledger::SigningKey ledger_key;  ///< Its public half goes with receipts.
};

/// A letter and where it goes.
struct Addressed {
  Letter letter;
  std::string name;
  std::string address;  ///< Empty: the receiver has none.
};

/// Writes the letter of a message, as the register stands now. Errors: NotFound for an object that
/// is gone, those of `secrets::unwrap_secret`.
Result<Addressed> write_letter(store::Snapshot& snapshot, const Message& message,
                               const Sender& sender);

/// Seals what a mail carries and nobody else may read: a link, a code.
std::string seal_for_mail(const secrets::Key& key, std::string_view secret);

}  // namespace gg::post
