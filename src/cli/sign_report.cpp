#include "cli/sign_report.h"

#include "base/text.h"
#include "cli/plain_text.h"

namespace gg::cli {
namespace {

std::string stamp_text(const std::optional<signing::SignatureStamp>& stamp) {
  if (!stamp) return "time not proven (--timestamp)";
  return credentials::time_text(stamp->time) + " by a time stamp of " +
         printable(stamp->authority) + (stamp->is_trusted ? "" : ", which no list knows");
}

std::string line(int depth, const std::string& text) {
  return std::string(static_cast<std::size_t>(depth) * 2, ' ') + text + "\n";
}

}  // namespace

std::string sign_text(const std::string& input, const signing::SignedFile& result) {
  const auto sidecar = printable(result.sidecar.string());
  const auto segments =
      result.segments == 0
          ? std::string()
          : " and " + grouped(result.segments) + (result.segments == 1 ? " segment" : " segments");
  auto text = line(0, printable(input) + segments + ": signed" +
                          (result.written.empty() ? ", and left as it is"
                                                  : " as " + printable(result.written.string())));
  text += line(1, "by " + printable(result.signer) + ", " + result.algorithm + "; " +
                      stamp_text(result.stamp));
  text +=
      line(1, result.list.empty() ? "known to: no list; others will find it valid, and not trusted"
                                  : "known to: " + printable(result.list));
  text += line(1, "credentials of " + grouped(result.store_bytes) + " bytes " +
                      (result.sidecar.empty() ? "in it" : "in " + sidecar) +
                      (result.binding.empty() ? ", an update" : ", bound by " + result.binding));
  for (const auto& ingredient : result.ingredients)
    text +=
        line(1, std::string(to_text(ingredient.relationship)) + " " + printable(ingredient.title) +
                    ": " +
                    (ingredient.has_credentials()
                         ? "its credentials, " + std::string(to_text(ingredient.state)) + ", kept"
                         : "without credentials"));
  return text;
}

Json sign_json(const std::string& input, const signing::SignedFile& result) {
  Json ingredients = Json::array();
  for (const auto& ingredient : result.ingredients)
    ingredients.push_back({{"title", ingredient.title},
                           {"relationship", to_text(ingredient.relationship)},
                           {"state", to_text(ingredient.state)}});
  Json json{{"schema", "goodgate.signed/1"},
            {"path", to_utf8(input)},
            {"written", to_utf8(result.written.string())},
            {"segments", result.segments},
            {"sidecar", to_utf8(result.sidecar.string())},
            {"manifest", result.manifest},
            {"media_type", result.media_type},
            {"binding", result.binding},
            {"store_bytes", result.store_bytes},
            {"result_bytes", result.result_bytes},
            {"signer", to_utf8(result.signer)},
            {"algorithm", result.algorithm},
            {"list", result.list},
            {"ingredients", std::move(ingredients)}};
  if (result.stamp)
    json["time_stamp"] = {{"time", credentials::time_text(result.stamp->time)},
                          {"authority", to_utf8(result.stamp->authority)},
                          {"trusted", result.stamp->is_trusted}};
  return json;
}

}  // namespace gg::cli
