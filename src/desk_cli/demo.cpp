#include "desk_cli/demo.h"

#include "base/text.h"
#include "base/whole_file.h"
#include "desk_cli/commands.h"
#include "desk_cli/sample_folder.h"
#include "desk_cli/start_page.h"
#include "sample/story.h"

#include <chrono>
#include <cstdio>
#include <optional>

#include <CLI/CLI.hpp>

namespace gg::desk_cli {
namespace {

constexpr const char* about =
    "Makes a folder with a documentary and a series that do not exist: real media, a register with "
    "uses\nin every state, a ledger that verifies; serves it, and prints a link for each role. "
    "Each link "
    "lets in\nonce, within a day. Begun again it serves the same folder, with new links.\n\n"
    "Example:\n  goodgate demo\n  goodgate demo /tmp/try --listen 127.0.0.1:9000 --fresh";

/// The people of the story whom a visitor may be, each with a new link.
Result<std::vector<SampleRole>> roles_at(const desk::Desk& desk) {
  TRY_LET(const auto story, sample::read_part("story.yaml"));
  std::vector<SampleRole> roles;
  for (const auto& act : story.at("acts")) {
    if (!act.contains("try")) continue;
    SampleRole role{.name = std::string(text_member(act, "name")),
                    .email = std::string(text_member(act, "email")),
                    .role = std::string(text_member(act, "is")),
                    .tries = act.at("try").get<std::vector<std::string>>(),
                    .link = {}};
    TRY_LET(role.link, desk.role_link(role.email));
    roles.push_back(std::move(role));
  }
  return roles;
}

/// Who needs no account: the link in her mail, and where its codes go.
Result<std::optional<SampleRole>> talent_at(const desk::Desk& desk, const SampleFolder& folder) {
  TRY_LET(const auto secret, read_whole(folder.talent_link()));
  if (!secret) return std::optional<SampleRole>();
  return std::optional(SampleRole{
      .name = "Ines Kaya",
      .email = {},
      .role = "Talent, by a link on her phone; it holds until it is taken back",
      .tries = {"See what she is asked for, where it ends up and for how long.",
                "Say yes, say no, or ask. The code goes by mail: it is the newest file in " +
                    (folder.place() / "mail").string() + ".",
                "Keep the receipt."},
      .link = desk.address() + "/link#" + *secret});
}

Result<void> say_where(desk::Desk& desk, const SampleFolder& folder) {
  TRY(desk.take_role_links_back());
  TRY_LET(auto roles, roles_at(desk));
  TRY_LET(auto talent, talent_at(desk, folder));
  if (talent) roles.push_back(*std::move(talent));
  TRY(write_whole(folder.start_page(), start_page(roles, desk.address())));
  std::printf("The sample production is served at %s\n\n", desk.listens_at().c_str());
  for (const auto& role : roles)
    std::printf("  %-24s %s\n    %s\n", role.name.c_str(), role.role.c_str(), role.link.c_str());
  std::printf(
      "\nEach link but the last lets in once, within a day. What to try as each stands in\n  "
      "file://%s\n"
      "Mails that the desk sends become files in\n  %s\n"
      "Ctrl-C stops the desk; begin again for new links.\n",
      folder.start_page().c_str(), (folder.place() / "mail").c_str());
  return {};
}

}  // namespace

struct DemoCommandLine::Written {
  std::string folder = "goodgate-demo";
  std::string listen = "127.0.0.1:8470";
  bool is_fresh = false;
  bool media_only = false;
  bool make_only = false;
};

DemoCommandLine::~DemoCommandLine() = default;

DemoCommandLine::DemoCommandLine(CLI::App& app)
    : written_(std::make_unique<Written>()),
      app_(app.add_subcommand("demo",
                              "Make the sample production and serve it, a link for each role")) {
  app_->footer(about);
  app_->add_option("folder", written_->folder, "Where it stands (default: goodgate-demo)");
  app_->add_option("--listen", written_->listen, "Address and port (default: 127.0.0.1:8470)");
  app_->add_flag("--fresh", written_->is_fresh, "Make it anew, as if nobody had tried it");
  app_->add_flag("--make-only", written_->make_only, "Make it, and do not serve it");
  app_->add_flag("--media-only", written_->media_only,
                 "Make its media and the title file for `goodgate check`, no register");
}

bool DemoCommandLine::parsed() const { return app_->parsed(); }

int DemoCommandLine::run() const {
  const SampleFolder folder(written_->folder);
  const auto made = folder.is_made();
  if (!made.has_value()) return complain(made.error());
  if (!*made || written_->is_fresh) {
    const auto parts = written_->media_only ? SampleFolder::Parts::Media : SampleFolder::Parts::All;
    if (const auto done = folder.make(parts, written_->listen); !done.has_value())
      return complain(done.error());
  }
  if (written_->media_only || written_->make_only) {
    std::printf("The sample production is in %s\n", folder.place().c_str());
    return 0;
  }
  return serve_until_stopped(
      folder.desk_options(written_->listen, desk::DeskOptions::Sample::Serve),
      [&folder](desk::Desk& desk) { return say_where(desk, folder); });
}

}  // namespace gg::desk_cli
