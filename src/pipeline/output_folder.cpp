#include "pipeline/output_folder.h"

#include "base/base64.h"
#include "base/whole_file.h"

#include <sstream>

#include <fcntl.h>
#include <sys/file.h>

namespace gg::pipeline {
namespace {

constexpr std::size_t state_bytes_max = 1U << 30;
constexpr const char* baseline_name = "before.json";
constexpr const char* journal_name = "outputs.jsonl";

Error not_ours(const std::filesystem::path& path) {
  return {ErrorKind::InvalidInput, path.string() +
                                       ": is not what goodgate writes; move it away, "
                                       "and register what was made by hand"};
}

/// Names of files are bytes, texts of JSON are not.
Json to_json(const std::string& path, const FileStamp& stamp) {
  return Json::array({base64_of(path), stamp.size_bytes, stamp.modified_ns, stamp.changed_ns,
                      stamp.inode, stamp.device});
}

bool is_stamp(const Json& json) {
  if (!json.is_array() || json.size() != 6 || !json[0].is_string()) return false;
  for (std::size_t index = 1; index < 6; ++index)
    if (!json[index].is_number_integer()) return false;
  return true;
}

std::optional<Begun> read_begun(const std::string& text) {
  const auto doc = parse_json(text, {.text_bytes_max = state_bytes_max, .depth_max = 8});
  const auto* files = doc ? find_member(*doc, "files") : nullptr;
  if (files == nullptr || !files->is_array()) return std::nullopt;
  Begun begun{.job = {.server = std::string(text_member(*doc, "server")),
                      .use = std::string(text_member(*doc, "use")),
                      .status = std::string(text_member(*doc, "status"))},
              .before = {}};
  for (const auto& file : *files) {
    if (!is_stamp(file)) return std::nullopt;
    const auto path = parse_base64(file[0].get<std::string>());
    if (!path) return std::nullopt;
    begun.before[*path] = {.size_bytes = file[1].get<std::uint64_t>(),
                           .modified_ns = file[2].get<std::int64_t>(),
                           .changed_ns = file[3].get<std::int64_t>(),
                           .inode = file[4].get<std::uint64_t>(),
                           .device = file[5].get<std::uint64_t>()};
  }
  return begun;
}

std::string line_of(const Output& output) {
  return Json{{"server", output.server}, {"use", output.use}, {"asset", output.asset}}.dump() +
         "\n";
}

std::optional<Output> read_output(const std::string& line) {
  const auto doc = parse_json(line);
  const auto* asset = doc ? find_member(*doc, "asset") : nullptr;
  if (asset == nullptr || !asset->is_object()) return std::nullopt;
  return Output{.server = std::string(text_member(*doc, "server")),
                .use = std::string(text_member(*doc, "use")),
                .asset = *asset};
}

std::string lines_of(const std::vector<Output>& outputs) {
  std::string text;
  for (const auto& output : outputs) text += line_of(output);
  return text;
}

Result<void> remove_file(const std::filesystem::path& path) {
  std::error_code error;
  std::filesystem::remove(path, error);
  if (!error) return {};
  return fail(Error{ErrorKind::Unavailable, path.string() + ": " + error.message()});
}

}  // namespace

Result<OutputFolder> OutputFolder::open(const std::filesystem::path& root) {
  std::error_code error;
  if (!std::filesystem::is_directory(root, error))
    return fail(Error{ErrorKind::NotFound, root.string() + ": there is no such folder"});
  const auto state = root / state_folder;
  std::filesystem::create_directory(state, error);
  Descriptor lock(::open((state / "lock").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600));
  if (!lock.is_open())
    return fail(Error{ErrorKind::Unavailable,
                      state.string() + ": cannot be written; outputs would be lost"});
  if (::flock(lock.number(), LOCK_EX | LOCK_NB) != 0)
    return fail(Error{ErrorKind::Conflict,
                      root.string() + ": another goodgate run or watch has this folder; give each "
                                      "its own, or nobody can say which made a file"});
  return OutputFolder(root, std::move(lock));
}

std::filesystem::path OutputFolder::state(const char* name) const {
  return root_ / state_folder / name;
}

Result<std::optional<Begun>> OutputFolder::begun() const {
  const auto path = state(baseline_name);
  TRY_LET(const auto text, read_whole(path));
  if (!text) return std::optional<Begun>();
  auto begun = read_begun(*text);
  if (!begun) return fail(not_ours(path));
  return begun;
}

Result<void> OutputFolder::begin(const Job& job, const Stamps& before) const {
  Json files = Json::array();
  for (const auto& [path, stamp] : before) files.push_back(to_json(path, stamp));
  const Json doc{
      {"server", job.server}, {"use", job.use}, {"status", job.status}, {"files", files}};
  return write_whole(state(baseline_name), doc.dump() + "\n");
}

Result<void> OutputFolder::end() const { return remove_file(state(baseline_name)); }

Result<std::vector<Output>> OutputFolder::waiting() const {
  const auto path = state(journal_name);
  TRY_LET(const auto text, read_whole(path));
  std::vector<Output> outputs;
  if (!text) return outputs;
  // A last line without its end was being written when the machine stopped: its file is found
  // again.
  std::istringstream whole_lines(text->substr(0, text->rfind('\n') + 1));
  for (std::string line; std::getline(whole_lines, line);) {
    auto output = read_output(line);
    if (!output) return fail(not_ours(path));
    outputs.push_back(*std::move(output));
  }
  if (!text->empty() && text->back() != '\n') TRY(write_whole(path, lines_of(outputs)));
  return outputs;
}

Result<void> OutputFolder::add(const std::vector<Output>& outputs) const {
  if (outputs.empty()) return {};
  TRY(waiting());  // takes half a line away
  return append_to(state(journal_name), lines_of(outputs));
}

Result<void> OutputFolder::keep(const std::vector<Output>& left) const {
  if (left.empty()) return remove_file(state(journal_name));
  return write_whole(state(journal_name), lines_of(left));
}

}  // namespace gg::pipeline
