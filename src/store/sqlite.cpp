#include "store/sqlite.h"

#include "base/check.h"
#include "base/descriptor.h"
#include "secrets/encoding.h"
#include "store/fold.h"

#include <utility>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace gg::store {
namespace {

constexpr int busy_timeout_ms = 5000;

ErrorKind kind_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_CONSTRAINT:
      return ErrorKind::Conflict;
    case SQLITE_TOOBIG:
      return ErrorKind::LimitExceeded;
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
      return ErrorKind::Internal;
    default:
      return ErrorKind::Unavailable;
  }
}

std::string_view advice_for(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return "; nothing was written: free space on the disk and try again";
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return "; nothing was written: check the owner and mode of the file and its folder";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "; another program holds the file: stop it and try again";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return "; restore the last back-up with `goodgate restore`";
    default:
      return "";
  }
}

/// Makes the file readable by its owner only before SQLite fills it.
void create_private(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
}

/// Whether the file lies where nothing can be written and its last writer closed it whole: a
/// medium that is read-only, where SQLite can make none of the files it shares with writers.
bool cannot_change(const std::filesystem::path& path) {
  const auto folder = std::filesystem::absolute(path).parent_path();
  std::error_code ignored;
  return ::access(folder.c_str(), W_OK) != 0 &&
         !std::filesystem::exists(path.string() + "-wal", ignored);
}

/// `folded(text)`, for searches.
void fold_value(sqlite3_context* context, int /*count*/, sqlite3_value** values) {
  const auto* text = static_cast<const char*>(sqlite3_value_blob(*values));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(*values));
  const auto plain = folded({text == nullptr ? "" : text, size});
  sqlite3_result_text64(context, plain.data(), plain.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

Result<void> add_functions(sqlite3* handle) {
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  const int code = sqlite3_create_function_v2(handle, "folded", 1, flags, nullptr, fold_value,
                                              nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? Result<void>() : fail(error_of(handle, "the register"));
}

}  // namespace

Error error_of(sqlite3* database, std::string_view tried) {
  const int code = sqlite3_extended_errcode(database);
  return {kind_of(code),
          std::string(tried) + ": " + sqlite3_errmsg(database) + std::string(advice_for(code))};
}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      error_(std::move(other.error_)),
      home_(other.home_) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  home_->push_back(statement_);
}

Statement& Statement::bind(int parameter, std::string_view text) {
  sqlite3_bind_text64(statement_, parameter, text.data() == nullptr ? "" : text.data(), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number) {
  sqlite3_bind_int64(statement_, parameter, number);
  return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view bytes) {
  sqlite3_bind_blob64(statement_, parameter, bytes.data() == nullptr ? "" : bytes.data(),
                      bytes.size(), SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind_or_null(int parameter, std::string_view text) {
  if (!text.empty()) return bind(parameter, text);
  sqlite3_bind_null(statement_, parameter);
  return *this;
}

Result<bool> Statement::next() {
  if (statement_ == nullptr) return fail(error_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return fail(error_of(sqlite3_db_handle(statement_), "the register"));
}

Result<void> Statement::run() {
  TRY(next());
  sqlite3_reset(statement_);
  return {};
}

std::string Statement::text(int column) const {
  const void* data = sqlite3_column_blob(statement_, column);
  if (data == nullptr) return {};
  return {static_cast<const char*>(data),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

void Connection::Closer::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Connection::Connection(sqlite3* database)
    : database_(database), spare_(std::make_unique<SpareStatements>()) {}

Connection::~Connection() {
  if (!spare_) return;
  for (const auto& [text, statements] : *spare_)
    for (auto* statement : statements) sqlite3_finalize(statement);
}

Result<Connection> Connection::open(const std::filesystem::path& path, Access access) {
  // Nobody asks how much memory SQLite has, and counting it takes a lock at each allocation.
  static const int is_uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  GG_CHECK(is_uncounted == SQLITE_OK);
  if (access == Access::ReadWrite) create_private(path);
  sqlite3* handle = nullptr;
  const int flags = (access == Access::ReadWrite ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  const bool is_fixed = access == Access::ReadOnly && cannot_change(path);
  const auto name =
      "file:" + secrets::percent_encoded(path.string()) + (is_fixed ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  Connection connection(handle);
  if (code != SQLITE_OK) {
    auto error = error_of(handle, path.string() + ": cannot be opened");
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) error.kind = ErrorKind::NotFound;
    return fail(std::move(error));
  }
  sqlite3_busy_timeout(handle, busy_timeout_ms);
  TRY(add_functions(handle));
  // Plans do not depend on what is bound: else a statement is compiled again whenever that changes.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
  TRY(
      connection.run("PRAGMA foreign_keys = ON;"
                     "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000;"));
  if (access == Access::ReadWrite)
    TRY(connection.run(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"));
  return connection;
}

Statement Connection::prepare(std::string_view sql) {
  auto& home = (*spare_)[std::string(sql)];
  if (!home.empty()) {
    auto* statement = home.back();
    home.pop_back();
    return {statement, home};
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  GG_CHECK((code & 0xFF) != SQLITE_ERROR);
  if (code != SQLITE_OK) return Statement(error_of(database_.get(), "the register"));
  return {statement, home};
}

Result<void> Connection::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return fail(error_of(database_.get(), "the register"));
  return {};
}

std::int64_t Connection::changed_rows() const { return sqlite3_changes64(database_.get()); }

}  // namespace gg::store
