#include "clearance/evidence_pack.h"
#include "clearance/pack_zip.h"
#include "clearance/policy.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/pack_papers.h"

#include <filesystem>

#include <fcntl.h>
#include <unistd.h>

namespace gg::desk {
namespace {

/// A folder for one file on its way out; gone with what is in it. *single thread*
class PassingFolder {
 public:
  PassingFolder() {
    auto name = (std::filesystem::temp_directory_path() / "goodgate-XXXXXX").string();
    if (::mkdtemp(name.data()) != nullptr) path_ = name;
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  ~PassingFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Result<http::Response> pack_of(Context& context, const http::Request& request) {
  const clearance::EvidenceAsk ask{
      .title = std::string(request.parameter("id")),
      .object = std::string(request.query.find("object").value_or("")),
      .more = pack_papers(context.register_.key(), context.address.get())};
  TRY(clearance::authorise(caller_of(request).actor, clearance::Right::ReadLedger,
                           {ask.title, {}}));
  std::vector<clearance::PackFile> files;
  TRY(context.register_.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(files, clearance::evidence_pack(snapshot, context.register_.key(), ask));
    return {};
  }));
  const PassingFolder folder;
  const auto path = folder.path() / "pack.zip";
  TRY(clearance::write_zip(files, path));
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error || !file.is_open())
    return fail(Error{ErrorKind::Unavailable, path.string() + ": cannot be read again"});
  http::Response response{
      .body = http::FileBytes{.file = std::move(file), .offset = 0, .size_bytes = size}};
  response.headers.set("Content-Type", "application/zip");
  response.headers.set("Content-Disposition", "attachment; filename=\"evidence-" +
                                                  (ask.object.empty() ? ask.title : ask.object) +
                                                  ".zip\"");
  return response;
}

}  // namespace

void add_evidence_routes(http::Router& router, Context& context, const std::string& prefix) {
  router.get(prefix + "/titles/{id}/evidence", "get_evidence",
             [&context](const http::Request& request, const http::Respond& respond) {
               // Packing a large title takes seconds: not on a thread of the server.
               context.workers.run([&context, &request, respond] {
                 auto pack = pack_of(context, request);
                 respond(pack.has_value() ? *std::move(pack) : problem_for(pack.error(), request));
               });
             });
}

}  // namespace gg::desk
