#include "gate/report_codec.h"

#include <cstdint>
#include <utility>

namespace gg {
namespace {

class Writer {
 public:
  void number(std::uint64_t value) {  // LEB128: most are small
    while (value >= 0x80) {
      bytes_ += static_cast<char>(static_cast<unsigned char>(value | 0x80U));
      value >>= 7U;
    }
    bytes_ += static_cast<char>(static_cast<unsigned char>(value));
  }
  template <class E>
  void word(E value) {
    number(static_cast<std::uint64_t>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  void place(const Place& place) {
    text(place.path);
    number(place.offset);
    number(place.size_bytes);
  }
  void evidence(const Evidence& evidence) {
    word(evidence.kind);
    word(evidence.state);
    number(evidence.claims.size());
    for (const auto claim : evidence.claims) word(claim);
    word(evidence.strength);
    text(evidence.signal);
    text(evidence.source_type);
    text(evidence.tool);
    text(evidence.model);
    text(evidence.when);
    text(evidence.prompt);
    number(evidence.parameters.size());
    for (const auto& [name, value] : evidence.parameters) {
      text(name);
      text(value);
    }
    place(evidence.where);
    text(evidence.limits);
  }
  [[nodiscard]] std::string take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class ReportReader {
 public:
  explicit ReportReader(Reader in) : in_(in) {}

  Parsed<std::uint64_t> number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      TRY_LET(const auto byte, in_.u8());
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80) return value;
    }
    return in_.error(faults::bad_magic);
  }
  /// An enumerator, at most `greatest`.
  template <class E>
  Parsed<E> word(E greatest) {
    TRY_LET(const auto value, number());
    if (value > static_cast<std::uint64_t>(greatest)) return in_.error(faults::bad_magic);
    return static_cast<E>(value);
  }
  /// A count of things that take at least one byte each.
  Parsed<std::uint64_t> count() {
    TRY_LET(const auto value, number());
    if (value > in_.remaining()) return in_.error(faults::truncated);
    return value;
  }
  Parsed<std::string> text() {
    TRY_LET(const auto size, number());
    return in_.text(size);
  }
  Parsed<Place> place() {
    Place place;
    TRY_LET(place.path, text());
    TRY_LET(place.offset, number());
    TRY_LET(place.size_bytes, number());
    return place;
  }
  Parsed<Evidence> evidence() {
    Evidence evidence{.kind = EvidenceKind::Absent};
    TRY_LET(evidence.kind, word(EvidenceKind::Unreadable));
    TRY_LET(evidence.state, word(State::NotYetValidated));
    TRY_LET(const auto claims, count());
    for (std::uint64_t index = 0; index < claims; ++index) {
      TRY_LET(const auto claim, word(Claim::NotStated));
      evidence.claims.push_back(claim);
    }
    TRY_LET(evidence.strength, word(Strength::Hint));
    TRY_LET(evidence.signal, text());
    TRY_LET(evidence.source_type, text());
    TRY_LET(evidence.tool, text());
    TRY_LET(evidence.model, text());
    TRY_LET(evidence.when, text());
    TRY_LET(evidence.prompt, text());
    TRY_LET(const auto parameters, count());
    for (std::uint64_t index = 0; index < parameters; ++index) {
      TRY_LET(auto name, text());
      TRY_LET(auto value, text());
      evidence.parameters.emplace_back(std::move(name), std::move(value));
    }
    TRY_LET(evidence.where, place());
    TRY_LET(evidence.limits, text());
    return evidence;
  }
  Reader& in() { return in_; }

 private:
  Reader in_;
};

constexpr std::uint64_t has_sha256 = 1;
constexpr std::uint64_t has_mismatch = 2;
constexpr std::uint64_t has_picture = 4;

std::uint64_t flags_of(const FileReport& report) {
  return (report.sha256 ? has_sha256 : 0U) | (report.extension_mismatch ? has_mismatch : 0U) |
         (report.picture ? has_picture : 0U);
}

Parsed<void> decode_faults(ReportReader& reader, FileReport& report) {
  TRY_LET(const auto faults, reader.count());
  for (std::uint64_t index = 0; index < faults; ++index) {
    ReadFault fault;
    TRY_LET(const auto number, reader.number());
    fault.number = static_cast<std::uint16_t>(number);
    TRY_LET(fault.text, reader.text());
    TRY_LET(fault.where, reader.place());
    report.faults.push_back(std::move(fault));
  }
  return {};
}

Parsed<void> decode_fixed(ReportReader& reader, FileReport& report) {
  TRY_LET(const auto flags, reader.number());
  TRY_LET(report.size_bytes, reader.number());
  TRY_LET(report.format, reader.word(Format::Executable));
  report.extension_mismatch = (flags & has_mismatch) != 0;
  if ((flags & has_sha256) != 0) {
    TRY_LET(const auto bytes, reader.in().take(32));
    Sha256 digest;
    for (std::size_t index = 0; index < bytes.size(); ++index)
      digest.bytes[index] = std::to_integer<std::uint8_t>(bytes[index]);
    report.sha256 = digest;
  }
  if ((flags & has_picture) != 0) {
    TRY_LET(const auto width, reader.number());
    TRY_LET(const auto height, reader.number());
    report.picture =
        PictureSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
  }
  return {};
}

}  // namespace

std::string encode_report(const FileReport& report) {
  Writer out;
  out.number(flags_of(report));
  out.number(report.size_bytes);
  out.word(report.format);
  auto head = std::move(out).take();
  if (report.sha256)
    for (const auto byte : report.sha256->bytes) head += static_cast<char>(byte);
  Writer rest;
  if (report.picture) {
    rest.number(report.picture->width_pixels);
    rest.number(report.picture->height_pixels);
  }
  rest.number(report.evidence.size());
  for (const auto& evidence : report.evidence) rest.evidence(evidence);
  rest.number(report.faults.size());
  for (const auto& fault : report.faults) {
    rest.number(fault.number);
    rest.text(fault.text);
    rest.place(fault.where);
  }
  return head + std::move(rest).take();
}

Parsed<FileReport> decode_report(Reader in) {
  ReportReader reader(in);
  FileReport report;
  TRY(decode_fixed(reader, report));
  TRY_LET(const auto evidence, reader.count());
  for (std::uint64_t index = 0; index < evidence; ++index) {
    TRY_LET(auto each, reader.evidence());
    report.evidence.push_back(std::move(each));
  }
  TRY(decode_faults(reader, report));
  TRY(reader.in().expect_end());
  return report;
}

}  // namespace gg
