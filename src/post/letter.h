#pragma once

#include "outgoing/mail.h"

#include <string>
#include <vector>

namespace gg::post {

/// What a mail says, before it is set as text and as HTML. *value*
struct Letter {
  std::string subject;
  std::string headline;
  std::vector<std::string> lines;  ///< What it is about, one fact a line.
  std::string code;                ///< To be typed; shown large.
  std::string why;                 ///< Why its reader gets it.
  std::string nothing;             ///< What happens if they do nothing, and until when.
  std::string link;                ///< A page; opening it changes nothing.
  std::string installation;        ///< Who sends it.
  std::string checkpoint;          ///< Of the ledger it belongs to.
  std::string document;            ///< To keep: comes as an attachment.
};

/// Sets a letter as plain text and as HTML that needs nothing from elsewhere; subject and texts of
/// the mail are written, its addresses, id and date are the caller's.
outgoing::Mail set_letter(const Letter& letter);

}  // namespace gg::post
