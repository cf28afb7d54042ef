#include "register/territory.h"

#include <algorithm>
#include <iterator>

namespace gg {
namespace {

/// The 249 officially assigned codes. Source: ISO 3166-1 alpha-2.
constexpr std::string_view assigned_codes =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI "
    "BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN "
    "CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM "
    "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN "
    "KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP "
    "NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI "
    "VN VU WF WS YE YT ZA ZM ZW ";

bool is_assigned(std::string_view code) {
  if (code.size() != 2) return false;
  for (std::string_view codes = assigned_codes; !codes.empty(); codes.remove_prefix(3))
    if (codes.starts_with(code)) return true;
  return false;
}

bool is_part_code(std::string_view text) {
  constexpr auto in_code = [](char letter) {
    return (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
  };
  return !text.empty() && text.size() <= 3 && std::ranges::all_of(text, in_code);
}

bool is_code(std::string_view text) {
  const auto hyphen = text.find('-');
  if (!is_assigned(text.substr(0, hyphen))) return false;
  return hyphen == std::string_view::npos || is_part_code(text.substr(hyphen + 1));
}

}  // namespace

std::optional<Territory> Territory::parse(std::string_view text) {
  if (text != "world" && !is_code(text)) return std::nullopt;
  return Territory(text);
}

bool Territory::holds(const Territory& other) const {
  if (is_world() || *this == other) return true;
  return other.text_.starts_with(text_) && other.text_.size() > text_.size() &&
         other.text_[text_.size()] == '-';
}

bool overlap(const Territory& one, const Territory& other) {
  return one.holds(other) || other.holds(one);
}

std::vector<Territory> territories_missing(const std::vector<Territory>& granted,
                                           const std::vector<Territory>& asked) {
  std::vector<Territory> missing;
  if (granted.empty()) return missing;
  std::ranges::copy_if(asked, std::back_inserter(missing), [&granted](const Territory& one) {
    return std::ranges::none_of(granted, [&one](const Territory& held) { return held.holds(one); });
  });
  return missing;
}

std::vector<std::string> media_missing(const std::vector<std::string>& granted,
                                       const std::vector<std::string>& asked) {
  std::vector<std::string> missing;
  if (granted.empty() || std::ranges::find(granted, "all") != granted.end()) return missing;
  std::ranges::copy_if(asked, std::back_inserter(missing), [&granted](const std::string& one) {
    return std::ranges::find(granted, one) == granted.end();
  });
  return missing;
}

const std::vector<std::string_view>& media_words() {
  static const std::vector<std::string_view> words = {
      "all",        "theatrical", "streaming", "broadcast", "festival",
      "home_video", "promo",      "social",    "inflight",  "education"};
  return words;
}

}  // namespace gg
