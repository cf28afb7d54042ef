#include "signals/words.h"

namespace gg {

std::string_view to_word(EvidenceKind kind) {
  switch (kind) {
    case EvidenceKind::Credential:
      return "credential";
    case EvidenceKind::SourceType:
      return "source_type";
    case EvidenceKind::Generator:
      return "generator";
    case EvidenceKind::Label:
      return "label";
    case EvidenceKind::Watermark:
      return "watermark";
    case EvidenceKind::Match:
      return "match";
    case EvidenceKind::Declared:
      return "declared";
    case EvidenceKind::Camera:
      return "camera";
    case EvidenceKind::Absent:
      return "absent";
    case EvidenceKind::Unreadable:
      return "unreadable";
  }
  return {};
}

std::string_view to_word(Claim claim) {
  switch (claim) {
    case Claim::Generated:
      return "generated";
    case Claim::Altered:
      return "altered";
    case Claim::Composite:
      return "composite";
    case Claim::Enhanced:
      return "enhanced";
    case Claim::Captured:
      return "captured";
    case Claim::NotStated:
      return "not_stated";
  }
  return {};
}

std::string_view to_word(Strength strength) {
  switch (strength) {
    case Strength::SignedTrusted:
      return "signed_trusted";
    case Strength::Signed:
      return "signed";
    case Strength::Declared:
      return "declared";
    case Strength::Hint:
      return "hint";
    case Strength::Tampered:
      return "tampered";
  }
  return {};
}

std::string_view to_word(CredentialFault fault) {
  switch (fault) {
    case CredentialFault::None:
      return "none";
    case CredentialFault::Expired:
      return "expired";
    case CredentialFault::Rules:
      return "rules";
    case CredentialFault::Tampered:
      return "tampered";
  }
  return {};
}

std::string_view to_word(State state) {
  switch (state) {
    case State::Valid:
      return "valid";
    case State::Invalid:
      return "invalid";
    case State::NotStated:
      return "not_stated";
    case State::NotPossible:
      return "not_possible";
    case State::NotYetValidated:
      return "not_yet_validated";
  }
  return {};
}

std::string_view to_word(Carrier carrier) {
  switch (carrier) {
    case Carrier::PngText:
      return "png_text";
    case Carrier::Exif:
      return "exif";
    case Carrier::Xmp:
      return "xmp";
    case Carrier::Iptc:
      return "iptc";
    case Carrier::Comment:
      return "comment";
    case Carrier::AppSegment:
      return "app_segment";
    case Carrier::RiffInfo:
      return "riff_info";
    case Carrier::Bext:
      return "bext";
    case Carrier::IXml:
      return "ixml";
    case Carrier::RiffChunk:
      return "riff_chunk";
    case Carrier::Id3:
      return "id3";
    case Carrier::VorbisComment:
      return "vorbis_comment";
    case Carrier::QuickTimeKey:
      return "quicktime_key";
    case Carrier::QuickTimeText:
      return "quicktime_text";
    case Carrier::BmffBox:
      return "bmff_box";
    case Carrier::MatroskaTag:
      return "matroska_tag";
    case Carrier::PdfInfo:
      return "pdf_info";
    case Carrier::SvgText:
      return "svg_text";
    case Carrier::ExrAttribute:
      return "exr_attribute";
    case Carrier::DpxHeader:
      return "dpx_header";
    case Carrier::MxfProperty:
      return "mxf_property";
    case Carrier::PngStealth:
      return "png_stealth";
    case Carrier::Trailer:
      return "trailer";
    case Carrier::Sei:
      return "sei";
    case Carrier::ApeTag:
      return "ape_tag";
    case Carrier::EncoderMark:
      return "encoder_mark";
  }
  return {};
}

}  // namespace gg
