#include "store/store.h"

#include "store/content.h"
#include "store/migrate.h"

#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <future>
#include <mutex>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

namespace gg::store {
namespace {

namespace fs = std::filesystem;

class StoreTest : public testing::Test {
 protected:
  StoreTest()
      : folder_(fs::temp_directory_path() /
                ("goodgate_store_" + std::to_string(::getpid()) + "_" + std::to_string(++count_))) {
    fs::create_directories(folder_);
  }
  ~StoreTest() override {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  [[nodiscard]] fs::path path() const { return folder_ / "register.db"; }

  std::unique_ptr<Store> open(Store::Options options = {}) {
    auto store = Store::open(path(), std::move(options));
    EXPECT_TRUE(store.has_value()) << (store.has_value() ? "" : store.error().message);
    return store.has_value() ? *std::move(store) : nullptr;
  }

  static Record tool(const std::string& id, std::string state = "in_use") {
    return {.id = id,
            .noun = "tool",
            .title = {},
            .company = {},
            .state = std::move(state),
            .version = 1,
            .due = {},
            .created = "2026-11-24T10:00:00.000Z",
            .updated = "2026-11-24T10:00:00.000Z",
            .doc = {{"product", "Painter " + id}}};
  }

  fs::path folder_;

 private:
  static inline int count_ = 0;
};

Act inserting(Record record) {
  return
      [record = std::move(record)](Transaction& transaction) { return transaction.insert(record); };
}

std::vector<std::string> ids_of(const Store& store, const Query& query) {
  std::vector<std::string> ids;
  const auto read = store.read([&](Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto records, snapshot.list(query));
    for (const auto& record : records) ids.push_back(record.id);
    return {};
  });
  EXPECT_TRUE(read.has_value());
  return ids;
}

TEST_F(StoreTest, RecordComesBackWholeAfterReopening) {
  auto record = tool("tol_1");
  record.doc = {{"product", "Ünïcode \" \\ \n"}, {"list", {1, 2.5, nullptr, true}}};
  ASSERT_TRUE(open()->write(inserting(record)).has_value());
  std::optional<Record> found;
  const auto read = open()->read([&](Snapshot& snapshot) -> Result<void> {
    TRY_LET(found, snapshot.find("tol_1"));
    return {};
  });
  ASSERT_TRUE(read.has_value() && found.has_value());
  EXPECT_EQ(found->doc, record.doc);
  EXPECT_EQ(found->state, record.state);
  EXPECT_EQ(found->version, 1);
  EXPECT_EQ(found->title, "");
}

TEST_F(StoreTest, FailedActLeavesNothingAndItsNeighboursStand) {
  const auto store = open();
  std::atomic<int> failed = 0;
  std::atomic<int> done = 0;
  for (int number = 0; number < 40; ++number) {
    store->submit(
        [number](Transaction& transaction) -> Result<void> {
          TRY(transaction.insert(tool("tol_" + std::to_string(100 + number))));
          if (number % 3 == 0) return fail(Error{ErrorKind::InvalidInput, "refused"});
          return {};
        },
        [&](Result<void> result) {
          failed += result.has_value() ? 0 : 1;
          ++done;
        });
  }
  ASSERT_TRUE(store->write([](Transaction&) { return Result<void>(); }).has_value());
  EXPECT_EQ(done, 40);
  EXPECT_EQ(failed, 14);
  EXPECT_EQ(ids_of(*store, {.noun = "tool"}).size(), 26U);
}

TEST_F(StoreTest, StaleUpdateIsRefusedAndEarlierVersionStays) {
  const auto store = open();
  ASSERT_TRUE(store->write(inserting(tool("tol_1"))).has_value());
  auto second = tool("tol_1", "retired");
  second.version = 2;
  second.doc["product"] = "Other";
  const auto update = [&second](Transaction& transaction) { return transaction.update(second); };
  ASSERT_TRUE(store->write(update).has_value());
  const auto again = store->write(update);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
  std::optional<Json> before;
  const auto read = store->read([&](Snapshot& snapshot) -> Result<void> {
    TRY_LET(before, snapshot.earlier("tol_1", 1));
    return {};
  });
  ASSERT_TRUE(read.has_value() && before.has_value());
  EXPECT_EQ((*before)["product"], "Painter tol_1");
}

TEST_F(StoreTest, ListsFilterAndPage) {
  const auto store = open();
  for (int number = 10; number < 30; ++number)
    ASSERT_TRUE(store
                    ->write(inserting(tool("tol_" + std::to_string(number),
                                           number % 2 == 0 ? "in_use" : "retired")))
                    .has_value());
  EXPECT_EQ(ids_of(*store, {.noun = "tool", .states = {"retired"}}).size(), 10U);
  EXPECT_EQ(ids_of(*store, {.noun = "tool", .text = "PAINTER TOL_17"}),
            std::vector<std::string>{"tol_17"});
  auto aegir = tool("tol_98", "in_use");
  aegir.doc["product"] = "Ægir Málari 静かな港";
  ASSERT_TRUE(store->write(inserting(aegir)).has_value());
  for (const auto* wanted : {"ÆGIR málari", "aegir malari", "港"})
    EXPECT_EQ(ids_of(*store, {.noun = "tool", .text = wanted}), std::vector<std::string>{"tol_98"});
  EXPECT_EQ(ids_of(*store, {.noun = "use"}).size(), 0U);
  const auto first = ids_of(*store, {.noun = "tool", .limit = 7});
  ASSERT_EQ(first.size(), 7U);
  const auto rest = ids_of(*store, {.noun = "tool", .after = first.back()});
  EXPECT_EQ(rest.size(), 14U);
  EXPECT_EQ(rest.front(), "tol_17");
}

TEST_F(StoreTest, LinkToNothingIsRefused) {
  const auto store = open();
  ASSERT_TRUE(store->write(inserting(tool("tol_1"))).has_value());
  const auto linked = store->write([](Transaction& transaction) {
    return transaction.set_links("tol_1", {{"tol_1", "terms", "att_9"}});
  });
  ASSERT_FALSE(linked.has_value());
  EXPECT_EQ(linked.error().kind, ErrorKind::Conflict);
}

TEST_F(StoreTest, HookThatFailsUndoesTheCommit) {
  const auto store = open({.before_commit = [](Transaction&) -> Result<void> {
    return fail(Error{ErrorKind::Unavailable, "no key to sign with"});
  }});
  const auto written = store->write(inserting(tool("tol_1")));
  ASSERT_FALSE(written.has_value());
  EXPECT_EQ(written.error().message, "no key to sign with");
  EXPECT_TRUE(ids_of(*store, {.noun = "tool"}).empty());
}

TEST_F(StoreTest, SecondProgramIsToldWhatToDo) {
  const auto store = open();
  const auto second = Store::open(path(), {});
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
  EXPECT_NE(second.error().message.find("--server"), std::string::npos);
}

TEST_F(StoreTest, FileOfANewerGoodgateIsRefused) {
  open().reset();
  {
    auto connection = Connection::open(path(), Access::ReadWrite);
    ASSERT_TRUE(connection.has_value());
    ASSERT_TRUE(connection->run("INSERT INTO migration VALUES (99, 'x')").has_value());
  }
  const auto opened = Store::open(path(), {});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().kind, ErrorKind::InvalidInput);
}

TEST_F(StoreTest, FileIsForItsOwnerOnly) {
  const auto store = open();
  EXPECT_EQ(fs::status(path()).permissions() & fs::perms::all,
            fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(StoreTest, SomethingElseThanARegisterIsRefused) {
  FILE* file = std::fopen(path().c_str(), "w");
  for (int line = 0; line < 1000; ++line) std::fputs("not a database\n", file);
  std::fclose(file);
  const auto opened = Store::open(path(), {});
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().kind, ErrorKind::Unavailable);
}

TEST_F(StoreTest, BackUpOfABusyRegisterIsARegister) {
  const auto copy = folder_ / "copy.db";
  {
    const auto store = open();
    std::jthread writer([&](const std::stop_token& stop) {
      for (int number = 0; !stop.stop_requested(); ++number)
        static_cast<void>(store->write(inserting(tool("tol_" + std::to_string(number)))));
    });
    while (ids_of(*store, {.noun = "tool"}).size() < 10) std::this_thread::yield();
    ASSERT_TRUE(back_up(path(), copy).has_value());
    EXPECT_FALSE(back_up(path(), copy).has_value());
  }
  const auto restored = Store::open(copy, {});
  ASSERT_TRUE(restored.has_value()) << restored.error().message;
  EXPECT_GE(ids_of(**restored, {.noun = "tool"}).size(), 10U);
}

/// What was on record under an earlier schema; what later steps look at is among it.
void fill(Connection& connection) {
  const auto filled = connection.run(
      R"(INSERT INTO record (id, noun, state, version, created, updated, doc) VALUES
           ('cmp_1', 'company', 'active', 1, '2026-01-01', '2026-01-01', '{"name":"Harbour"}'),
           ('tol_1', 'tool', 'in_use', 1, '2026-01-01', '2026-01-01',
            '{"product":"Painter","terms":{"recheck":"2027-01-01"}}'),
           ('apr_1', 'approval', 'in_force', 1, '2026-01-01', '2026-01-01',
            '{"expires":"2027-02-01"}');
         INSERT INTO earlier (id, version, doc) VALUES ('cmp_1', 0, '{"name":"Before"}');
         INSERT INTO link (source, field, target) VALUES ('apr_1', 'use', 'tol_1');
         INSERT INTO account (person, email) VALUES ('cmp_1', 'ada@studio.example');)");
  EXPECT_TRUE(filled.has_value()) << filled.error().message;
}

TEST_F(StoreTest, EveryEarlierSchemaIsBroughtUpWithWhatItHolds) {
  for (int step = 1; step < schema_version(); ++step) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    {
      auto earlier = Connection::open(path(), Access::ReadWrite);
      ASSERT_TRUE(earlier.has_value());
      ASSERT_TRUE(migrate(*earlier, step).has_value()) << step;
      fill(*earlier);
    }
    const auto store = open();
    ASSERT_NE(store, nullptr) << "from step " << step;
    const auto read = store->read([&](Snapshot& snapshot) -> Result<void> {
      TRY_LET(const auto company, snapshot.find("cmp_1"));
      EXPECT_EQ(company.value().doc.at("name"), "Harbour") << step;
      TRY_LET(const auto before, snapshot.earlier("cmp_1", 0));
      EXPECT_EQ(before.value().at("name"), "Before") << step;
      TRY_LET(const auto links, snapshot.links_to("tol_1"));
      EXPECT_EQ(links.size(), 1U) << step;
      auto newest = snapshot.connection().prepare("SELECT max(step) FROM migration");
      TRY(newest.next());
      EXPECT_EQ(newest.number(0), schema_version());
      return {};
    });
    EXPECT_TRUE(read.has_value()) << read.error().message;
  }
}

TEST_F(StoreTest, WhatEndsUnderAnEarlierSchemaIsWatchedUnderThisOne) {
  {
    auto first = Connection::open(path(), Access::ReadWrite);
    ASSERT_TRUE(first.has_value() && migrate(*first, 1).has_value());
    fill(*first);
  }
  const auto read = open()->read([](Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto alarms, snapshot.alarms("2026-06-01", 10));
    EXPECT_EQ(alarms.size(), 2U);
    return {};
  });
  EXPECT_TRUE(read.has_value()) << read.error().message;
}

/// A disk that takes what is written when the test says so.
class SlowDisk {
 public:
  LogSync::Sync sync() {
    return [this](int file) {
      std::unique_lock lock(mutex_);
      ++asked_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return is_open_; });
      return is_good_ && LogSync::sync_file(file);
    };
  }

  void let_through(bool is_good = true) {
    const std::scoped_lock lock(mutex_);
    is_open_ = true;
    is_good_ = is_good;
    changed_.notify_all();
  }

  void hold() {
    const std::scoped_lock lock(mutex_);
    is_open_ = false;
  }

  void wait_until_asked(int times) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this, times] { return asked_ >= times; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int asked_ = 0;
  bool is_open_ = true;
  bool is_good_ = true;
};

bool sees(const Store& store, std::string_view id) {
  bool is_there = false;
  const auto looked = store.look([&](Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto record, snapshot.find(id));
    is_there = record.has_value();
    return {};
  });
  return looked.has_value() && is_there;
}

TEST_F(StoreTest, NothingIsToldBeforeItIsOnDiskAndTheWriterGoesOn) {
  SlowDisk disk;
  const auto store = Store::open(path(), {.sync = disk.sync()}).value();
  disk.hold();
  std::atomic<int> written = 0;
  const auto told = [&written](const Result<void>& result) { written += result.has_value(); };
  store->submit(inserting(tool("tol_1")), told);
  disk.wait_until_asked(1);
  std::promise<void> second_is_in;
  store->submit(
      [&](Transaction& transaction) {
        second_is_in.set_value();
        return transaction.insert(tool("tol_2"));
      },
      told);
  second_is_in.get_future().wait();  // while the disk still works on the first
  EXPECT_TRUE(sees(*store, "tol_1"));
  std::promise<int> read;
  store->read([](Snapshot&) { return Result<void>(); },
              [&](const Result<void>&) { read.set_value(written); });
  EXPECT_EQ(written, 0);
  disk.let_through();
  EXPECT_GE(read.get_future().get(), 1) << "what a reader saw was not on disk when it was told";
  ASSERT_TRUE(store->write(inserting(tool("tol_3"))).has_value());
  EXPECT_EQ(written, 2);
}

TEST_F(StoreTest, LogIsMovedIntoTheFileWhileTheStoreIsOpen) {
  const auto store = open();
  const auto before = fs::file_size(path());
  for (int number = 10'000; number < 10'400; ++number) {
    auto record = tool("tol_" + std::to_string(number));
    record.doc["note"] = std::string(16'000, 'x');
    store->submit(inserting(record), [](const Result<void>&) {});
  }
  ASSERT_TRUE(store->write([](Transaction&) { return Result<void>(); }).has_value());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (fs::file_size(path()) < before + 4'000'000 && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  EXPECT_GE(fs::file_size(path()), before + 4'000'000);
}

TEST_F(StoreTest, PowerFailureTakesNothingThatWasAcknowledged) {
  const auto kept = path().string() + "-kept";
  const auto log = path().string() + "-wal";
  const auto options = std::filesystem::copy_options::overwrite_existing;
  std::vector<std::string> acknowledged;
  {
    // What is in the log when it is synced is what the disk is sure to have afterwards.
    const auto store =
        Store::open(path(), {.sync =
                                 [&](int file) {
                                   std::filesystem::copy_file(log, kept + "-wal", options);
                                   return LogSync::sync_file(file);
                                 }})
            .value();
    std::filesystem::copy_file(path(), kept, options);
    for (int number = 100; number < 120; ++number) {
      const auto id = "tol_" + std::to_string(number);
      store->submit(inserting(tool(id)), [&acknowledged, id](const Result<void>& result) {
        if (result.has_value()) acknowledged.push_back(id);
      });
    }
    ASSERT_TRUE(store->write([](Transaction&) { return Result<void>(); }).has_value());
  }
  ASSERT_EQ(acknowledged.size(), 20U);
  const auto after = Store::open(kept, {}).value();
  for (const auto& id : acknowledged) EXPECT_TRUE(sees(*after, id)) << id;
}

TEST_F(StoreTest, DiskThatRefusesEndsWritingAndAcknowledgesNothing) {
  SlowDisk disk;
  const auto store = Store::open(path(), {.sync = disk.sync()}).value();
  ASSERT_TRUE(store->write(inserting(tool("tol_1"))).has_value());
  disk.let_through(false);
  const auto refused = store->write(inserting(tool("tol_2")));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::Unavailable);
  EXPECT_NE(refused.error().message.find("check the disk"), std::string::npos);
  disk.let_through(true);
  EXPECT_FALSE(store->write(inserting(tool("tol_3"))).has_value());
  EXPECT_FALSE(sees(*store, "tol_3"));
  EXPECT_FALSE(store->read([](Snapshot&) { return Result<void>(); }).has_value());
}

Result<std::int64_t> arriving(Transaction& transaction, const std::string& bytes) {
  TRY_LET(const auto content, begin_content(transaction, "2026-11-27T10:00:00.000Z"));
  TRY(add_chunk(transaction, content, 0, bytes));
  return content;
}

Content as_kept(std::int64_t content, std::int64_t size_bytes) {
  return {.id = content, .sha256 = "ab", .size_bytes = size_bytes, .media_type = "text/plain"};
}

TEST_F(StoreTest, ContentIsSeenOnceItIsKeptAndGoesWithTheLastThatHasIt) {
  const auto store = open();
  const auto written = store->write([](Transaction& transaction) -> Result<void> {
    TRY(transaction.insert(tool("att_1")));
    TRY(transaction.insert(tool("att_2")));
    TRY_LET(const auto content, arriving(transaction, "some words"));
    TRY_LET(const auto before, find_content(transaction, "ab"));
    EXPECT_FALSE(before.has_value());
    TRY(keep_content(transaction, as_kept(content, 10)));
    TRY(attach_content(transaction, "att_1", content));
    TRY(attach_content(transaction, "att_2", content));
    TRY(detach_content(transaction, "att_1", Leaving::Later));
    TRY_LET(const auto kept, content_of(transaction, "att_2"));
    EXPECT_EQ(kept.value().size_bytes, 10);
    TRY_LET(const auto chunk, content_chunk(transaction, content, 0));
    EXPECT_EQ(chunk, "some words");
    TRY(detach_content(transaction, "att_2", Leaving::Later));
    TRY_LET(const auto gone, find_content(transaction, "ab"));
    EXPECT_FALSE(gone.has_value());
    return {};
  });
  ASSERT_TRUE(written.has_value()) << written.error().message;
  bool is_left = true;
  int rounds = 0;
  while (is_left && rounds++ < 10)
    ASSERT_TRUE(store
                    ->write([&](Transaction& transaction) -> Result<void> {
                      TRY_LET(is_left, sweep_contents(transaction));
                      return {};
                    })
                    .has_value());
  EXPECT_FALSE(is_left);
}

TEST_F(StoreTest, ContentThatArrivedForNobodyLeaves) {
  const auto store = open();
  const auto written = store->write([](Transaction& transaction) -> Result<void> {
    TRY_LET(const auto content, arriving(transaction, "half of it"));
    TRY(give_up_arriving(transaction));
    EXPECT_FALSE(keep_content(transaction, as_kept(content, 10)).has_value());
    TRY_LET(const bool is_leaving, has_leaving(transaction));
    EXPECT_TRUE(is_leaving);
    return {};
  });
  EXPECT_TRUE(written.has_value()) << written.error().message;
}

}  // namespace
}  // namespace gg::store
