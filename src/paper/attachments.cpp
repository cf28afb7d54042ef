#include "paper/attachments.h"

#include "formats/pdf/limited_filters.h"
#include "formats/pdf/reader_input.h"
#include "paper/pdf.h"

#include <exception>
#include <set>
#include <span>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace gg::paper {
namespace {

constexpr std::size_t file_bytes_max = 32U << 20;
constexpr std::uint64_t unpacked_bytes_max = 8U << 20;
constexpr std::size_t files_max = 32;
constexpr int nodes_max = 64;
constexpr pdf::ReadLimits read_limits{
    .bytes_max = 64U << 20, .object_bytes_max = 256U << 10, .objects_bytes_max = 4U << 20};

/// "D:20261127153000Z" of a moment.
std::string pdf_date(const std::string& moment) {
  std::string digits;
  for (const char character : moment.substr(0, std::min<std::size_t>(moment.size(), 19)))
    if (character >= '0' && character <= '9') digits += character;
  return "D:" + digits + "Z";
}

void attach(QPDF& pdf, const Document& document, const std::vector<Attachment>& attachments) {
  QPDFEmbeddedFileDocumentHelper files(pdf);
  auto associated = QPDFObjectHandle::newArray();
  for (const auto& attachment : attachments) {
    auto stream = QPDFEFStreamObjectHelper::createEFStream(pdf, attachment.bytes);
    stream.setSubtype(attachment.media_type)
        .setCreationDate(pdf_date(document.created))
        .setModDate(pdf_date(document.created));
    auto file = QPDFFileSpecObjectHelper::createFileSpec(pdf, attachment.name, stream);
    file.setDescription(attachment.what);
    file.getObjectHandle().replaceKey("/AFRelationship", QPDFObjectHandle::newName("/Source"));
    files.replaceEmbeddedFile(attachment.name, file);
    associated.appendItem(file.getObjectHandle());
  }
  if (!attachments.empty()) pdf.getRoot().replaceKey("/AF", associated);
}

std::string finished(const std::string& pages, const Document& document,
                     const std::vector<Attachment>& attachments) {
  QPDF pdf;
  pdf.setSuppressWarnings(true);
  pdf.processMemoryFile("pages", pages.data(), pages.size());
  attach(pdf, document, attachments);
  auto root = pdf.getRoot();
  root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(document.language));
  if (root.hasKey("/StructTreeRoot")) {  // cairo tags the pages and does not say so
    auto marks = QPDFObjectHandle::newDictionary();
    marks.replaceKey("/Marked", QPDFObjectHandle::newBool(true));
    root.replaceKey("/MarkInfo", marks);
  }
  auto preferences = QPDFObjectHandle::newDictionary();
  preferences.replaceKey("/DisplayDocTitle", QPDFObjectHandle::newBool(true));
  root.replaceKey("/ViewerPreferences", preferences);
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setDeterministicID(true);
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  const auto bytes = std::span(buffer->getBuffer(), buffer->getSize());
  return {bytes.begin(), bytes.end()};
}

/// Takes what a stream gives, up to a limit. *single thread*
class Taker : public Pipeline {
 public:
  explicit Taker(std::uint64_t bytes_max) : Pipeline("taker", nullptr), left_(bytes_max) {}
  void write(const unsigned char* data, std::size_t size) override {
    over_ = over_ || size > left_;
    if (over_) return;
    left_ -= size;
    const auto part = std::span(data, size);
    bytes.append(part.begin(), part.end());
  }
  void finish() override {}
  [[nodiscard]] bool is_over() const { return over_; }
  std::string bytes;

 private:
  std::uint64_t left_;
  bool over_ = false;
};

Error damaged(const std::string& what) { return {ErrorKind::InvalidInput, what}; }

Error too_large() {
  return {ErrorKind::LimitExceeded,
          "the files in this PDF are more or larger than those of any document of ours"};
}

/// One walk over the files of a stranger's PDF. *single thread*
class Files {
 public:
  Result<void> read(QPDFObjectHandle node) {
    if (!node.isDictionary()) return {};
    if (++nodes_ > nodes_max) return fail(too_large());
    if (node.isIndirect() && !seen_.insert(node.getObjGen()).second) return {};
    auto names = node.getKey("/Names");
    const int count = names.isArray() ? names.getArrayNItems() : 0;
    for (int index = 0; index + 1 < count; index += 2)
      TRY(read_file(names.getArrayItem(index), names.getArrayItem(index + 1)));
    auto kids = node.getKey("/Kids");
    const int kid_count = kids.isArray() ? kids.getArrayNItems() : 0;
    for (int index = 0; index < kid_count; ++index) TRY(read(kids.getArrayItem(index)));
    return {};
  }
  std::vector<Attachment> take() { return std::move(files_); }

 private:
  Result<void> read_file(QPDFObjectHandle name, QPDFObjectHandle specification) {
    if (!name.isString() || !specification.isDictionary()) return {};
    auto embedded = specification.getKey("/EF");
    if (!embedded.isDictionary()) return {};
    auto stream = embedded.getKey("/F");
    if (!stream.isStream()) stream = embedded.getKey("/UF");
    if (!stream.isStream()) return {};
    if (files_.size() == files_max) return fail(too_large());
    Taker taker(left_);
    const bool is_whole = stream.pipeStreamData(&taker, 0, qpdf_dl_generalized, true);
    if (taker.is_over()) return fail(too_large());
    if (!is_whole)
      return fail(damaged("the file " + name.getUTF8Value() + " in this PDF is damaged"));
    left_ -= taker.bytes.size();
    files_.push_back({.name = name.getUTF8Value(),
                      .media_type = {},
                      .what = {},
                      .bytes = std::move(taker.bytes)});
    return {};
  }

  std::vector<Attachment> files_;
  std::set<QPDFObjGen> seen_;
  std::uint64_t left_ = unpacked_bytes_max;
  int nodes_ = 0;
};

}  // namespace

Result<std::string> finish_pdf(const std::string& pages, const Document& document,
                               const std::vector<Attachment>& attachments) {
  try {
    return finished(pages, document, attachments);
  } catch (const std::exception& thrown) {
    return fail(Error{ErrorKind::Internal,
                      std::string("the PDF cannot be put together: ") + thrown.what()});
  }
}

Result<std::vector<Attachment>> attachments_of(std::string_view bytes) {
  if (!bytes.starts_with("%PDF-")) return fail(damaged("this is not a PDF"));
  if (bytes.size() > file_bytes_max) return fail(too_large());
  pdf::register_limited_filters();
  const Reader file(std::as_bytes(std::span(bytes)));
  const auto input = std::make_shared<pdf::ReaderInput>(file, read_limits);
  const pdf::InflateLimit limit(2 * unpacked_bytes_max);
  try {
    QPDF opened;
    opened.setSuppressWarnings(true);
    opened.setAttemptRecovery(false);
    opened.processInputSource(input);
    Files files;
    auto names = opened.getRoot().getKey("/Names");
    if (names.isDictionary()) TRY(files.read(names.getKey("/EmbeddedFiles")));
    if (input->is_over() || limit.is_over()) return fail(too_large());
    return files.take();
  } catch (const std::exception&) {
    if (input->is_over() || limit.is_over()) return fail(too_large());
    return fail(damaged("this PDF is damaged, or encrypted"));
  }
}

}  // namespace gg::paper
