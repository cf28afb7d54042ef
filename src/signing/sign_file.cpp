#include "signing/sign_file.h"

#include "container/container.h"
#include "embedding/write_planned.h"
#include "signing/layout.h"
#include "signing/signer_check.h"
#include "signing/statement.h"

namespace gg::signing {
namespace {

/// Signs one file, step by step. *single thread*
class FileSigning {
 public:
  FileSigning(const SignOrder& order, const SignTools& tools, OpenFile file)
      : order_(order),
        tools_(tools),
        file_(std::move(file)),
        format_(sniff(file_.reader())),
        statement_(order, tools, format_, named(order)) {}

  Result<SignedFile> run() {
    TRY(statement_.draft_all());
    TRY_LET(const auto placing, place(order_, format_, statement_.has_store_inside()));
    TRY_LET(auto layout,
            Layout::make({format_, file_, placing, statement_.signature_bytes(), order_.room_bytes},
                         statement_.draft(), statement_.carried()));
    TRY(check_stores(layout.plan()));
    TRY_LET(auto outputs, SigningOutputs::create(order_, placing));
    TRY(pass(layout, outputs));
    layout.finish_binding(statement_.draft());
    TRY_LET(const auto store, statement_.signed_store());
    if (placing.is_inside)
      TRY(embedding::put_store(layout.plan(), *outputs.result(), store));
    else
      TRY(outputs.sidecar()->write(0, store));
    TRY(outputs.commit());
    return report(placing, layout, store.size());
  }

 private:
  static const std::filesystem::path& named(const SignOrder& order) {
    return order.output.empty() || order.output.extension() == ".c2pa" ? order.input : order.output;
  }

  /// Stores that do not count would vanish without a word.
  Result<void> check_stores(const embedding::WritePlan& plan) const {
    if (plan.old_stores.empty() || statement_.has_own()) return {};
    return refuse_order(order_, "it has " + std::to_string(plan.old_stores.size()) +
                                    " manifest stores where one is allowed, so none counts; they "
                                    "would be lost. Sign the file that it was made from");
  }

  /// The one pass over the file: copied, and hashed for what binds it.
  Result<void> pass(Layout& layout, SigningOutputs& outputs) {
    auto* binding = layout.binding();
    if (binding == nullptr && outputs.result() == nullptr) return {};
    embedding::FileSourceBytes source(file_.descriptor());
    embedding::PassWatch watch;
    watch.stop = tools_.stop;
    if (binding != nullptr)
      watch.bound = [binding](std::uint64_t at, Bytes bytes) { binding->add(at, bytes); };
    if (tools_.progress)
      watch.progress = [&](std::uint64_t done) {
        tools_.progress(done, layout.plan().result_bytes);
      };
    return embedding::write_planned(layout.plan(), source, outputs.result(), watch);
  }

  SignedFile report(const Placing& placing, Layout& layout, std::size_t store_bytes) {
    auto result = statement_.report();
    if (placing.is_copied) result.written = order_.output;
    result.sidecar = placing.sidecar;
    if (layout.binding() != nullptr) result.binding = layout.binding()->label();
    result.store_bytes = store_bytes;
    result.result_bytes = layout.plan().result_bytes;
    return result;
  }

  const SignOrder& order_;
  const SignTools& tools_;
  OpenFile file_;
  Format format_;
  Statement statement_;
};

}  // namespace

Result<SignedFile> sign_file(const SignOrder& order, const SignTools& tools) {
  TRY(check_signer(tools.signer, tools.terms.at));
  TRY_LET(auto file, OpenFile::open(order.input, held_bytes_max));
  return FileSigning(order, tools, std::move(file)).run();
}

}  // namespace gg::signing
