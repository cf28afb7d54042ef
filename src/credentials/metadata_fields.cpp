#include "credentials/metadata_fields.h"

#include <algorithm>
#include <array>

namespace gg::credentials {
namespace {

/// A namespace of which some fields may be stated, with their names between spaces.
struct Schema {
  std::string_view name_space;
  std::string_view fields;
};

/// Source: C2PA 2.2 appendix B.1.
constexpr std::array<std::string_view, 5> whole_schemas{
    "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/xap/1.0/mm/",
    "http://ns.adobe.com/xap/1.0/t/pg/", "http://ns.adobe.com/camera-raw-settings/1.0/",
    "http://ns.adobe.com/pdf/1.3/"};

// clang-format off
/// Source: C2PA 2.2 appendix B.2. The namespace of ExifEX is written in more than one way.
constexpr std::array partial_schemas{
    Schema{"http://purl.org/dc/elements/1.1/",
           "coverage date format identifier language relation type "},
    Schema{"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
           "Scene "},
    Schema{"http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
           "DigImageGUID DigitalSourceType EventId Genre ImageRating ImageRegion LocationCreated "
           "LocationShown MaxAvailHeight MaxAvailWidth RegistryId "},
    Schema{"http://ns.adobe.com/exif/1.0/",
           "ApertureValue BrightnessValue CFAPattern ColorSpace CompressedBitsPerPixel Contrast "
           "CustomRendered DateTimeDigitized DateTimeOriginal DeviceSettingDescription "
           "DigitalZoomRatio ExifVersion ExposureBiasValue ExposureIndex ExposureMode "
           "ExposureProgram ExposureTime FNumber FileSource Flash FlashEnergy FlashpixVersion "
           "FocalLength FocalLengthIn35mmFilm FocalPlaneResolutionUnit FocalPlaneXResolution "
           "FocalPlaneYResolution GPSAltitude GPSAltitudeRef GPSDOP GPSDateStamp GPSDestBearing "
           "GPSDestBearingRef GPSDestDistance GPSDestDistanceRef GPSDestLatitude "
           "GPSDestLongitude GPSDifferential GPSHPositioningError GPSImgDirection "
           "GPSImgDirectionRef GPSLatitude GPSLongitude GPSMapDatum GPSMeasureMode "
           "GPSProcessingMethod GPSSatellites GPSSpeed GPSSpeedRef GPSStatus GPSTimeStamp "
           "GPSTrack GPSTrackRef GPSVersionID GainControl ISOSpeedRatings ImageUniqueID "
           "LightSource MaxApertureValue MeteringMode OECF OffsetTimeOriginal PixelXDimension "
           "PixelYDimension RelatedSoundFile Saturation SceneCaptureType SceneType SensingMethod "
           "Sharpness ShutterSpeedValue SpatialFrequencyResponse SpectralSensitivity SubjectArea "
           "SubjectDistance SubjectDistanceRange SubjectLocation WhiteBalance "},
    Schema{"http://cipa.jp/exif/",
           "BodySerialNumber Gamma ISOSpeed ISOSpeedLatitudeyyy ISOSpeedLatitudezzz "
           "InteroperabilityIndex LensMake LensModel LensSerialNumber LensSpecification "
           "PhotographicSensitivity RecommendedExposureIndex SensitivityType "
           "StandardOutputSensitivity "},
    Schema{"http://ns.adobe.com/photoshop/1.0/",
           "Category City ColorMode Country DateCreated DocumentAncestors History ICCProfile "
           "State SupplementalCategories TextLayers TransmissionReference Urgency "},
    Schema{"http://ns.adobe.com/tiff/1.0/",
           "BitsPerSample Compression DateTime ImageLength ImageWidth Make Model Orientation "
           "PhotometricInterpretation PlanarConfiguration PrimaryChromaticities "
           "ReferenceBlackWhite ResolutionUnit SamplesPerPixel Software TransferFunction "
           "WhitePoint XResolution YCbCrCoefficients YCbCrPositioning YCbCrSubSampling "
           "YResolution "},
    Schema{"http://ns.adobe.com/xmp/1.0/DynamicMedia/",
           "Tracks absPeakAudioFilePath album altTapeName altTimecode audioChannelType "
           "audioCompressor audioSampleRate audioSampleType beatSpliceParams cameraAngle "
           "cameraLabel cameraModel cameraMove comment contributedMedia discNumber duration "
           "fileDataRate genre good instrument introTime key logComment loop lyrics markers "
           "numberOfBeats outCue partOfCompilation projectName projectRef pullDown "
           "relativePeakAudioFilePath relativeTimestamp releaseDate resampleParams scaleType "
           "scene shotDate shotDay shotLocation shotName shotNumber shotSize speakerPlacement "
           "startTimecode stretchMode takeNumber tapeName tempo timeScaleParams timeSignature "
           "trackNumber videoAlphaMode videoAlphaPremultipleColor videoAlphaUnityIsTransparent "
           "videoColorSpace videoCompressor videoFieldOrder videoFrameRate videoFrameSize "
           "videoPixelAspectRatio videoPixelDepth "},
    Schema{"http://ns.useplus.org/ldf/xmp/1.0/",
           "FileNameAsDelivered FirstPublicationDate ImageFileFormatAsDelivered "
           "ImageFileSizeAsDelivered ImageType Version "},
};
// clang-format on

constexpr std::string_view exif_ex = "http://cipa.jp/exif/";

bool has_word(std::string_view words, std::string_view word) {
  for (std::size_t at = words.find(word); at != std::string_view::npos;
       at = words.find(word, at + 1)) {
    const bool begins = at == 0 || words[at - 1] == ' ';
    if (begins && words.substr(at + word.size()).starts_with(' ')) return true;
  }
  return false;
}

}  // namespace

bool is_allowed_field(std::string_view name_space, std::string_view field) {
  if (std::ranges::find(whole_schemas, name_space) != whole_schemas.end()) return true;
  if (name_space.starts_with(exif_ex)) name_space = exif_ex;
  const auto found = std::ranges::find(partial_schemas, name_space, &Schema::name_space);
  return found != partial_schemas.end() && !field.empty() && has_word(found->fields, field);
}

}  // namespace gg::credentials
