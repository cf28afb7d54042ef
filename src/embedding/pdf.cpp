#include "embedding/draft.h"
#include "embedding/pdf_update.h"
#include "formats/pdf/limited_filters.h"
#include "formats/pdf/reader_input.h"

#include <algorithm>
#include <exception>

namespace gg::embedding {
namespace {

constexpr pdf::ReadLimits reading_limits{
    .bytes_max = 64U << 20, .object_bytes_max = 1U << 20, .objects_bytes_max = 32U << 20};
constexpr std::uint64_t inflate_bytes_max = 16U << 20;
constexpr std::uint64_t tail_bytes_max = 2048;

/// How the newest cross-references are written, and where they stand.
struct References {
  std::uint64_t first = 0;
  ReferenceForm form = ReferenceForm::Table;
};

/// Faults: pdf_unsound where the file does not say.
Parsed<References> find_references(const Draft& draft) {
  const auto size = std::min(draft.source_bytes(), tail_bytes_max);
  TRY_LET(auto tail, draft.file.from(draft.source_bytes() - size));
  TRY_LET(const auto text, tail.text(size));
  constexpr std::string_view keyword = "startxref";
  const auto unsound = draft.error(faults::pdf_unsound, draft.source_bytes() - size);
  auto at = text.rfind(keyword);
  if (at == std::string::npos) return unsound;
  at = text.find_first_of("0123456789", at + keyword.size());
  if (at == std::string::npos) return unsound;
  References references;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
    references.first = references.first * 10 + static_cast<std::uint64_t>(text[at] - '0');
    if (references.first >= draft.source_bytes()) return unsound;
  }
  TRY_LET(auto there, draft.file.from(references.first));
  if (there.remaining() < 4) return unsound;
  TRY_LET(const auto word, there.text(4));
  if (word == "xref") return references;
  if (word.front() < '0' || word.front() > '9') return unsound;
  references.form = ReferenceForm::Stream;
  return references;
}

Parsed<void> expect_header(const Draft& draft) {
  auto in = draft.file;
  TRY_LET(const auto magic, in.u32());
  if (magic != 0x25504446) return draft.error(faults::pdf_unsound, 0);  // junk moves every offset
  return {};
}

/// True where "NUMBER GENERATION obj" stands at the start of `text`.
bool heads_object(std::string_view text, const QPDFObjGen& object) {
  constexpr std::string_view spaces = " \t\r\n\f";
  const auto take = [&](std::string_view word) {
    text.remove_prefix(std::min(text.find_first_not_of(spaces), text.size()));
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
  };
  return take(std::to_string(object.getObj())) && take(std::to_string(object.getGen())) &&
         take("obj");
}

/// Faults: pdf_unsound where a cross-reference does not lead to its object: readers make their own
/// references of such a file, and then each sees another one.
Parsed<void> expect_objects(QPDF& document, const Draft& draft) {
  constexpr std::uint64_t head_bytes_max = 48;
  for (const auto& [object, entry] : document.getXRefTable()) {
    if (entry.getType() != 1) continue;
    const auto offset = static_cast<std::uint64_t>(entry.getOffset());
    TRY_LET(auto there, draft.file.from(offset));
    TRY_LET(const auto head, there.text(std::min(there.remaining(), head_bytes_max)));
    if (!heads_object(head, object)) return draft.error(faults::pdf_unsound, offset);
  }
  return {};
}

Parsed<void> plan_with(QPDF& document, const References& references, Draft& draft) {
  if (document.isEncrypted() || document.getTrailer().hasKey("/Encrypt"))
    return draft.error(faults::pdf_encrypted, 0);
  TRY(expect_objects(document, draft));
  auto catalog = document.getTrailer().getKey("/Root");
  if (!catalog.isDictionary() || !catalog.isIndirect())
    return draft.error(faults::pdf_unsound, references.first);
  auto permissions = catalog.getKey("/Perms");
  if (permissions.isDictionary() && permissions.hasKey("/DocMDP"))
    return draft.error(faults::pdf_certified, 0);
  PdfUpdate update(draft, document, references.first, references.form);
  TRY(update.write());
  draft.replaced = draft.plan().old_stores.size();
  return {};
}

}  // namespace

/// An incremental update: an embedded file, its specification, and the catalog that names it.
/// What an older update has of a store stays in the file, but nothing leads to it any more.
/// Source: C2PA 2.2 appendix A.4; ISO 32000-2 sections 7.5.6, 7.5.8, 7.11.4, 14.13.
Parsed<void> plan_pdf(Draft& draft) {
  TRY(expect_header(draft));
  TRY_LET(const auto references, find_references(draft));
  pdf::register_limited_filters();
  const pdf::InflateLimit limit(std::min(inflate_bytes_max, draft.budget.inflate_bytes_left()));
  const auto input = std::make_shared<pdf::ReaderInput>(draft.file, reading_limits);
  try {
    QPDF document;
    document.setSuppressWarnings(true);
    document.setAttemptRecovery(false);
    document.processInputSource(input);
    TRY(plan_with(document, references, draft));
  } catch (const std::exception&) {
    return draft.error(input->is_over() ? gg::faults::too_large : faults::pdf_unsound, 0);
  }
  if (limit.is_over() || input->is_over()) return draft.error(gg::faults::too_large, 0);
  return draft.budget.charge_inflated(limit.used_bytes(), draft.file);
}

}  // namespace gg::embedding
