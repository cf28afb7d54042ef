#pragma once

#include "parts/parts.h"

namespace gg::dpx {

/// Reads the header of a DPX file in either byte order, or of a Cineon file. Pixels are not read.
///
/// Gives fields with carrier `DpxHeader`. DPX: FileName, CreationDateTime, Creator, ProjectName,
/// Copyright, ImageDescription, SourceFileName, SourceDateTime, InputDeviceName,
/// InputDeviceSerialNumber, FilmManufacturerId, FilmType, FilmPrefix, FilmCount, FilmFormat,
/// FilmFrameRate, FrameId, SlateInformation, TimeCode ("01:02:03:04"), UserBits (eight hexadecimal
/// digits), FrameRate, UserDataId and, where it is text, UserData. Cineon has the same names where
/// it has the field, and InputDeviceModel. Texts that are empty and numbers that are undefined (all
/// bits set) give no field. The size of the picture is that of the image header. Paths:
/// "DPX/Creator", "Cineon/FileName". Faults: dpx::faults (2721–), bad_magic. Source: SMPTE ST
/// 268-1:2014 sections 5 to 8; Kodak, Cineon image file format 4.5.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::dpx
