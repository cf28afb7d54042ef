#include "base/glob.h"

#include <cstddef>
#include <string>
#include <vector>

namespace gg {
namespace {

/// One step of a pattern: what it accepts, and how it may repeat.
struct Token {
  enum class Kind : unsigned char { Literal, AnyOne, AnyInPart, AnyAcross, AnyFolders, Set } kind;
  char literal = '\0';
  std::string_view set;  ///< Inside of the brackets.
};

bool in_set(std::string_view set, char c) {
  const bool negated = !set.empty() && (set[0] == '!' || set[0] == '^');
  if (negated) set.remove_prefix(1);
  bool found = false;
  for (std::size_t index = 0; index < set.size(); ++index) {
    if (index + 2 < set.size() && set[index + 1] == '-') {
      found = found || (c >= set[index] && c <= set[index + 2]);
      index += 2;
    } else {
      found = found || c == set[index];
    }
  }
  return found != negated;
}

std::vector<Token> tokens_of(std::string_view pattern) {
  std::vector<Token> tokens;
  for (std::size_t index = 0; index < pattern.size(); ++index) {
    const char c = pattern[index];
    if (c == '*' && index + 1 < pattern.size() && pattern[index + 1] == '*') {
      ++index;
      // "**/" is any number of whole folders, none too: "a/**/b" fits "a/b" but not "a/xb".
      const bool folders = index + 1 < pattern.size() && pattern[index + 1] == '/';
      if (folders) ++index;
      tokens.push_back({folders ? Token::Kind::AnyFolders : Token::Kind::AnyAcross, '\0', {}});
    } else if (c == '*') {
      tokens.push_back({Token::Kind::AnyInPart, '\0', {}});
    } else if (c == '?') {
      tokens.push_back({Token::Kind::AnyOne, '\0', {}});
    } else if (const auto close = pattern.find(']', index + 2);
               c == '[' && close != std::string_view::npos) {
      tokens.push_back({Token::Kind::Set, '\0', pattern.substr(index + 1, close - index - 1)});
      index = close;
    } else {
      tokens.push_back({Token::Kind::Literal, c, {}});
    }
  }
  return tokens;
}

bool accepts(const Token& token, char c) {
  switch (token.kind) {
    case Token::Kind::Literal:
      return c == token.literal;
    case Token::Kind::AnyOne:
    case Token::Kind::AnyInPart:
      return c != '/';
    case Token::Kind::AnyAcross:
    case Token::Kind::AnyFolders:
      return true;
    case Token::Kind::Set:
      return c != '/' && in_set(token.set, c);
  }
  return false;
}

bool repeats(const Token& token) {
  return token.kind == Token::Kind::AnyInPart || token.kind == Token::Kind::AnyAcross ||
         token.kind == Token::Kind::AnyFolders;
}

/// Walks all possible positions in the pattern at once, so no input is exponential.
bool fits_whole(const std::vector<Token>& tokens, std::string_view text) {
  std::vector<bool> at(tokens.size() + 1, false);
  at[0] = true;
  const auto skip_empty = [&](bool at_part_start) {
    for (std::size_t index = 0; index < tokens.size(); ++index)
      if (at[index] && repeats(tokens[index]) &&
          (at_part_start || tokens[index].kind != Token::Kind::AnyFolders))
        at[index + 1] = true;
  };
  skip_empty(true);
  for (const char c : text) {
    std::vector<bool> next(tokens.size() + 1, false);
    for (std::size_t index = 0; index < tokens.size(); ++index) {
      if (!at[index] || !accepts(tokens[index], c)) continue;
      next[repeats(tokens[index]) ? index : index + 1] = true;
    }
    at.swap(next);
    skip_empty(c == '/');
  }
  return at[tokens.size()];
}

}  // namespace

bool fits_glob(std::string_view pattern, std::string_view path) {
  if (pattern.starts_with("./")) pattern.remove_prefix(2);
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.ends_with('/')) return fits_whole(tokens_of(std::string(pattern) + "**"), path);
  if (pattern.find('/') == std::string_view::npos) {
    const auto slash = path.rfind('/');
    if (slash != std::string_view::npos && pattern != "**") path.remove_prefix(slash + 1);
  }
  return fits_whole(tokens_of(pattern), path);
}

}  // namespace gg
