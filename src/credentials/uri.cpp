#include "credentials/uri.h"

#include "base/text.h"

namespace gg::credentials {
namespace {

constexpr std::string_view scheme = "self#jumbf=";
constexpr std::string_view store_label = "c2pa";
constexpr std::size_t labels_max = 8;

}  // namespace

std::optional<JumbfUri> parse_jumbf_uri(std::string_view uri) {
  if (!uri.starts_with(scheme)) return std::nullopt;
  uri.remove_prefix(scheme.size());
  if (uri.starts_with('/')) uri.remove_prefix(1);
  std::vector<std::string> labels;
  while (labels.size() < labels_max) {
    const auto slash = uri.find('/');
    labels.emplace_back(uri.substr(0, slash));
    if (labels.back().empty()) return std::nullopt;
    if (slash == std::string_view::npos) break;
    uri.remove_prefix(slash + 1);
  }
  if (labels.size() == labels_max) return std::nullopt;
  if (labels.front() != store_label) return JumbfUri{{}, std::move(labels)};
  if (labels.size() < 2) return std::nullopt;
  JumbfUri read{std::move(labels[1]), {}};
  read.path.assign(std::make_move_iterator(labels.begin() + 2),
                   std::make_move_iterator(labels.end()));
  return read;
}

std::string uri_of(std::string_view manifest, std::string_view path) {
  std::string uri("self#jumbf=/c2pa/");
  uri += manifest;
  if (!path.empty()) uri += "/";
  return uri += path;
}

std::string absolute_uri(std::string_view uri, std::string_view manifest) {
  const auto read = parse_jumbf_uri(uri);
  if (!read) return std::string(uri);
  return uri_of(read->manifest.empty() ? manifest : read->manifest, joined(read->path, "/"));
}

}  // namespace gg::credentials
