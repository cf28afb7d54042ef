#pragma once

#include <string>
#include <string_view>

namespace gg::store {

/// `text` as it is searched: no case, no accents, one width, in any script (Unicode case folding,
/// NFKD without marks); letters that have no accent to lose stand as people type them (æ ae, ø o, ð
/// d, þ th). What is not UTF-8 has its ASCII letters in lower case and is else unchanged. Never
/// fails.
std::string folded(std::string_view text);

}  // namespace gg::store
