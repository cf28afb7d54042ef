#pragma once

#include "register/date.h"
#include "register/territory.h"
#include "register/word.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gg {

enum class TitleKind : std::uint8_t { Scripted, Documentary, News, Promo };

inline constexpr std::array title_kind_words = {
    Word<TitleKind>{"scripted", TitleKind::Scripted},
    Word<TitleKind>{"documentary", TitleKind::Documentary},
    Word<TitleKind>{"news", TitleKind::News},
    Word<TitleKind>{"promo", TitleKind::Promo},
};

/// What the production is to the law where rules differ by it (EU AI Act Art. 3).
enum class Role : std::uint8_t {
  Deployer,    ///< uses tools of others
  Provider,    ///< offers a tool or a model of its own
  Distributor  ///< shows or carries what others made
};

inline constexpr std::array role_words = {
    Word<Role>{"deployer", Role::Deployer},
    Word<Role>{"provider", Role::Provider},
    Word<Role>{"distributor", Role::Distributor},
};

/// A film, series or episode. *value*
struct Title {
  std::string id;
  std::string name;
  TitleKind kind = TitleKind::Scripted;
  bool factual = false;                ///< Its audience takes what it shows for real.
  std::vector<Territory> territories;  ///< Where it will be shown; empty when not stated.
  std::vector<std::string> media;      ///< How it will be shown; empty when not stated.
  std::optional<std::vector<std::string>> agreements;  ///< In force; nothing when not stated.
  std::optional<std::vector<Role>> roles;              ///< Nothing when not stated.
  std::optional<Date> photography;                     ///< Principal photography begins.
  std::optional<Date> release;
  std::map<std::string, std::string, std::less<>> facts;  ///< Answers about the title.
};

/// Whether titles of this kind are factual when the file does not say.
constexpr bool factual_by_kind(TitleKind kind) {
  return kind == TitleKind::Documentary || kind == TitleKind::News;
}

}  // namespace gg
