#pragma once

#include "clearance/clearance.h"
#include "clearance/nouns.h"

#include <filesystem>
#include <memory>
#include <string>

#include <gtest/gtest.h>
#include <openssl/rand.h>
#include <unistd.h>

namespace gg::clearance {

/// A register of its own in a temporary folder, with people in every role, one title, one tool, and
/// a clock the test sets. For tests only.
class SampleDesk : public testing::Test {
 protected:
  SampleDesk() {
    static int count = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("goodgate_desk_" + std::to_string(::getpid()) + "_" + std::to_string(++count));
    std::filesystem::create_directories(folder_);
    open();
    const auto first = desk_->begin("Ada Administrator", "ada@studio.example");
    EXPECT_TRUE(first.has_value());
    admin_ = first->id;
    company_ = made(admin_, "company", {{"name", "Harbour Pictures"}});
    other_company_ = made(admin_, "company", {{"name", "Other Pictures"}});
    coordinator_ = person("Cleo Coordinator", "coordinator", {});
    title_ = made(coordinator_, "title",
                  {{"name", "The Quiet Harbour"},
                   {"kind", "documentary"},
                   {"territories", {"US", "DE"}},
                   {"agreements", Json::array()},
                   {"roles", {"deployer"}},
                   {"photography", "2026-03-02"},
                   {"release", "2027-09-15"}});
    partner_ = person("Pat Partner", "partner", company_);
    contact_ = person("Connie Contact", "contact", {});
    legal_ = person("Leo Legal", "legal", {});
    auditor_ = person("Audrey Auditor", "auditor", {});
    tool_ = made(contact_, "tool",
                 {{"product", "House Painter"},
                  {"product_version", "3"},
                  {"tier", "enterprise"},
                  {"terms", {{"date", "2026-10-01"}, {"url", "https://house.example/terms"}}},
                  {"facts",
                   {{"trains_on_inputs", "no"},
                    {"trains_on_outputs", "no"},
                    {"tool_enterprise", "yes"},
                    {"terms_read", "yes"}}}});
  }

  ~SampleDesk() override {
    desk_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  void open() {
    const auto key = ledger::SigningKey::from_seed("desk.example", std::string(32, 'k'));
    ASSERT_TRUE(key.has_value());
    auto desk = Clearance::open(
        {.file = folder_ / "register.db",
         .key = *key,
         .now = [this] { return now_; },
         .fill_random =
             [](std::span<std::byte> bytes) {
               ::RAND_bytes(static_cast<unsigned char*>(static_cast<void*>(bytes.data())),
                            static_cast<int>(bytes.size()));
             }});
    ASSERT_TRUE(desk.has_value()) << desk.error().message;
    desk_ = *std::move(desk);
  }

  /// Does something that must succeed.
  store::Record done(const std::string& who, const UseCase& act) {
    now_ += std::chrono::seconds(1);
    auto result = desk_->run(who, act);
    EXPECT_TRUE(result.has_value()) << (result.has_value() ? "" : result.error().message);
    return result.has_value() ? *std::move(result) : store::Record{};
  }

  /// Does something that must fail.
  Error refused(const std::string& who, const UseCase& act) {
    now_ += std::chrono::seconds(1);
    auto result = desk_->run(who, act);
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? Error{} : std::move(result).error();
  }

  static UseCase creating(const char* what, Json body) {
    return [what, body = std::move(body)](Work& work) { return create(work, noun(what), body); };
  }

  std::string made(const std::string& who, const char* what, Json body) {
    return done(who, creating(what, std::move(body))).id;
  }

  std::string person(const std::string& name, const char* role, const std::string& company) {
    Json body{{"name", name}};
    if (!company.empty()) body["company"] = company;
    auto id = made(admin_, "person", body);
    made(admin_, "grant", {{"person", id}, {"role", role}});
    return id;
  }

  store::Record found(const std::string& id) {
    std::optional<store::Record> record;
    const auto read = desk_->read([&](store::Snapshot& snapshot) -> Result<void> {
      TRY_LET(record, snapshot.find(id));
      return {};
    });
    EXPECT_TRUE(read.has_value() && record.has_value()) << id;
    return record.value_or(store::Record{});
  }

  /// An idea that stays in the room: every question of the short form answered mildly.
  [[nodiscard]] Json mild_use() const {
    return {{"title", title_},
            {"company", company_},
            {"summary", "Mood boards for the harbour at night"},
            {"intent", "Try ten moods in an afternoon"},
            {"tools", {tool_}},
            {"facts",
             {{"purpose", "ideation"},
              {"final_deliverable", "no"},
              {"element", "none"},
              {"prominence", "not_seen"},
              {"story_relevant", "no"},
              {"could_mislead", "no"},
              {"talent_likeness", "no"},
              {"performance_altered", "no"},
              {"union_work", "no"},
              {"personal_data", "no"},
              {"third_party_ip", "no"},
              {"names_real_people", "no"},
              {"unreleased_material", "no"},
              {"sensitive_material", "no"},
              {"several_tools", "no"},
              {"model_trained", "no"}}}};
  }

  std::filesystem::path folder_;
  Moment now_ = *parse_moment("2026-11-24T09:00:00Z");
  std::unique_ptr<Clearance> desk_;
  std::string admin_, company_, other_company_, coordinator_, title_, partner_, contact_, legal_,
      auditor_, tool_;
};

}  // namespace gg::clearance
