#pragma once

#include "clearance/clearance.h"
#include "http/response.h"
#include "secrets/sealed_box.h"

#include <cstdint>
#include <memory>
#include <string>

namespace gg::desk {

/// A content as it is read from the register while it is sent: one chunk at a time is in memory,
/// and no moment of the register is held between two.
std::shared_ptr<http::PlacedSource> open_content(clearance::Clearance& desk, std::int64_t content);

/// The header of a content that is a sealed box. Errors: InvalidInput, Unavailable.
Result<secrets::SealedHeader> sealed_header_of(clearance::Clearance& desk, std::int64_t content);

/// A sealed content as a holder reads it, from its start on. Errors: those of `Opener::with`.
Result<std::shared_ptr<http::PlacedSource>> open_sealed_content(clearance::Clearance& desk,
                                                                std::int64_t content,
                                                                const secrets::Key& secret);

/// What a content is sent as. *value*
struct ContentFacts {
  std::string name;
  std::string media_type;
  std::string tag;  ///< Its SHA-256, or another name that no other content has.
};

/// Whether a page may show it in place, where its kind allows it.
enum class Saved : std::uint8_t { WhenNeeded, Always };

/// Bytes of strangers: nothing of them may run, whatever a browser makes of them.
void forbid_running(http::Response& response);

/// A small picture that the desk keeps: a JPEG that never changes under its address.
http::Response picture_response(std::string jpeg);

/// The answer with a content: safe for whatever it holds and however it is named. It never runs as
/// a page of the desk's.
http::Response content_response(http::Body bytes, const ContentFacts& facts, Saved saved);

/// Content-Disposition for any name (RFC 6266): the name in ASCII, and as it is (RFC 8187); without
/// a name where that is empty.
std::string disposition_of(const std::string& name, Saved saved);

}  // namespace gg::desk
