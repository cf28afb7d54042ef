#include "title_file/title_file.h"

#include "title_file/read_nouns.h"
#include "yaml/form.h"

namespace gg {
namespace {

using namespace title_file;

/// The nouns of the list under `key`, each read by `read`.
template <class T>
std::vector<T> read_list(Form& form, std::string_view key, T (*read)(Form)) {
  std::vector<T> out;
  for (auto& entry : form.forms(key)) out.push_back(read(entry));
  return out;
}

ArchiveLogPlace read_archive_log_place(Form& form) {
  const auto* node = form.any("archive_log");
  if (node == nullptr) return {};
  if (node->kind == YamlNode::Kind::Scalar) return {form.text("archive_log"), ""};
  auto inner = *form.form("archive_log");
  ArchiveLogPlace place{inner.text("file", Need::Required), inner.text("sheet")};
  inner.close();
  return place;
}

void check_version(Form& form) {
  const auto version = form.text("goodgate", Need::Required);
  if (!version.empty() && version != "1")
    form.refuse("goodgate", in_quotes(version) + " is not a version this program reads; write 1");
}

}  // namespace

TitleFile read_title(const YamlNode& root, Problems& problems) {
  TitleFile file;
  Form form(root, "", problems);
  check_version(form);
  if (auto head = form.form("title", Need::Required)) file.title = read_title_head(*head);
  file.tools = read_list(form, "tools", read_tool);
  file.uses = read_list(form, "uses", read_use);
  file.approvals = read_list(form, "approvals", read_approval);
  file.consents = read_list(form, "consents", read_consent);
  file.licences = read_list(form, "licences", read_licence);
  file.assets = read_list(form, "assets", read_asset);
  file.disclosures = read_list(form, "disclosures", read_disclosure);
  file.duties = read_list(form, "duties", read_duty_done);
  file.waivers = read_list(form, "waivers", read_waiver);
  file.severities = read_list(form, "severities", read_severity_change);
  file.archive_log = read_archive_log_place(form);
  file.sidecar_files = form.texts("sidecars");
  file.rulebooks = form.texts("rulebooks");
  form.close();
  check_references(root, file, problems);
  return file;
}

Result<TitleFile, std::vector<Problem>> parse_title(std::string_view text,
                                                    std::string_view file_name,
                                                    const std::filesystem::path& folder) {
  Problems problems(file_name);
  const auto root = parse_yaml(text, problems);
  if (!root) return fail(problems.take());
  auto file = read_title(*root, problems);
  put_in_force(*root, folder, file, problems);
  if (!problems.none()) return fail(problems.take());
  return file;
}

}  // namespace gg
