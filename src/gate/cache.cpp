#include "gate/cache.h"

#include "gate/report_codec.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <sqlite3.h>
#include <sys/stat.h>

namespace gg {
namespace {

using namespace std::string_view_literals;

constexpr std::int64_t settled_ns = 2'000'000'000;  // coarsest clock of a file system: FAT

constexpr const char* schema =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = NORMAL;"
    "CREATE TABLE IF NOT EXISTS detectors (version TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS file ("
    "  folder BLOB NOT NULL, name BLOB NOT NULL,"
    "  size_bytes INTEGER NOT NULL, modified_ns INTEGER NOT NULL, changed_ns INTEGER NOT NULL,"
    "  inode INTEGER NOT NULL, device INTEGER NOT NULL, report BLOB NOT NULL,"
    "  PRIMARY KEY (folder, name)"
    ") STRICT, WITHOUT ROWID;";

class Statement {
 public:
  Statement(sqlite3* database, const char* sql) {
    sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
  }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement() { sqlite3_finalize(statement_); }

  /// Text from outside is bound as a blob: names may be of any encoding.
  void bind(int index, std::string_view bytes) {
    sqlite3_bind_blob64(statement_, index, bytes.data(), bytes.size(), SQLITE_STATIC);
  }
  void bind(int index, std::int64_t number) { sqlite3_bind_int64(statement_, index, number); }
  bool next() { return sqlite3_step(statement_) == SQLITE_ROW; }
  void again() { sqlite3_reset(statement_); }

  std::int64_t number(int column) { return sqlite3_column_int64(statement_, column); }
  Bytes bytes(int column) {
    const auto* data = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

bool run(sqlite3* database, const char* sql) {
  return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

/// Drops what another version of the detectors found.
bool keep_only_this_version(sqlite3* database) {
  {
    Statement same(database, "SELECT 1 FROM detectors WHERE version = CAST(?1 AS TEXT)");
    const auto version = detectors_version();
    same.bind(1, version);
    if (same.next()) return true;
  }
  if (!run(database, "BEGIN IMMEDIATE; DELETE FROM file; DELETE FROM detectors;")) return false;
  {
    Statement insert(database, "INSERT INTO detectors VALUES (CAST(?1 AS TEXT))");
    const auto version = detectors_version();
    insert.bind(1, version);
    insert.next();
  }
  return run(database, "COMMIT;");
}

/// Path of a file in the cache: absolute, so that the working folder does not matter.
struct Key {
  std::string folder;
  std::string_view name;  ///< Of the listed file, which must outlive the key.
};

std::string absolute_folder(std::string_view folder) {
  std::error_code error;
  const auto absolute = std::filesystem::absolute(folder.empty() ? "." : folder, error);
  return error ? std::string(folder) : absolute.lexically_normal().string();
}

/// Splits an open path; the files of one folder come together, so its name is made absolute once.
class Keys {
 public:
  Key of(const ListedFile& file) {
    const std::string_view path = file.open_path;
    const auto slash = path.rfind('/');
    const auto folder = slash == std::string_view::npos ? ""sv : path.substr(0, slash + 1);
    if (!known_ || folder != last_) {
      last_ = folder;
      absolute_ = absolute_folder(folder);
      known_ = true;
    }
    return {absolute_, slash == std::string_view::npos ? path : path.substr(slash + 1)};
  }

 private:
  bool known_ = false;
  std::string_view last_;
  std::string absolute_;
};

void load_folder(Statement& select, const std::string& folder,
                 const std::unordered_map<std::string_view, std::size_t>& wanted,
                 const std::vector<ListedFile>& files,
                 std::vector<std::optional<FileReport>>& slots) {
  select.again();
  select.bind(1, folder);
  while (select.next()) {
    const auto name_bytes = Reader::to_text(select.bytes(0));
    const auto found = wanted.find(name_bytes);
    if (found == wanted.end()) continue;
    const auto& file = files[found->second];
    const FileStamp stamp{static_cast<std::uint64_t>(select.number(1)), select.number(2),
                          select.number(3), static_cast<std::uint64_t>(select.number(4)),
                          static_cast<std::uint64_t>(select.number(5))};
    if (stamp != file.stamp) continue;
    auto report = decode_report(Reader(select.bytes(6)));
    if (!report || report->size_bytes != stamp.size_bytes) continue;
    report->path = file.path;
    slots[found->second] = *std::move(report);
  }
}

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

Result<std::unique_ptr<ScanCache>> ScanCache::open(const std::string& path) {
  std::error_code error;
  const auto folder = std::filesystem::path(path).parent_path();
  if (!folder.empty() && std::filesystem::create_directories(folder, error))
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  sqlite3* database = nullptr;
  const auto mask = umask(077);
  const int status =
      sqlite3_open_v2(path.c_str(), &database,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<ScanCache> cache(new ScanCache(database));
  sqlite3_busy_timeout(database, 500);
  const bool ready =
      status == SQLITE_OK && run(database, schema) && keep_only_this_version(database);
  umask(mask);
  if (!ready) {
    return fail(Error{ErrorKind::Unavailable,
                      path + ": " + sqlite3_errmsg(database) +
                          "; the scan runs without a cache (remove the file to begin a new one)"});
  }
  return cache;
}

ScanCache::~ScanCache() { sqlite3_close(database_); }

void ScanCache::load(const std::vector<ListedFile>& files,
                     std::vector<std::optional<FileReport>>& slots) {
  std::unordered_map<std::string, std::unordered_map<std::string_view, std::size_t>> by_folder;
  Keys keys;
  for (std::size_t index = 0; index < files.size(); ++index) {
    auto key = keys.of(files[index]);
    by_folder[std::move(key.folder)].emplace(key.name, index);
  }
  Statement select(database_,
                   "SELECT name, size_bytes, modified_ns, changed_ns, inode, device, report "
                   "FROM file WHERE folder = ?1");
  for (const auto& [folder, wanted] : by_folder) load_folder(select, folder, wanted, files, slots);
}

void ScanCache::save(const std::vector<ListedFile>& files,
                     const std::vector<std::optional<FileReport>>& slots,
                     const std::vector<bool>& cached) {
  if (!run(database_, "BEGIN IMMEDIATE")) return;  // another scan is writing: nothing is lost
  Statement insert(database_, "INSERT OR REPLACE INTO file VALUES (?1,?2,?3,?4,?5,?6,?7,?8)");
  const auto newest = now_ns() - settled_ns;
  Keys keys;
  for (std::size_t index = 0; index < files.size(); ++index) {
    const auto& stamp = files[index].stamp;
    if (!slots[index] || cached[index] || !slots[index]->sha256) continue;
    if (stamp.modified_ns > newest || stamp.changed_ns > newest) continue;
    const auto key = keys.of(files[index]);
    const auto report = encode_report(*slots[index]);
    insert.again();
    insert.bind(1, key.folder);
    insert.bind(2, key.name);
    insert.bind(3, static_cast<std::int64_t>(stamp.size_bytes));
    insert.bind(4, stamp.modified_ns);
    insert.bind(5, stamp.changed_ns);
    insert.bind(6, static_cast<std::int64_t>(stamp.inode));
    insert.bind(7, static_cast<std::int64_t>(stamp.device));
    insert.bind(8, report);
    insert.next();
  }
  run(database_, "COMMIT");
}

std::optional<std::string> default_cache_path() {
  const auto folder = [](const char* name, const char* below) -> std::optional<std::string> {
    const char* value = std::getenv(name);
    if (value == nullptr || *value != '/') return std::nullopt;
    return std::string(value) + below;
  };
  if (auto path = folder("XDG_CACHE_HOME", "/goodgate/scan.db")) return path;
  return folder("HOME", "/.cache/goodgate/scan.db");
}

}  // namespace gg
