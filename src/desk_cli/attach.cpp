#include "base/sha256.h"
#include "base/text.h"
#include "desk_cli/desk_commands.h"
#include "report/safe_text.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string_view>

namespace gg::desk_cli {
namespace {

using desk_client::encoded;

/// A file on its way to the desk. *value*
struct FileToAttach {
  std::uint64_t size_bytes = 0;
  std::string sha256;
};

/// Reads it once, so that the desk can say whether all of it arrived. Errors: NotFound.
Result<FileToAttach> read_file(const std::string& path) {
  std::error_code error;
  std::ifstream in(path, std::ios::binary);
  if (!in || !std::filesystem::is_regular_file(path, error))
    return fail(
        Error{ErrorKind::NotFound, report::visible(path) + ": is no file, or cannot be read"});
  Sha256Stream hash;
  FileToAttach file;
  std::array<char, 64U << 10> block{};
  while (in) {
    in.read(block.data(), block.size());
    const auto count = static_cast<std::size_t>(in.gcount());
    hash.add(std::string_view(block.data(), count));
    file.size_bytes += count;
  }
  file.sha256 = hash.finish().hex();
  return file;
}

std::string name_of(const DeskCommand& command) {
  return command.name.empty() ? std::filesystem::path(command.file).filename().string()
                              : command.name;
}

std::string text_of_attachment(const Json& attachment) {
  if (attachment.contains("sealed"))
    return std::string(text_member(attachment, "id")) + "  sealed\n";
  std::string text = std::string(text_member(attachment, "id")) + "  " +
                     report::visible(text_member(attachment, "name")) + "  " +
                     std::string(text_member(attachment, "media_type")) + "\n";
  if (const auto remark = text_member(attachment, "remark"); !remark.empty())
    text += "note: " + report::visible(remark) + "\n";
  return text;
}

}  // namespace

Result<int> attach_file(const DeskCommand& command) {
  TRY_LET(const auto file, read_file(command.file));
  TRY_LET(const auto desk, reach_desk(command.where));
  auto path = "/attachments?object=" + encoded(command.id) + "&name=" + encoded(name_of(command)) +
              "&sha256=" + file.sha256;
  if (!command.purpose.empty()) path += "&purpose=" + encoded(command.purpose);
  if (!command.sealed_for.empty())
    path += "&sealed_for=" + encoded(joined(command.sealed_for, ","));
  TRY_LET(const auto attachment, desk.client.upload(path, command.file, file.size_bytes));
  std::fputs(
      command.json ? (attachment.dump(2) + "\n").c_str() : text_of_attachment(attachment).c_str(),
      stdout);
  return 0;
}

}  // namespace gg::desk_cli
