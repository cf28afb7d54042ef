#include "trust/name.h"

#include "base/text.h"
#include "trust/octets.h"

#include <array>
#include <utility>

namespace gg::trust {
namespace {

/// Short names of attributes. Source: RFC 4514 section 3, RFC 5280 appendix A.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> attribute_names{{
    {"2.5.4.3", "CN"},
    {"2.5.4.5", "serialNumber"},
    {"2.5.4.6", "C"},
    {"2.5.4.7", "L"},
    {"2.5.4.8", "ST"},
    {"2.5.4.9", "street"},
    {"2.5.4.10", "O"},
    {"2.5.4.11", "OU"},
    {"2.5.4.12", "title"},
    {"2.5.4.97", "organizationIdentifier"},
    {"1.2.840.113549.1.9.1", "emailAddress"},
    {"0.9.2342.19200300.100.1.25", "DC"},
    {"0.9.2342.19200300.100.1.1", "UID"},
}};

std::string_view short_name(std::string_view oid) {
  for (const auto& [number, name] : attribute_names)
    if (number == oid) return name;
  return oid;
}

/// UCS-4, as UniversalString has it, is not met; what is no text is left out.
std::string string_text(const DerValue& value) {
  constexpr std::uint8_t teletex = 0x14;
  constexpr std::uint8_t universal = 0x1C;
  constexpr std::uint8_t bmp = 0x1E;
  const auto content = chars(value.content);
  if (value.tag == universal) return {};
  if (value.tag == bmp) return utf16_to_utf8(content, Utf16Order::Big);
  if (value.tag == teletex) return guess_to_utf8(content);
  return to_utf8(content);
}

Parsed<void> read_attribute(const DerValue& value, Name& name) {
  DerReader in(value);
  TRY_LET(const auto type, in.next(der::object_id));
  TRY_LET(const auto oid, oid_text(type));
  TRY_LET(const auto stated, in.next());
  const auto text = string_text(stated);
  const auto label = short_name(oid);
  if (label == "CN" && name.common_name.empty()) name.common_name = text;
  if (label == "O" && name.organization.empty()) name.organization = text;
  if (!name.text.empty()) name.text += ", ";
  name.text += std::string(label) + "=" + text;
  return {};
}

}  // namespace

const std::string& Name::display() const {
  if (!common_name.empty()) return common_name;
  return organization.empty() ? text : organization;
}

Parsed<Name> read_name(const DerValue& value) {
  Name name;
  name.der = std::string(chars(value.whole));
  DerReader in(value);
  while (!in.at_end()) {
    TRY_LET(const auto relative, in.next(der::set));
    DerReader attributes(relative);
    while (!attributes.at_end()) {
      TRY_LET(const auto attribute, attributes.next(der::sequence));
      TRY(read_attribute(attribute, name));
    }
  }
  return name;
}

}  // namespace gg::trust
