#pragma once

#include "desk/desk.h"
#include "desk_client/desk_client.h"
#include "json/json.h"

#include <atomic>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace gg::desk_cli {

/// The time in a story that is told. *thread-safe*
class StoryClock {
 public:
  [[nodiscard]] Moment now() const { return Moment(std::chrono::milliseconds(at_.load())); }
  void set(Moment moment) { at_.store(moment.time_since_epoch().count()); }

 private:
  std::atomic<std::int64_t> at_{0};
};

/// Tells what happened in the sample production (demo/story.yaml) to a desk, act by act, each as
/// the person it says and on its day, by the API that everybody uses. *single thread*
class StoryTeller {
 public:
  /// `media`: the folder with the sample's media; `today`: when the story ends.
  StoryTeller(desk::Desk& desk, StoryClock& clock, std::filesystem::path media, Moment today);

  /// Errors: of what the desk refuses, or does otherwise than the story says, with the line.
  Result<void> tell(const Json& story);

  /// What the desk answered to the act of this name; nothing where there was none.
  [[nodiscard]] const Json* answer_to(std::string_view name) const;

  /// Takes back the tokens that the people of the story acted by.
  Result<void> end();

 private:
  Result<void> act(const Json& act);
  Result<void> move_clock(const std::string& to);
  Result<void> join(const Json& act);
  Result<void> first_of_all(const Json& act);
  Result<void> invited(const Json& act);
  Result<void> sign_in(const std::string& name, const std::string& email);
  Result<void> ask(const Json& act);
  Result<void> keep_answer(const Json& act, const std::string& path, Json answer);
  Result<void> attach(const Json& act);
  Result<void> hand_in(const Json& act);
  void add_usual_answers(Json& body) const;
  Result<void> meet_duties(const Json& act);
  Result<const desk_client::DeskClient*> client_of(const Json& act) const;
  [[nodiscard]] Result<Json> meaning_of(std::string_view name) const;
  [[nodiscard]] Result<Json> filled(const Json& act, const char* member) const;

  desk::Desk& desk_;
  StoryClock& clock_;
  std::filesystem::path media_;
  Moment today_;
  Json usual_answers_;
  std::map<std::string, desk_client::DeskClient, std::less<>> people_;
  std::map<std::string, Json, std::less<>> answers_;
};

}  // namespace gg::desk_cli
