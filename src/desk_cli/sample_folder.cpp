#include "desk_cli/sample_folder.h"

#include "base/sha256.h"
#include "base/whole_file.h"
#include "desk_cli/sample_media.h"
#include "desk_cli/story_teller.h"
#include "sample/story.h"
#include "store/file_lock.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace gg::desk_cli {
namespace {

namespace fs = std::filesystem;

/// Stands in every folder that `goodgate demo` made, so that it takes none away that it did not.
constexpr const char* mark_name = ".goodgate-demo";
constexpr const char* mark_text = "Made by `goodgate demo`, which may take this folder away.\n";

bool is_marked(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / mark_name, error);
}

bool holds_anything(const fs::path& folder) {
  std::error_code error;
  return fs::exists(folder, error) && !fs::is_empty(folder, error);
}

Error not_ours(const fs::path& folder) {
  return {ErrorKind::Conflict, folder.string() +
                                   " holds something that `goodgate demo` did not make; name a "
                                   "folder that is empty or not there"};
}

Result<void> take_away(const fs::path& folder) {
  std::error_code error;
  if (holds_anything(folder) && !is_marked(folder)) return fail(not_ours(folder));
  fs::remove_all(folder, error);
  if (!error) return {};
  return fail(Error{ErrorKind::Unavailable, folder.string() + ": " + error.message()});
}

/// For `goodgate check` of the same media without a desk: the title file, with what its files hash
/// to.
Result<void> write_title_file(const fs::path& folder) {
  constexpr std::string_view asked = "\"{sha256:";
  TRY_LET(const auto text, sample::part_text("title.template.yaml"));
  std::string out;
  std::size_t at = 0;
  for (auto first = text.find(asked); first != std::string_view::npos;
       first = text.find(asked, at)) {
    const auto end = text.find('}', first);
    const auto name = text.substr(first + asked.size(), end - first - asked.size());
    TRY_LET(const auto bytes, media_bytes(folder / "delivery" / name));
    out += std::string(text.substr(at, first + 1 - at)) + sha256_of(bytes).hex();
    at = end + 1;
  }
  return write_whole(folder / "title.yaml", out + std::string(text.substr(at)));
}

/// Links in the mails of the story lead to where the desk will listen.
Result<void> tell_story(const fs::path& folder, const std::string& listen) {
  TRY_LET(const auto story, sample::read_part("story.yaml"));
  const auto today =
      std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
  StoryClock clock;
  clock.set(today - std::chrono::days(story.at("begins_days_ago").get<int>()));
  auto options = SampleFolder(folder).desk_options("127.0.0.1:0", desk::DeskOptions::Sample::Make);
  options.public_address = "http://" + listen;
  options.now = [&clock] { return clock.now(); };
  TRY_LET(const auto desk, desk::Desk::start(options));
  StoryTeller teller(*desk, clock, folder, today);
  TRY(teller.tell(story));
  if (const auto* link = teller.answer_to("talent_link"))
    TRY(write_whole(SampleFolder(folder).talent_link(), text_member(*link, "token")));
  return teller.end();
}

}  // namespace

SampleFolder::SampleFolder(const fs::path& folder)
    : folder_(fs::absolute(folder).lexically_normal()) {
  if (!folder_.has_filename()) folder_ = folder_.parent_path();
}

Result<bool> SampleFolder::is_made() const {
  std::error_code error;
  if (!holds_anything(folder_)) return false;
  if (is_marked(folder_)) return fs::exists(register_file(), error);
  return fail(not_ours(folder_));
}

desk::DeskOptions SampleFolder::desk_options(const std::string& listen,
                                             desk::DeskOptions::Sample sample) const {
  outgoing::MailSettings mail;
  mail.folder = folder_ / "mail";
  return {.file = register_file(),
          .key_file = register_file().string() + ".key",
          .listen = listen,
          .secure_cookies = false,
          .mail = std::move(mail),
          .mail_from = "desk@goodgate.example",
          .sample = sample,
          .quiet = true};
}

Result<void> SampleFolder::make(Parts parts, const std::string& listen) const {
  std::error_code error;
  const fs::path part = folder_.string() + ".part";
  fs::create_directories(folder_.parent_path(), error);
  TRY_LET(const auto making, store::FileLock::take(part));
  std::optional<store::FileLock> before;  // a desk that serves it is not robbed of it
  if (fs::exists(register_file(), error)) {
    TRY_LET(before, store::FileLock::take(register_file()));
  }
  TRY(take_away(part));
  fs::create_directories(part, error);
  TRY(write_whole(part / mark_name, mark_text));
  TRY(make_sample_media(part));
  TRY(write_title_file(part));
  if (parts == Parts::All) TRY(tell_story(part, listen));
  TRY(take_away(folder_));
  fs::rename(part, folder_, error);
  if (error) return fail(Error{ErrorKind::Unavailable, folder_.string() + ": " + error.message()});
  fs::remove(part.string() + ".lock", error);
  return {};
}

}  // namespace gg::desk_cli
