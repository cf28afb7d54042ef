#include "desk_cli/story_files.h"

#include "base/text.h"
#include "desk_cli/sample_media.h"

#include <algorithm>
#include <chrono>
#include <thread>

namespace gg::desk_cli {
namespace {

using desk_client::DeskClient;
using desk_client::encoded;

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds ask_again_after{50};
constexpr int asks_max = 2400;  // two minutes

Result<std::vector<fs::path>> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error))
    if (at->is_regular_file(error)) files.push_back(at->path());
  if (error || files.empty())
    return fail(
        Error{ErrorKind::NotFound, folder.string() + ": no folder of the sample production"});
  std::ranges::sort(files);
  return files;
}

Result<std::string> upload_media(const DeskClient& desk, const std::string& title,
                                 const std::string& name, const fs::path& file) {
  TRY_LET(auto bytes, media_bytes(file));
  TRY_LET(const auto upload,
          desk.post("/uploads", {{"title", title}, {"name", name}, {"size", bytes.size()}}));
  std::string id(text_member(upload, "id"));
  TRY(desk.append("/uploads/" + id, 0, std::move(bytes)));
  return id;
}

Result<Json> delivery_of_job(const DeskClient& desk, const std::string& job) {
  for (int asked = 0; asked < asks_max; ++asked) {
    TRY_LET(const auto now, desk.get("/jobs/" + job));
    const auto state = text_member(now, "state");
    if (state == "done")
      return desk.get("/deliveries/" + std::string(text_member(now.at("result"), "delivery")));
    if (state != "running" && state != "waiting")
      return fail(Error{ErrorKind::InvalidInput, job + " is " + std::string(state)});
    std::this_thread::sleep_for(ask_again_after);
  }
  return fail(Error{ErrorKind::Unavailable, job + " does not end"});
}

}  // namespace

Result<Json> attach_media(const DeskClient& desk, const fs::path& file,
                          const StoryAttachment& about) {
  TRY_LET(const auto bytes, media_bytes(file));
  auto path =
      "/attachments?object=" + encoded(about.object) + "&name=" + encoded(file.filename().string());
  if (!about.purpose.empty()) path += "&purpose=" + encoded(about.purpose);
  if (!about.sealed_for.empty()) path += "&sealed_for=" + encoded(joined(about.sealed_for, ","));
  return desk.upload(path, file.string(), bytes.size());
}

Result<Json> hand_in_media(const DeskClient& desk, const fs::path& folder, Json body) {
  const std::string title(text_member(body, "title"));
  body["uploads"] = Json::array();
  TRY_LET(const auto files, files_below(folder));
  for (const auto& file : files) {
    TRY_LET(auto id, upload_media(desk, title, file.lexically_relative(folder).string(), file));
    body["uploads"].push_back(std::move(id));
  }
  TRY_LET(const auto job, desk.post("/deliveries/scan", body));
  return delivery_of_job(desk, std::string(text_member(job, "id")));
}

}  // namespace gg::desk_cli
