#pragma once

#include "store/sqlite.h"

#include <memory>

namespace gg::store {

/// Moves what the write-ahead log holds into the register's file, beside the writer, which would
/// else stand still for it (https://www.sqlite.org/wal.html, "Checkpointing"). One that fails is
/// tried again when the log has grown on. *thread-safe*
class LogMover {
 public:
  /// Watches the commits of `writer`, and moves by a connection of its own, `mover`.
  LogMover(Connection& writer, Connection mover);
  LogMover(const LogMover&) = delete;
  LogMover& operator=(const LogMover&) = delete;
  ~LogMover();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gg::store
