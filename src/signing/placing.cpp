#include "signing/placing.h"

#include "embedding/embedding.h"

namespace gg::signing {
namespace {

tl::unexpected<Error> refuse_place(const SignOrder& order, const std::string& why) {
  return fail(Error{ErrorKind::InvalidInput, order.input.string() + ": " + why});
}

Result<std::unique_ptr<embedding::NewFile>> new_file(const std::filesystem::path& target,
                                                     const SignOrder& order) {
  TRY_LET(auto file, embedding::NewFile::create(target, order.input, {.existing = order.existing}));
  return std::make_unique<embedding::NewFile>(std::move(file));
}

}  // namespace

Result<Placing> place(const SignOrder& order, Format format, bool has_store) {
  Placing placing;
  const bool has_home = embedding::home_of(format) == embedding::StoreHome::Inside;
  placing.is_inside = has_home && order.placing == StorePlacing::ByFormat;
  placing.is_copied = !order.output.empty() && order.output.extension() != ".c2pa";
  if (placing.is_inside) {
    if (!placing.is_copied)
      return refuse_place(order,
                          "its credentials go into it: name the signed copy with -o, or keep them "
                          "beside it with --sidecar");
    return placing;
  }
  if (has_store && !placing.is_copied)
    return refuse_place(order,
                        "it has credentials inside, which go before any beside it: name a copy "
                        "without them with -o");
  placing.takes_out = has_store;
  const auto& asset = placing.is_copied ? order.output : order.input;
  placing.sidecar =
      placing.is_copied || order.output.empty() ? embedding::sidecar_of(asset) : order.output;
  return placing;
}

Result<SigningOutputs> SigningOutputs::create(const SignOrder& order, const Placing& placing) {
  SigningOutputs outputs;
  if (placing.is_copied) {
    TRY_LET(outputs.result_, new_file(order.output, order));
  }
  if (!placing.is_inside) {
    TRY_LET(outputs.sidecar_, new_file(placing.sidecar, order));
  }
  return outputs;
}

Result<void> SigningOutputs::commit() {
  if (result_) TRY(result_->commit());
  if (sidecar_) TRY(sidecar_->commit());
  return {};
}

}  // namespace gg::signing
