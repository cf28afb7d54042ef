#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace gg::store {

enum class Access : std::uint8_t { ReadWrite, ReadOnly };

/// Prepared statements that wait to be used again, by their text.
using SpareStatements = std::unordered_map<std::string, std::vector<sqlite3_stmt*>>;

/// A prepared statement: bind, step, read. Parameters count from 1, columns from 0. Its text and
/// bytes must stay until it was stepped. *single thread*
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::int64_t number);
  Statement& bind_bytes(int parameter, std::string_view bytes);
  /// NULL where the text is empty: how the schema stores what is not stated.
  Statement& bind_or_null(int parameter, std::string_view text);

  /// Steps to the next row: true while there is one. Errors: Conflict for a broken constraint,
  /// Unavailable for a full disk, a file that may not be written or one that is damaged.
  Result<bool> next();
  /// Steps a statement that gives no rows. Errors as `next`.
  Result<void> run();

  [[nodiscard]] std::string text(int column) const;  ///< Empty for NULL.
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] bool is_null(int column) const;

 private:
  friend class Connection;
  Statement(sqlite3_stmt* statement, std::vector<sqlite3_stmt*>& home)
      : statement_(statement), home_(&home) {}
  explicit Statement(Error error) : error_(std::move(error)) {}
  sqlite3_stmt* statement_ = nullptr;
  Error error_{};  ///< Why there is no statement.
  std::vector<sqlite3_stmt*>* home_ = nullptr;
};

/// All rows of a statement; `read` makes a Result of each.
template <class F>
auto rows_of(Statement& statement, const F& read)
    -> Result<std::vector<typename std::invoke_result_t<F, const Statement&>::value_type>> {
  std::vector<typename std::invoke_result_t<F, const Statement&>::value_type> rows;
  while (true) {
    TRY_LET(const bool is_row, statement.next());
    if (!is_row) return rows;
    TRY_LET(auto row, read(statement));
    rows.push_back(std::move(row));
  }
}

/// One connection to a database file. *one thread at a time*
class Connection {
 public:
  /// Opens with a write-ahead log and every commit on disk before it returns (synchronous = FULL).
  /// ReadWrite makes the file where there is none, for its owner only. Errors: NotFound,
  /// Unavailable.
  static Result<Connection> open(const std::filesystem::path& path, Access access);

  Connection(Connection&&) noexcept = default;
  Connection& operator=(Connection&&) = delete;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  /// Compiles `sql` once and hands it out again when it is free. SQL that is wrong is a
  /// programmer's mistake and aborts; where the file cannot be read, stepping says so.
  Statement prepare(std::string_view sql);

  /// Runs statements without parameters or rows. Errors as `Statement::next`.
  Result<void> run(const std::string& sql);

  [[nodiscard]] std::int64_t changed_rows() const;  ///< By the last statement.
  [[nodiscard]] sqlite3* handle() const { return database_.get(); }

 private:
  struct Closer {
    void operator()(sqlite3* database) const;
  };
  explicit Connection(sqlite3* database);
  std::unique_ptr<sqlite3, Closer> database_;
  std::unique_ptr<SpareStatements> spare_;
};

/// What last went wrong in `database`, with what was tried.
Error error_of(sqlite3* database, std::string_view tried);

}  // namespace gg::store
