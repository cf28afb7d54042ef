#include "signing/sign_stream.h"

#include "container/container.h"
#include "embedding/write_planned.h"
#include "files/open_file.h"
#include "files/visited_file.h"
#include "signing/layout.h"
#include "signing/signer_check.h"
#include "signing/statement.h"
#include "signing/stream_binding.h"
#include "signing/stream_outputs.h"

#include <memory>
#include <set>

namespace gg::signing {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t segment_held_bytes_max = 1U << 20;  ///< Its index and boxes.

/// All files of a stream with their places in the result: the initialization segment first.
Result<std::vector<StreamOutputs::Target>> targets_of(const SignOrder& order,
                                                      std::span<const fs::path> segments) {
  const auto base = fs::absolute(order.input).lexically_normal().parent_path();
  std::vector<StreamOutputs::Target> targets{{order.input, order.input.filename()}};
  std::set<fs::path> places{order.input.filename()};
  for (const auto& segment : segments) {
    const auto place = fs::absolute(segment).lexically_normal().lexically_relative(base);
    if (place.empty() || *place.begin() == "..")
      return refuse_order(order, segment.string() +
                                     " stands outside its folder; a signed stream keeps the places "
                                     "of its files, so put them below it");
    if (!places.insert(place).second)
      return refuse_order(order, place == order.input.filename()
                                     ? "is the initialization segment; do not give it as a segment"
                                     : segment.string() + " is given twice");
    targets.push_back({segment, place});
  }
  return targets;
}

/// Signs one stream, step by step. *single thread*
class StreamSigning {
 public:
  StreamSigning(const SignOrder& order, const SignTools& tools, OpenFile init,
                std::vector<StreamOutputs::Target> files)
      : order_(order),
        tools_(tools),
        init_(std::move(init)),
        format_(sniff(init_.reader())),
        files_(std::move(files)),
        statement_(order, tools, format_, order.input) {}

  Result<SignedFile> run() {
    TRY(draft());
    TRY_LET(plan_, plan_stream(stream_files(), 1, embedding::store_bytes_min));
    TRY(check_stores());
    TRY_LET(auto binding, StreamBinding::plan({&plan_, 1}, manifest_hash));
    const auto binding_index =
        statement_.draft().add(binding.label(), ByteArray(binding.assertion_bytes()));
    TRY(plan_store());
    TRY_LET(auto outputs, StreamOutputs::create(order_.output, files_, order_.existing));
    for (std::size_t index = 0; index < plan_.segments.size(); ++index)
      TRY(write_segment(index, binding, outputs));
    TRY_LET(auto* init, outputs.open(0));
    binding.begin({});
    embedding::FileSourceBytes source(init_.descriptor());
    TRY(embedding::write_planned(plan_.init, source, init, watch(binding)));
    statement_.draft().replace(binding_index, binding.finish());
    TRY_LET(const auto store, statement_.signed_store());
    TRY(embedding::put_store(plan_.init, *init, store));
    TRY(outputs.close());
    TRY(outputs.commit());
    return report(binding, store.size());
  }

 private:
  Result<void> draft() {
    std::vector<std::unique_ptr<VisitedFile>> opened;
    std::vector<bindings::Segment> segments;
    for (std::size_t index = 1; index < files_.size(); ++index) {
      TRY_LET(auto file, VisitedFile::visit(files_[index].source, segment_held_bytes_max));
      segments.push_back({files_[index].source.string(), Reader(*file)});
      opened.push_back(std::move(file));
    }
    return statement_.draft_all(segments);
  }

  [[nodiscard]] StreamFiles stream_files() {
    return {format_, init_.reader(), files_.size() - 1,
            [this](std::size_t index) -> Result<Reader> {
              if (tools_.stop.stop_requested())
                return fail(Error{ErrorKind::Unavailable, "stopped while it was read"});
              TRY_LET(segment_, VisitedFile::visit(source_of(index), segment_held_bytes_max));
              return Reader(*segment_);
            },
            [this](std::size_t index) { return source_of(index).string(); }};
  }

  [[nodiscard]] const fs::path& source_of(std::size_t segment) const {
    return files_[segment + 1].source;
  }

  /// A store that does not count would vanish without a word.
  Result<void> check_stores() const {
    if (plan_.init.old_stores.empty() || statement_.has_own()) return {};
    return refuse_order(order_,
                        "it has several manifest stores where one is allowed, so none counts; they "
                        "would be lost. Sign the stream that it was made from");
  }

  /// The initialization segment again, with room for the store that there will be.
  Result<void> plan_store() {
    const ByteArray blank(statement_.signature_bytes());
    const auto store_bytes = whole_store(statement_.draft(), statement_.carried(), blank).size();
    TRY_LET(plan_.init,
            embedding::plan_embedding(format_, init_.reader(), store_bytes + order_.room_bytes));
    all_bytes_ = plan_.init.result_bytes;
    for (const auto& segment : plan_.segments) all_bytes_ += segment.result_bytes;
    return {};
  }

  [[nodiscard]] embedding::PassWatch watch(StreamBinding& binding) const {
    embedding::PassWatch watch;
    watch.stop = tools_.stop;
    watch.bound = [&binding](std::uint64_t at, Bytes bytes) { binding.add(at, bytes); };
    if (tools_.progress)
      watch.progress = [this](std::uint64_t done) {
        tools_.progress(done_bytes_ + done, all_bytes_);
      };
    return watch;
  }

  Result<void> write_segment(std::size_t index, StreamBinding& binding, StreamOutputs& outputs) {
    TRY_LET(const auto segment, OpenFile::open(source_of(index), segment_held_bytes_max));
    TRY_LET(auto* result, outputs.open(index + 1));
    binding.begin({.stream = 0, .segment = index});
    embedding::FileSourceBytes source(segment.descriptor());
    const auto& plan = plan_.segments[index];
    TRY(embedding::write_planned(plan, source, result, watch(binding)));
    done_bytes_ += plan.result_bytes;
    return outputs.close();
  }

  SignedFile report(const StreamBinding& binding, std::size_t store_bytes) {
    auto result = statement_.report();
    result.written = order_.output / files_.front().place;
    result.segments = plan_.segments.size();
    result.binding = binding.label();
    result.store_bytes = store_bytes;
    result.result_bytes = all_bytes_;
    return result;
  }

  const SignOrder& order_;
  const SignTools& tools_;
  OpenFile init_;
  Format format_;
  std::vector<StreamOutputs::Target> files_;
  Statement statement_;
  StreamPlan plan_;
  std::unique_ptr<VisitedFile> segment_;  ///< The one that is planned.
  std::uint64_t all_bytes_ = 0;
  std::uint64_t done_bytes_ = 0;
};

Result<void> check_order(const SignOrder& order) {
  if (order.kind == ManifestKind::Update)
    return refuse_order(order, "a stream in segments cannot be updated; sign it anew");
  if (order.placing == StorePlacing::Beside || order.output.extension() == ".c2pa")
    return refuse_order(order,
                        "the credentials of a stream in segments go into its initialization "
                        "segment, not beside it");
  if (order.output.empty())
    return refuse_order(order, "name the folder of the signed stream with -o");
  return {};
}

}  // namespace

Result<SignedFile> sign_stream(const SignOrder& order, std::span<const fs::path> segments,
                               const SignTools& tools) {
  TRY(check_order(order));
  TRY(check_signer(tools.signer, tools.terms.at));
  TRY_LET(auto files, targets_of(order, segments));
  TRY_LET(auto init, OpenFile::open(order.input, held_bytes_max));
  return StreamSigning(order, tools, std::move(init), std::move(files)).run();
}

}  // namespace gg::signing
