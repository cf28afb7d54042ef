#pragma once

namespace gg {

/// For a `std::unique_ptr` to what a C library made: frees it with the library's own function.
template <auto Free>
struct FreedBy {
  template <class T>
  void operator()(T* value) const {
    Free(value);
  }
};

}  // namespace gg
