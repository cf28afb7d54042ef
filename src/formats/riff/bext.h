#pragma once

#include "parts/parts.h"

namespace gg::riff {

/// Reads a broadcast extension chunk into fields with carrier `Bext`: Description, Originator,
/// OriginatorReference, OriginationDate, OriginationTime, TimeReference (samples since midnight,
/// decimal), Version, UMID (hexadecimal, 64 or 128 digits) and CodingHistory; empty ones give no
/// field. A chunk that ends early gives the fields that are whole. Faults: truncated.  Source: EBU
/// Tech 3285 version 2, section 2.3.
Parsed<void> read_bext(Reader payload, const Place& place, Endian order, Parts& parts);

/// Reads a cart chunk into fields with carrier `RiffChunk`: "cart.Title", "cart.Artist" …
/// Faults: truncated.  Source: AES46-2002.
Parsed<void> read_cart(Reader payload, const Place& place, Parts& parts);

}  // namespace gg::riff
