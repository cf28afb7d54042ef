#pragma once

#include <cstdio>
#include <cstdlib>

/// A programmer's promise, checked in every build: aborts when it does not hold. Never reachable
/// from input (input errors are values: see base/result.h).
#define GG_CHECK(condition)                                                                \
  do {                                                                                     \
    if (!(condition)) {                                                                    \
      std::fprintf(stderr, "%s:%d: check failed: %s\n", __FILE__, __LINE__, #condition);   \
      std::abort();                                                                        \
    }                                                                                      \
  } while (false)
