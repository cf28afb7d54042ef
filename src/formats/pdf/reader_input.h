#pragma once

#include "bytes/reader.h"
#include "formats/pdf/qpdf_headers.h"

#include <string>

namespace gg::pdf {

/// What qpdf may read of a file. It makes about 260 bytes of memory of a two-byte number.
struct ReadLimits {
  std::uint64_t bytes_max = 0;          ///< In all.
  std::uint64_t object_bytes_max = 0;   ///< Of objects, one piece without a jump.
  std::uint64_t objects_bytes_max = 0;  ///< Of objects, together.
};

/// A `Reader` as qpdf wants to see a file: qpdf reads a few bytes at a time, and nothing is held.
/// Past a limit it throws, as a file does that cannot be read; qpdf turns that into an error of its
/// own or into a null object, so ask `is_over` afterwards. *single thread*
class ReaderInput : public InputSource {
 public:
  ReaderInput(const Reader& file, const ReadLimits& limits) : file_(file), limits_(limits) {}

  /// Whether a limit was met.
  [[nodiscard]] bool is_over() const { return over_; }
  /// What may be read from here on.
  void set_limits(const ReadLimits& limits) { limits_ = limits; }

  qpdf_offset_t findAndSkipNextEOL() override;
  const std::string& getName() const override { return name_; }
  qpdf_offset_t tell() override { return static_cast<qpdf_offset_t>(offset_); }
  void seek(qpdf_offset_t offset, int whence) override;
  void rewind() override { offset_ = 0; }
  std::size_t read(char* out, std::size_t length) override;
  void unreadCh(char) override { --offset_; }

 private:
  void charge(std::size_t length, std::uint64_t size);

  Reader file_;
  ReadLimits limits_;
  std::uint64_t offset_ = 0;
  std::uint64_t object_end_ = 0;    ///< Where the last piece of an object ended.
  std::uint64_t object_bytes_ = 0;  ///< Read of objects without a jump.
  bool over_ = false;
  std::string name_ = "PDF";
};

}  // namespace gg::pdf
