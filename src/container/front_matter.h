#pragma once

#include "parts/parts.h"

namespace gg::front_matter {

/// Reads the label of generated text out of the front matter of a text file: lines between "---"
/// at the very start and the next "---", as Markdown files have.
///
/// Gives one field, carrier Comment, key "AIGC": what stands behind "AIGC:", or the lines indented
/// below it ("Label: '1'") as one JSON object. Any other text gives nothing and is no fault. Read
/// are the first 16 KiB. Faults: too_large, read_failed.
/// Source: writers of GB 45438-2025 labels in Markdown; YAML 1.2 sections 7.3 and 8.2.
Parsed<void> walk(Reader file, Parts& parts);

}  // namespace gg::front_matter
