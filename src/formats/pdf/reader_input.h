#pragma once

#include "bytes/reader.h"
#include "formats/pdf/qpdf_headers.h"

#include <string>

namespace gg::pdf {

/// A `Reader` as qpdf wants to see a file: qpdf reads a few bytes at a time, and nothing is held.
/// Past its limit of bytes read in all it throws, as a file does that cannot be read; qpdf turns
/// that into its own error. *single thread*
class ReaderInput : public InputSource {
 public:
  ReaderInput(const Reader& file, std::uint64_t read_bytes_max)
      : file_(file), read_bytes_left_(read_bytes_max) {}

  qpdf_offset_t findAndSkipNextEOL() override;
  const std::string& getName() const override { return name_; }
  qpdf_offset_t tell() override { return static_cast<qpdf_offset_t>(offset_); }
  void seek(qpdf_offset_t offset, int whence) override;
  void rewind() override { offset_ = 0; }
  std::size_t read(char* out, std::size_t length) override;
  void unreadCh(char) override { --offset_; }

 private:
  Reader file_;
  std::uint64_t offset_ = 0;
  std::uint64_t read_bytes_left_;
  std::string name_ = "PDF";
};

}  // namespace gg::pdf
