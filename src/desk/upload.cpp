#include "desk/upload.h"

#include "desk/caller.h"
#include "desk/holder_keys.h"
#include "desk/query.h"
#include "http/problem.h"

#include <algorithm>
#include <charconv>

namespace gg::desk {
namespace {

bool is_sha256(const std::string& text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char one) {
           return (one >= '0' && one <= '9') || (one >= 'a' && one <= 'f');
         });
}

/// What one upload needs from its first byte to its answer.
struct UploadInTheMaking {
  Context& context;
  const http::Request& request;
  UploadAsk ask;
  std::unique_ptr<Incoming> incoming;
  int status;
  UploadAct act;
};

Result<std::string> about_of(const UploadAsk& ask, const Incoming& incoming) {
  return seal_about({.name = ask.ask.name,
                     .purpose = ask.ask.purpose,
                     .media_type = incoming.kind().media_type,
                     .size_bytes = static_cast<std::int64_t>(incoming.size_bytes()),
                     .sha256 = incoming.sha256()},
                    incoming.holders());
}

/// All that is done once the body is whole; on a carrier's thread.
void take_in(const std::shared_ptr<UploadInTheMaking>& upload, const http::Respond& respond) {
  auto& context = upload->context;
  const auto& request = upload->request;
  const auto refuse = [&](const Error& error) { respond(problem_for(error, request)); };
  const auto whole = upload->incoming->finish(upload->ask.ask.name, upload->ask.sha256);
  if (!whole.has_value()) return refuse(whole.error());
  auto arrived = put_chunks(context.register_, *upload->incoming);
  if (!arrived.has_value()) return refuse(arrived.error());
  if (upload->incoming->is_sealed()) {
    auto about = about_of(upload->ask, *upload->incoming);
    if (!about.has_value()) return refuse(about.error());
    arrived->about = *std::move(about);
  }
  const auto uploaded =
      std::make_shared<const Uploaded>(Uploaded{upload->ask.ask, *std::move(arrived)});
  const auto sent = upload->incoming->sha256();
  upload->incoming.reset();
  write(
      context, request,
      [&context, uploaded, respond](http::Response response) {
        // What was kept stays.
        context.carriers.run([&context, uploaded] {
          static_cast<void>(give_up(context.register_, uploaded->arrived));
        });
        respond(std::move(response));
      },
      upload->status,
      [upload, uploaded](clearance::Work& work) {
        return upload->act(work, *uploaded, upload->ask.asked);
      },
      sent);
}

class PassingSink final : public http::BodySink {
 public:
  explicit PassingSink(std::shared_ptr<UploadInTheMaking> upload) : upload_(std::move(upload)) {}

  http::Refused<void> write(std::string_view bytes) override {
    const auto added = upload_->incoming->add(bytes);
    if (!added.has_value()) return fail(refusal_of(added.error()));
    return {};
  }

  void finish(http::Respond respond) override {
    upload_->context.carriers.run(
        [upload = std::move(upload_), respond = std::move(respond)] { take_in(upload, respond); });
  }

 private:
  std::shared_ptr<UploadInTheMaking> upload_;
};

/// Looks without waiting for the disk: the act asks all of it again when the body is whole.
Result<std::unique_ptr<Incoming>> begin(Context& context, const http::Request& request,
                                        const clearance::AttachAsk& ask) {
  std::vector<secrets::Holder> holders;
  auto checked = context.register_.look([&](store::Snapshot& snapshot) -> Result<void> {
    TRY(clearance::check_attach(snapshot, caller_of(request).actor, ask));
    TRY_LET(holders, holders_with_keys(snapshot, context, ask.sealed_for));
    return {};
  });
  TRY(std::move(checked));
  return Incoming::begin(context.register_file, std::move(holders));
}

}  // namespace

http::Refusal refusal_of(const Error& error) {
  const auto problem = http::problem_of(error);
  const bool has_pointer = error.kind == ErrorKind::InvalidInput && error.message.starts_with('/');
  return {has_pointer ? 422 : problem.status, problem.detail.substr(has_pointer ? 1 : 0)};
}

Result<UploadAsk> upload_ask(const http::Request& request, std::string object) {
  UploadAsk upload;
  upload.ask.object = std::move(object);
  TRY_LET(upload.ask.name, clearance::file_name_of(parameter_of(request, "name")));
  upload.ask.purpose = parameter_of(request, "purpose");
  if (upload.ask.purpose.empty()) upload.ask.purpose = "other";
  upload.ask.sealed_for = values_of(request, "sealed_for");
  upload.sha256 = parameter_of(request, "sha256");
  if (!upload.sha256.empty() && !is_sha256(upload.sha256))
    return fail(Error{ErrorKind::InvalidInput, "/sha256: write 64 digits of 0-9 and a-f"});
  if (const auto text = parameter_of(request, "thread"); !text.empty()) {
    std::int64_t place = -1;
    const auto* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, place).ptr != end)
      return fail(Error{ErrorKind::InvalidInput, "/thread: write a number from 0 up"});
    upload.ask.thread = place;
  }
  return upload;
}

http::Route upload_route(Context& context, std::string pattern, std::string operation, int status,
                         ReadUpload read, UploadAct act) {
  return {.method = http::Method::Post,
          .pattern = std::move(pattern),
          .operation = std::move(operation),
          .body = {.bytes_max = context.attachment_bytes_max, .media_types = {}},
          .answer = http::UploadHandler(
              [&context, status, read = std::move(read), act = std::move(act)](
                  const http::Request& request) -> http::Refused<std::unique_ptr<http::BodySink>> {
                auto ask = read(request);
                if (!ask.has_value()) return fail(ask.error());
                auto incoming = begin(context, request, ask->ask);
                if (!incoming.has_value()) return fail(refusal_of(incoming.error()));
                return std::make_unique<PassingSink>(
                    std::make_shared<UploadInTheMaking>(UploadInTheMaking{
                        context, request, *std::move(ask), *std::move(incoming), status, act}));
              })};
}

}  // namespace gg::desk
