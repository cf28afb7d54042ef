#include "base/whole_file.h"
#include "title_file/archive_log.h"
#include "title_file/sidecar_file.h"
#include "title_file/title_file.h"

#include <algorithm>

namespace gg {
namespace {

constexpr std::uintmax_t title_bytes_max = 4U << 20;
constexpr std::uintmax_t sidecar_bytes_max = 64U << 10;

Error naming(Error error, std::string_view key) {
  error.message += "\n(title.yaml names it under " + std::string(key) + ")";
  return error;
}

Result<void> load_archive_log(const std::filesystem::path& folder, TitleFile& file) {
  if (file.archive_log.file.empty()) return {};
  const auto path = folder / file.archive_log.file;
  auto bytes = read_existing(path, TableLimits{}.file_bytes_max);
  if (!bytes.has_value()) return fail(naming(std::move(bytes).error(), "archive_log"));
  TRY_LET(file.archive_rows,
          told(parse_archive_log(*bytes, path.string(), file.archive_log.sheet)));
  return {};
}

Result<void> load_sidecars(const std::filesystem::path& folder, TitleFile& file) {
  for (const auto& name : file.sidecar_files) {
    const auto path = folder / name;
    auto text = read_existing(path, sidecar_bytes_max);
    if (!text.has_value()) return fail(naming(std::move(text).error(), "sidecars"));
    TRY_LET(auto sidecar, told(parse_sidecar(*text, path.string())));
    sidecar.evidence.where.path = name;
    const auto is_its_use = [&sidecar](const Use& use) { return use.id == sidecar.use; };
    if (!sidecar.use.empty() && std::ranges::none_of(file.uses, is_its_use))
      return fail(Error{ErrorKind::InvalidInput, path.string() + ": use: there is no " +
                                                     in_quotes(sidecar.use) +
                                                     " in uses of title.yaml"});
    file.sidecars.push_back(std::move(sidecar));
  }
  return {};
}

}  // namespace

Result<TitleFile> load_title_file(const std::filesystem::path& path) {
  TRY_LET(const auto text, read_existing(path, title_bytes_max));
  TRY_LET(auto file, told(parse_title(text, path.string(), path.parent_path())));
  TRY(load_archive_log(path.parent_path(), file));
  TRY(load_sidecars(path.parent_path(), file));
  return file;
}

}  // namespace gg
