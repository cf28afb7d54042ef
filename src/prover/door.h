#pragma once

#include "base/result.h"

#include <string>

#include <z3++.h>

namespace gg::prover {

/// The one place where what the solver throws (memory is out, it was interrupted) becomes an error.
template <class T, class F>
Result<T> through_door(F&& work) {
  try {
    return work();
  } catch (const z3::exception& error) {
    return fail(Error{ErrorKind::Internal, std::string("the solver failed: ") + error.msg()});
  }
}

}  // namespace gg::prover
