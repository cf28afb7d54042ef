#pragma once

#include "base/digest.h"
#include "register/date.h"
#include "register/word.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace gg {

enum class AssetStatus : std::uint8_t { Temporary, Final };
enum class AssetKind : std::uint8_t { Generated, Source, Reference };

inline constexpr std::array asset_status_words = {
    Word<AssetStatus>{"temporary", AssetStatus::Temporary},
    Word<AssetStatus>{"final", AssetStatus::Final},
};
inline constexpr std::array asset_kind_words = {
    Word<AssetKind>{"generated", AssetKind::Generated},
    Word<AssetKind>{"source", AssetKind::Source},
    Word<AssetKind>{"reference", AssetKind::Reference},
};

/// A registered file. *value*
struct Asset {
  Sha256 sha256;
  std::string file;  ///< Name or path it was registered under; may be empty.
  std::string use;   ///< Id; may be empty for source and reference material.
  AssetStatus status = AssetStatus::Final;
  AssetKind kind = AssetKind::Generated;
  std::optional<Date> generated;
  bool had_credential = false;         ///< Content credentials stood in it when it was registered.
  std::optional<std::int64_t> logged;  ///< Place in the title's ledger where it was registered.
};

}  // namespace gg
