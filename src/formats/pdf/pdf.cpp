#include "formats/pdf/pdf.h"

#include "formats/pdf/document.h"
#include "formats/pdf/faults.h"
#include "formats/pdf/limited_filters.h"
#include "formats/pdf/reader_input.h"

#include <algorithm>
#include <exception>

namespace gg::pdf {
namespace {

constexpr std::uint64_t head_bytes_max = 1024;
/// Recovery reads the whole file, some of it more than once.
constexpr std::uint64_t recovered_bytes_max = 8U << 20;
/// To open a file: its cross-references (30 bytes are read for one of 20) and its trailer. Those of
/// a file that can be recovered are bounded by its size; recovery reads some of it many times.
constexpr ReadLimits open_limits{
    .bytes_max = 24U << 20, .object_bytes_max = 128U << 10, .objects_bytes_max = 1U << 20};
constexpr ReadLimits recovery_limits{
    .bytes_max = 512U << 20, .object_bytes_max = 128U << 10, .objects_bytes_max = 512U << 20};
/// To read metadata: a few dictionaries, and streams.
constexpr ReadLimits metadata_limits{
    .bytes_max = 40U << 20, .object_bytes_max = 128U << 10, .objects_bytes_max = 256U << 10};
/// What cross-reference streams may unpack to, and object streams, all together. qpdf makes up to
/// 170 bytes of one byte of objects (measured), so this keeps a bomb below 64 MB. Other streams:
/// see document.cpp.
constexpr std::uint64_t references_inflate_bytes_max = 4U << 20;
constexpr std::uint64_t objects_inflate_bytes_max = 256U << 10;

/// Junk may stand before the header, as every reader allows. Source: ISO 32000-2 annex I.
Parsed<void> expect_magic(Reader in) {
  const auto at = in;
  const auto size = std::min(in.remaining(), head_bytes_max);
  TRY_LET(const auto head, in.text(size));
  if (head.find("%PDF-") == std::string::npos) return at.error(faults::bad_magic);
  return {};
}

tl::unexpected<ParseError> error_of(const QPDFExc& thrown, const Reader& file) {
  const auto position = std::max<qpdf_offset_t>(thrown.getFilePosition(), 0);
  const auto offset = std::min(static_cast<std::uint64_t>(position), file.size());
  const auto* fault = &faults::pdf_damaged;
  if (thrown.getErrorCode() == qpdf_e_password) fault = &faults::pdf_encrypted;
  if (thrown.getErrorCode() == qpdf_e_unsupported) fault = &faults::pdf_unsupported;
  return fail(ParseError{fault, file.offset() + offset});
}

Parsed<void> open(QPDF& document, const std::shared_ptr<ReaderInput>& input, const Reader& file,
                  Budget& budget) {
  const InflateLimit limit(std::min(references_inflate_bytes_max, budget.inflate_bytes_left()));
  document.setSuppressWarnings(true);
  document.setAttemptRecovery(file.size() <= recovered_bytes_max);
  document.processInputSource(input);
  return budget.charge_inflated(limit.used_bytes(), file);
}

Parsed<void> read(QPDF& document, const std::shared_ptr<ReaderInput>& input, const Reader& file,
                  Parts& parts) {
  const InflateLimit limit(
      std::min(objects_inflate_bytes_max, parts.budget().inflate_bytes_left()));
  input->set_limits(metadata_limits);
  TRY(read_document(document, file, parts));
  TRY(parts.budget().charge_inflated(limit.used_bytes(), file));
  if (limit.is_over() || input->is_over()) return file.error(faults::objects_too_large);
  return {};
}

/// The one door to qpdf: it throws, and nothing of that goes further.
Parsed<void> open_and_read(const Reader& file, Parts& parts) {
  const bool recover = file.size() <= recovered_bytes_max;
  const auto input = std::make_shared<ReaderInput>(file, recover ? recovery_limits : open_limits);
  try {
    QPDF document;
    TRY(open(document, input, file, parts.budget()));
    return read(document, input, file, parts);
  } catch (const QPDFExc& thrown) {
    if (input->is_over()) return file.error(faults::objects_too_large);
    return error_of(thrown, file);
  } catch (const std::exception&) {
    return file.error(input->is_over() ? faults::objects_too_large : faults::pdf_damaged);
  }
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  TRY(expect_magic(file));
  register_limited_filters();
  return open_and_read(file, parts);
}

}  // namespace gg::pdf
