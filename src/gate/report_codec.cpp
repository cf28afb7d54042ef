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
  void digest(const Sha256& digest) {
    for (const auto byte : digest.bytes) bytes_ += static_cast<char>(byte);
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
    number(evidence.credential ? 1 : 0);
    if (evidence.credential) credential(*evidence.credential);
  }
  void credential(const CredentialFacts& facts) {
    number(facts.of_ingredient ? 1 : 0);
    word(facts.fault);
    text(facts.signer);
    text(facts.signed_at);
    text(facts.list);
    number(facts.failures.size());
    for (const auto& failure : facts.failures) {
      text(failure.code);
      text(failure.words);
      text(failure.section);
      text(failure.explanation);
    }
    text(facts.bound);
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
    TRY_LET(evidence.strength, word(Strength::Tampered));
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
    TRY_LET(const auto has_credential, number());
    if (has_credential != 0) {
      TRY_LET(evidence.credential, credential());
    }
    return evidence;
  }
  Parsed<CredentialFacts> credential() {
    CredentialFacts facts;
    TRY_LET(const auto of_ingredient, number());
    facts.of_ingredient = of_ingredient != 0;
    TRY_LET(facts.fault, word(CredentialFault::Tampered));
    TRY_LET(facts.signer, text());
    TRY_LET(facts.signed_at, text());
    TRY_LET(facts.list, text());
    TRY_LET(const auto failures, count());
    for (std::uint64_t index = 0; index < failures; ++index) {
      CredentialFailure failure;
      TRY_LET(failure.code, text());
      TRY_LET(failure.words, text());
      TRY_LET(failure.section, text());
      TRY_LET(failure.explanation, text());
      facts.failures.push_back(std::move(failure));
    }
    TRY_LET(facts.bound, text());
    return facts;
  }
  /// Signed numbers stand as two's complement.
  Parsed<std::int64_t> signed_number() {
    TRY_LET(const auto value, number());
    return static_cast<std::int64_t>(value);
  }
  Parsed<Sha256> digest() {
    TRY_LET(const auto bytes, in_.take(32));
    Sha256 digest;
    for (std::size_t index = 0; index < bytes.size(); ++index)
      digest.bytes[index] = std::to_integer<std::uint8_t>(bytes[index]);
    return digest;
  }
  Reader& in() { return in_; }

 private:
  Reader in_;
};

constexpr std::uint64_t has_sha256 = 1;
constexpr std::uint64_t has_mismatch = 2;
constexpr std::uint64_t has_picture = 4;
constexpr std::uint64_t has_basis = 8;
constexpr std::uint64_t has_bond = 16;
constexpr std::uint64_t has_segment = 32;
constexpr std::uint64_t has_collection = 64;

std::uint64_t flags_of(const FileReport& report) {
  return (report.sha256 ? has_sha256 : 0U) | (report.extension_mismatch ? has_mismatch : 0U) |
         (report.picture ? has_picture : 0U) | (report.basis ? has_basis : 0U) |
         (report.bond ? has_bond : 0U) | (report.bond && report.bond->segment ? has_segment : 0U) |
         (report.bond && report.bond->is_collection ? has_collection : 0U);
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

Parsed<Bond> decode_bond(ReportReader& reader, std::uint64_t flags) {
  Bond bond;
  bond.is_collection = (flags & has_collection) != 0;
  TRY_LET(const auto trees, reader.count());
  for (std::uint64_t index = 0; index < trees; ++index) {
    bindings::SegmentTree tree;
    TRY_LET(tree.unique_id, reader.number());
    TRY_LET(tree.local_id, reader.number());
    TRY_LET(tree.segments, reader.number());
    bond.trees.push_back(tree);
  }
  if ((flags & has_segment) == 0) return bond;
  SegmentPlace segment;
  TRY_LET(segment.unique_id, reader.number());
  TRY_LET(segment.local_id, reader.number());
  TRY_LET(segment.location, reader.number());
  TRY_LET(segment.where, reader.place());
  bond.segment = std::move(segment);
  return bond;
}

Parsed<void> decode_fixed(ReportReader& reader, FileReport& report) {
  TRY_LET(const auto flags, reader.number());
  TRY_LET(report.size_bytes, reader.number());
  TRY_LET(report.format, reader.word(Format::Executable));
  report.extension_mismatch = (flags & has_mismatch) != 0;
  if ((flags & has_sha256) != 0) {
    TRY_LET(report.sha256, reader.digest());
  }
  if ((flags & has_basis) != 0) {
    CredentialBasis basis;
    TRY_LET(basis.terms, reader.digest());
    TRY_LET(basis.first, reader.signed_number());
    TRY_LET(basis.end, reader.signed_number());
    report.basis = basis;
  }
  if ((flags & has_picture) != 0) {
    TRY_LET(const auto width, reader.number());
    TRY_LET(const auto height, reader.number());
    report.picture =
        PictureSize{static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)};
  }
  if ((flags & has_bond) != 0) {
    TRY_LET(report.bond, decode_bond(reader, flags));
  }
  return {};
}

}  // namespace

std::string encode_report(const FileReport& report) {
  Writer out;
  out.number(flags_of(report));
  out.number(report.size_bytes);
  out.word(report.format);
  if (report.sha256) out.digest(*report.sha256);
  if (report.basis) {
    out.digest(report.basis->terms);
    out.number(static_cast<std::uint64_t>(report.basis->first));
    out.number(static_cast<std::uint64_t>(report.basis->end));
  }
  if (report.picture) {
    out.number(report.picture->width_pixels);
    out.number(report.picture->height_pixels);
  }
  if (report.bond) {
    out.number(report.bond->trees.size());
    for (const auto& tree : report.bond->trees) {
      out.number(tree.unique_id);
      out.number(tree.local_id);
      out.number(tree.segments);
    }
    if (const auto& segment = report.bond->segment) {
      out.number(segment->unique_id);
      out.number(segment->local_id);
      out.number(segment->location);
      out.place(segment->where);
    }
  }
  out.number(report.evidence.size());
  for (const auto& evidence : report.evidence) out.evidence(evidence);
  out.number(report.faults.size());
  for (const auto& fault : report.faults) {
    out.number(fault.number);
    out.text(fault.text);
    out.place(fault.where);
  }
  return std::move(out).take();
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
