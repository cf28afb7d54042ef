#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace gg::credentials {

enum class StatusKind : std::uint8_t { Success, Informational, Failure };

/// One way in which a check of content credentials can end. They are all in codes.h.
struct StatusCode {
  std::string_view text;  ///< As the specification writes it: "assertion.dataHash.mismatch".
  StatusKind kind;
  std::string_view section;  ///< Of C2PA 2.2 where it is a number alone: "15.12.1".
  std::string_view words;    ///< For people, one sentence.
};

/// What one check of one box ended in. *value*
struct Status {
  const StatusCode* code = nullptr;
  std::string url;          ///< JUMBF URI of the box, absolute: "self#jumbf=/c2pa/…".
  std::string explanation;  ///< What exactly was found; for people, never parsed.

  [[nodiscard]] bool is(const StatusCode& other) const { return code == &other; }
  [[nodiscard]] bool is_failure() const { return code->kind == StatusKind::Failure; }
};

/// Every code, in the order of codes.h. No two have the same text.
std::span<const StatusCode* const> all_codes();

/// The code with this text, or nothing.
const StatusCode* find_code(std::string_view text);

/// "success", "informational", "failure": as members of validation results are called.
std::string_view to_text(StatusKind kind);

}  // namespace gg::credentials
