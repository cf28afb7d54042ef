#include "desk/content_intake.h"

#include "clearance/doc.h"

#include <algorithm>

namespace gg::desk {
namespace {

using clearance::ArrivedContent;
using store::content_chunk_bytes;

constexpr std::int64_t chunks_together = 4;

Result<void> put_some(clearance::Clearance& desk, const Incoming& incoming, std::int64_t content,
                      std::int64_t first, std::int64_t end) {
  std::vector<std::string> chunks;
  for (auto number = first; number < end; ++number) {
    TRY_LET(auto bytes,
            incoming.file().read(static_cast<std::uint64_t>(number) * content_chunk_bytes,
                                 content_chunk_bytes));
    chunks.push_back(std::move(bytes));
  }
  return desk.store().write([&](store::Transaction& transaction) -> Result<void> {
    for (auto number = first; number < end; ++number)
      TRY(store::add_chunk(transaction, content, number,
                           chunks[static_cast<std::size_t>(number - first)]));
    return {};
  });
}

Result<bool> is_kept(const clearance::Clearance& desk, const std::string& sha256) {
  bool found = false;
  TRY(desk.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(const auto content, store::find_content(snapshot, sha256));
    found = content.has_value();
    return {};
  }));
  return found;
}

}  // namespace

Result<std::unique_ptr<Incoming>> Incoming::begin(const std::filesystem::path& register_file,
                                                  std::vector<secrets::Holder> holders) {
  TRY_LET(auto file, PassingFile::beside(register_file));
  std::unique_ptr<Incoming> incoming(new Incoming(std::move(file), std::move(holders)));
  if (!incoming->holders_.empty()) {
    TRY_LET(auto sealer, secrets::Sealer::to(incoming->holders_));
    incoming->sealer_ = std::move(sealer);
    TRY(incoming->keep(incoming->sealer_->header()));
  }
  return incoming;
}

Result<void> Incoming::keep(std::string_view bytes) {
  kept_.add(bytes);
  return file_.add(bytes);
}

Result<void> Incoming::add(std::string_view bytes) {
  size_bytes_ += bytes.size();
  sent_.add(bytes);
  if (head_.size() < clearance::kind_head_bytes)
    head_ += bytes.substr(0, clearance::kind_head_bytes - head_.size());
  return sealer_ ? keep(sealer_->add(bytes)) : keep(bytes);
}

Result<void> Incoming::finish(const std::string& name, const std::string& declared) {
  if (size_bytes_ == 0)
    return fail(Error{ErrorKind::InvalidInput, "the file is empty; there is nothing to attach"});
  sha256_ = sent_.finish().hex();
  if (!declared.empty() && declared != sha256_)
    return fail(Error{ErrorKind::InvalidInput,
                      "/sha256: what came has the SHA-256 " + sha256_ +
                          ": it was changed on the way, or another file was meant; send it again"});
  if (sealer_) TRY(keep(sealer_->finish()));
  kept_sha256_ = kept_.finish().hex();
  kind_ = clearance::kind_of_content(head_);
  secrets::wipe(head_);
  TRY_LET(remark_, clearance::remark_on_name(name, kind_));
  return {};
}

Result<std::string> seal_about(const EvidenceAbout& about,
                               const std::vector<secrets::Holder>& holders) {
  const Json json{{"name", about.name},
                  {"purpose", about.purpose},
                  {"media_type", about.media_type},
                  {"size_bytes", about.size_bytes},
                  {"sha256", about.sha256}};
  return secrets::seal(json.dump(), holders);
}

Result<EvidenceAbout> open_about(const std::string& sealed, const secrets::Key& secret) {
  TRY_LET(const auto text, secrets::open_sealed(sealed, secret));
  const auto json = parse_json(text).value_or(Json::object());
  return EvidenceAbout{.name = clearance::text_at(json, "name"),
                       .purpose = clearance::text_at(json, "purpose"),
                       .media_type = clearance::text_at(json, "media_type"),
                       .size_bytes = json.value("size_bytes", std::int64_t{0}),
                       .sha256 = clearance::text_at(json, "sha256")};
}

Result<ArrivedContent> put_chunks(clearance::Clearance& desk, const Incoming& incoming) {
  ArrivedContent arrived{
      .content = {.id = 0,
                  .sha256 = incoming.kept_sha256(),
                  .size_bytes = static_cast<std::int64_t>(incoming.file().size_bytes()),
                  .media_type = incoming.is_sealed() ? "application/octet-stream"
                                                     : incoming.kind().media_type},
      .remark = incoming.remark(),
      .about = {}};
  TRY_LET(const bool is_there, is_kept(desk, arrived.content.sha256));
  if (is_there) return arrived;
  TRY(desk.store().write([&](store::Transaction& transaction) -> Result<void> {
    TRY_LET(arrived.content.id, store::begin_content(transaction, text_of(desk.world().now())));
    return {};
  }));
  const auto chunks = static_cast<std::int64_t>(
      (incoming.file().size_bytes() + content_chunk_bytes - 1) / content_chunk_bytes);
  for (std::int64_t first = 0; first < chunks; first += chunks_together) {
    const auto end = std::min<std::int64_t>(first + chunks_together, chunks);
    if (auto put = put_some(desk, incoming, arrived.content.id, first, end); !put.has_value()) {
      TRY(give_up(desk, arrived));
      return fail(put.error());
    }
  }
  return arrived;
}

Result<void> give_up(clearance::Clearance& desk, const ArrivedContent& arrived) {
  if (arrived.content.id == 0) return {};
  TRY(desk.store().write([&](store::Transaction& transaction) {
    return store::give_up_content(transaction, arrived.content.id);
  }));
  return sweep_leaving(desk);
}

Result<void> sweep_leaving(clearance::Clearance& desk) {
  bool is_left = false;
  TRY(desk.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(is_left, store::has_leaving(snapshot));
    return {};
  }));
  while (is_left)
    TRY(desk.store().write([&](store::Transaction& transaction) -> Result<void> {
      TRY_LET(is_left, store::sweep_contents(transaction));
      return {};
    }));
  return {};
}

}  // namespace gg::desk
