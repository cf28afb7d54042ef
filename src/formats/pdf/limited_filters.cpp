#include "formats/pdf/limited_filters.h"

#include "formats/pdf/png_rows.h"
#include "formats/pdf/qpdf_headers.h"

#include <memory>
#include <stdexcept>

namespace gg::pdf {
namespace {

/// qpdf makes filters deep inside itself and hands them nothing of ours: the limit can only reach
/// them through the thread.
thread_local std::uint64_t inflate_bytes_left = 0;
thread_local bool inflate_over = false;

/// Passes on what it gets, and throws past the limit: the only way to stop qpdf's pipelines.
class LimitedPipeline : public Pipeline {
 public:
  explicit LimitedPipeline(Pipeline* after) : Pipeline("limit", after) {}
  void write(const unsigned char* data, std::size_t size) override {
    inflate_over = inflate_over || size > inflate_bytes_left;
    if (inflate_over) throw std::runtime_error("inflate limit");
    inflate_bytes_left -= size;
    getNext()->write(data, size);
  }
  void finish() override { getNext()->finish(); }
};

class LimitedFlate : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle parameters) override {
    if (parameters.isNull()) return true;
    if (!parameters.isDictionary()) return false;
    rows_ = png_rows_of(parameters);
    return rows_.has_value();
  }

  Pipeline* getDecodePipeline(Pipeline* next) override {
    if (rows_ && rows_->row_bytes != 0) {
      unfilter_ = std::make_unique<PngRowsPipeline>(*rows_, next);
      next = unfilter_.get();
    }
    limit_ = std::make_unique<LimitedPipeline>(next);
    flate_ = std::make_unique<Pl_Flate>("flate", limit_.get(), Pl_Flate::a_inflate, 16U << 10);
    return flate_.get();
  }

 private:
  std::optional<PngRows> rows_;
  std::unique_ptr<Pipeline> unfilter_;
  std::unique_ptr<Pipeline> limit_;
  std::unique_ptr<Pipeline> flate_;
};

class RefusedFilter : public QPDFStreamFilter {
 public:
  bool setDecodeParms(QPDFObjectHandle) override { return false; }
  Pipeline* getDecodePipeline(Pipeline*) override { return nullptr; }
};

}  // namespace

void register_limited_filters() {
  static const bool registered = [] {
    QPDF::registerStreamFilter("/FlateDecode", [] { return std::make_shared<LimitedFlate>(); });
    for (const auto* refused : {"/LZWDecode", "/RunLengthDecode"})
      QPDF::registerStreamFilter(refused, [] { return std::make_shared<RefusedFilter>(); });
    return true;
  }();
  static_cast<void>(registered);
}

InflateLimit::InflateLimit(std::uint64_t bytes_max)
    : bytes_max_(bytes_max), left_before_(inflate_bytes_left), over_before_(inflate_over) {
  inflate_bytes_left = bytes_max;
  inflate_over = false;
}

InflateLimit::~InflateLimit() {
  inflate_bytes_left = left_before_;
  inflate_over = over_before_;
}

std::uint64_t InflateLimit::used_bytes() const { return bytes_max_ - inflate_bytes_left; }

bool InflateLimit::is_over() const { return inflate_over; }

}  // namespace gg::pdf
