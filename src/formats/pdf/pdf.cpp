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
/// Cross-reference tables of the largest files are a few megabytes.
constexpr std::uint64_t read_bytes_max = 64U << 20;
constexpr std::uint64_t inflate_bytes_max = 16U << 20;

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

/// The one door to qpdf: it throws, and nothing of that goes further.
Parsed<void> open_and_read(const Reader& file, Parts& parts) {
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.setAttemptRecovery(file.size() <= recovered_bytes_max);
    document.processInputSource(std::make_shared<ReaderInput>(file, read_bytes_max));
    return read_document(document, file, parts);
  } catch (const QPDFExc& thrown) {
    return error_of(thrown, file);
  } catch (const std::exception&) {
    return file.error(faults::pdf_damaged);
  }
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  TRY(expect_magic(file));
  register_limited_filters();
  const InflateLimit limit(std::min(inflate_bytes_max, parts.budget().inflate_bytes_left()));
  const auto read = open_and_read(file, parts);
  TRY(parts.budget().charge_inflated(limit.used_bytes(), file));
  return read;
}

}  // namespace gg::pdf
