#pragma once

#include <string_view>

namespace gg::http {

/// Letters, digits and !#$%&'*+-.^_`|~, at least one (RFC 9110 section 5.6.2).
bool is_token(std::string_view text);

/// What a field value may hold: visible characters, bytes from 0x80, and spaces and tabs that are
/// not at its ends (RFC 9110 section 5.5). So no NUL, CR or LF, which is how headers are injected.
bool is_field_value(std::string_view text);

/// Without spaces and tabs at either end (OWS, RFC 9110 section 5.6.3).
std::string_view without_ows(std::string_view text);

/// Cuts the first member off a comma-separated list, without its white space; commas in quoted
/// strings do not separate (RFC 9110 section 5.6.1). `list` keeps the rest.
std::string_view take_member(std::string_view& list, char separator = ',');

}  // namespace gg::http
