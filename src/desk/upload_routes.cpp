#include "clearance/doc.h"
#include "clearance/uploads.h"
#include "desk/caller.h"
#include "desk/endpoints.h"
#include "desk/query.h"
#include "desk/spool.h"
#include "desk/valued.h"
#include "http/problem.h"

#include <algorithm>
#include <atomic>
#include <charconv>

namespace gg::desk {
namespace {

using clearance::Upload;
using clearance::Work;

/// A request may be cut off at any byte: now and then what it sent is put on disk.
constexpr std::uint64_t sync_every_bytes = 64U << 20;
/// What may follow when nothing is known of the size of a body.
constexpr std::uint64_t usual_part_bytes = 8U << 20;

void set_upload_fields(const Context& context, const Upload& upload, http::Response& response) {
  auto& headers = response.headers;
  headers.set("Upload-Offset", std::to_string(upload.received_bytes));
  headers.set("Upload-Length", std::to_string(upload.size_bytes));
  headers.set("Upload-Complete", upload.is_complete() ? "?1" : "?0");
  const std::chrono::seconds lifetime = context.upload_limits.lifetime;
  headers.set("Upload-Limit", "max-size=" + std::to_string(context.upload_limits.file_bytes_max) +
                                  ", max-age=" + std::to_string(lifetime.count()));
}

http::Response shown_upload(const Context& context, const Upload& upload, int status) {
  auto response = http::json(status, to_json(upload));
  set_upload_fields(context, upload, response);
  if (status == 201) response.headers.set("Location", "/api/v1/uploads/" + upload.id);
  return response;
}

/// Puts on disk what came, notes it in the register and tells how much that is.
void settle_received(Context& context, const std::string& id,
                     const std::shared_ptr<SpoolFile>& file,
                     std::function<void(Result<std::uint64_t>)> told) {
  const auto received = file->sync();
  if (!received.has_value()) return told(received);
  const auto now = context.register_.world().now();
  context.register_.store().submit(
      [id, received = *received, now,
       limits = context.upload_limits](store::Transaction& transaction) {
        return clearance::note_received(transaction, id, static_cast<std::int64_t>(received), now,
                                        limits);
      },
      // The file is held until the register knows: who opens it anew finds what it says.
      [file, received = *received, told = std::move(told)](const Result<void>& noted) {
        if (!noted.has_value()) return told(fail(noted.error()));
        told(received);
      });
}

/// Takes a part of an upload as it comes. What came stays, however the request ends.
class PartSink final : public http::BodySink {
 public:
  PartSink(Context& context, Upload upload, std::shared_ptr<SpoolFile> file, std::uint64_t turn)
      : context_(context), upload_(std::move(upload)), file_(std::move(file)), turn_(turn) {}
  PartSink(const PartSink&) = delete;
  PartSink& operator=(const PartSink&) = delete;
  ~PartSink() override {
    if (!is_finished_) settle_beside([](const Result<std::uint64_t>&) {});
  }

  http::Refused<void> write(std::string_view bytes) override {
    if (unchecked_bytes_ < bytes.size()) {
      TRY(context_.spool.check_space(usual_part_bytes));
      unchecked_bytes_ = usual_part_bytes;
    }
    unchecked_bytes_ -= std::min<std::uint64_t>(unchecked_bytes_, bytes.size());
    TRY(file_->write(turn_, bytes));
    if (file_->unsynced_bytes() >= sync_every_bytes && !is_settling_->exchange(true))
      settle_beside([settling = is_settling_](const Result<std::uint64_t>&) { *settling = false; });
    return {};
  }

  void finish(http::Respond respond) override {
    is_finished_ = true;
    settle_beside([&context = context_, upload = upload_,
                   respond = std::move(respond)](const Result<std::uint64_t>& received) mutable {
      if (!received.has_value()) return respond(http::problem(http::problem_of(received.error())));
      upload.received_bytes = static_cast<std::int64_t>(*received);
      auto response = http::no_content();
      set_upload_fields(context, upload, response);
      respond(std::move(response));
    });
  }

 private:
  void settle_beside(std::function<void(Result<std::uint64_t>)> told) {
    context_.workers.run(
        [&context = context_, id = upload_.id, file = file_, told = std::move(told)]() mutable {
          settle_received(context, id, file, std::move(told));
        });
  }

  Context& context_;
  const Upload upload_;
  const std::shared_ptr<SpoolFile> file_;
  const std::uint64_t turn_;
  std::uint64_t unchecked_bytes_ = 0;
  bool is_finished_ = false;
  std::shared_ptr<std::atomic<bool>> is_settling_ = std::make_shared<std::atomic<bool>>(false);
};

Result<Upload> upload_of(store::Snapshot& snapshot, const http::Request& request) {
  return clearance::find_upload(snapshot, caller_of(request).actor, request.parameter("id"));
}

/// The upload as it stands, without waiting for the disk: a part is written or refused by it, and
/// whoever is refused asks for the offset, which is told when it is on disk.
http::Refused<Upload> upload_now(Context& context, const http::Request& request) {
  std::optional<Upload> upload;
  const auto looked = context.register_.look([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(upload, upload_of(snapshot, request));
    return {};
  });
  if (looked.has_value()) return *std::move(upload);
  return http::refuse(http::problem_of(looked.error()).status, looked.error().message);
}

http::Refused<std::uint64_t> offset_of(const http::Request& request) {
  const auto text = request.headers.find("Upload-Offset").value_or("");
  std::uint64_t offset = 0;
  const auto* end = text.data() + text.size();
  if (!text.empty() && std::from_chars(text.data(), end, offset).ptr == end) return offset;
  return http::refuse(400, "Upload-Offset is missing: say which byte the body begins with");
}

http::Refused<std::unique_ptr<http::BodySink>> begin_part(Context& context,
                                                          const http::Request& request) {
  TRY_LET(const auto offset, offset_of(request));
  TRY_LET(auto upload, upload_now(context, request));
  const auto size = static_cast<std::uint64_t>(upload.size_bytes);
  const auto received = static_cast<std::uint64_t>(upload.received_bytes);
  if (upload.is_complete() || !upload.job.empty())
    return fail(http::Refusal{
        .status = 409,
        .detail = "all of this upload is here",
        .type = "https://iana.org/assignments/http-problem-types#completed-"
                "upload",
        .headers = {{"Upload-Offset", std::to_string(size)}, {"Upload-Complete", "?1"}}});
  auto file = context.spool.open(upload.id, size, received);
  if (!file.has_value()) return http::refuse(503, file.error().message);
  TRY_LET(const auto turn, (*file)->take_turn(offset));
  const auto announced = request.body_bytes.value_or(0);
  if (announced > size - offset)
    return http::refuse(413, "the upload was announced with " + std::to_string(size) +
                                 " bytes; the body goes beyond them");
  TRY(context.spool.check_space(announced));
  return std::make_unique<PartSink>(context, std::move(upload), *std::move(file), turn);
}

void create_upload(Context& context, const http::Request& request, http::Respond respond) {
  auto body = body_of(request);
  if (!body.has_value()) return respond(problem_for(body.error(), request));
  const auto* size = find_member(*body, "size");
  if (size != nullptr && size->is_number_unsigned())
    if (const auto room = context.spool.check_space(size->get<std::uint64_t>()); !room.has_value())
      return respond(http::problem(room.error()));
  write_valued<Upload>(
      context, request, std::move(respond),
      [&context, body = *std::move(body)](Work& work) {
        return clearance::begin_upload(work, body, context.upload_limits);
      },
      [&context](const Upload& upload) { return shown_upload(context, upload, 201); });
}

/// How far it is: what was sent and is not on disk yet is put there first.
void show_settled(Context& context, Upload upload, http::Respond respond) {
  const auto file = context.spool.find(upload.id);
  if (!file) return respond(shown_upload(context, upload, 200));
  context.workers.run([&context, file, upload = std::move(upload),
                       respond = std::move(respond)]() mutable {
    const auto id = upload.id;
    settle_received(context, id, file,
                    [&context, upload = std::move(upload),
                     respond = std::move(respond)](const Result<std::uint64_t>& received) mutable {
                      if (received.has_value())
                        upload.received_bytes = static_cast<std::int64_t>(*received);
                      respond(shown_upload(context, upload, 200));
                    });
  });
}

void get_upload(Context& context, const http::Request& request, http::Respond respond) {
  const auto upload = std::make_shared<std::optional<Upload>>();
  context.register_.read(
      [&request, upload](store::Snapshot& snapshot) -> Result<void> {
        TRY_LET(*upload, upload_of(snapshot, request));
        return {};
      },
      [&context, &request, upload, respond = std::move(respond)](const Result<void>& read) mutable {
        if (!read.has_value()) return respond(problem_for(read.error(), request));
        show_settled(context, std::move(**upload), std::move(respond));
      });
}

Result<http::Response> list_uploads(store::Snapshot& snapshot, const http::Request& request) {
  TRY_LET(const auto limit, limit_of(request));
  TRY_LET(const auto uploads, clearance::list_uploads(snapshot, caller_of(request).actor,
                                                      parameter_of(request, "title"),
                                                      parameter_of(request, "cursor"), limit + 1));
  Json page{{"items", Json::array()}, {"next", nullptr}};
  for (const auto& upload : uploads) {
    if (std::ssize(page["items"]) == limit) {
      page["next"] = page["items"].back().at("id");
      break;
    }
    page["items"].push_back(to_json(upload));
  }
  return http::json(200, page);
}

void remove_upload(Context& context, const http::Request& request, http::Respond respond) {
  const std::string id(request.parameter("id"));
  write_valued<std::string>(
      context, request, std::move(respond),
      [id](Work& work) -> Result<std::string> {
        TRY(clearance::drop_upload(work.transaction, work.actor, id));
        return id;
      },
      [&context](const std::string& dropped) {
        context.spool.remove(dropped);
        return http::no_content();
      });
}

}  // namespace

void add_upload_routes(http::Router& router, Context& context, const std::string& prefix) {
  const auto place = prefix + "/uploads";
  router.post(place, "create_upload",
              [&context](const http::Request& request, http::Respond respond) {
                create_upload(context, request, std::move(respond));
              });
  router.get(place, "list_uploads",
             [&context](const http::Request& request, const http::Respond& respond) {
               read(context, request, respond,
                    [&](store::Snapshot& snapshot) { return list_uploads(snapshot, request); });
             });
  router.get(place + "/{id}", "get_upload",
             [&context](const http::Request& request, http::Respond respond) {
               get_upload(context, request, std::move(respond));
             });
  router.add(
      {.method = http::Method::Patch,
       .pattern = place + "/{id}",
       .operation = "append_upload",
       .body = {.bytes_max = static_cast<std::uint64_t>(context.upload_limits.file_bytes_max),
                .media_types = {std::string(partial_upload)}},
       .answer = http::UploadHandler(
           [&context](const http::Request& request) { return begin_part(context, request); })});
  router.add(
      {.method = http::Method::Delete,
       .pattern = place + "/{id}",
       .operation = "remove_upload",
       .body = http::BodyRule::none(),
       .answer = http::Handler([&context](const http::Request& request, http::Respond respond) {
         remove_upload(context, request, std::move(respond));
       })});
}

}  // namespace gg::desk
