#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define GG_SANITIZED 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define GG_SANITIZED 1
#endif
#ifndef GG_SANITIZED
#define GG_SANITIZED 0
#endif

namespace gg {

/// Whether this build carries a sanitizer, whose shadow lies in address space that must not be
/// limited. clang and g++ say so in different ways.
inline constexpr bool is_sanitized = GG_SANITIZED != 0;

}  // namespace gg
