#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

namespace gg::xmp {

/// The name of an element or attribute, its prefix replaced by the usual one of its namespace.
/// *value*; views into the XML document or the table of namespaces.
struct QName {
  std::string_view prefix;  ///< Empty where the name has no namespace.
  std::string_view local;

  [[nodiscard]] bool is(std::string_view wanted_prefix, std::string_view wanted_local) const {
    return prefix == wanted_prefix && local == wanted_local;
  }
  /// Never empty: a damaged name of nothing but a colon stays a colon.
  [[nodiscard]] std::string text() const {
    if (prefix.empty()) return local.empty() ? ":" : std::string(local);
    std::string text;
    text.reserve(prefix.size() + 1 + local.size());
    return text.append(prefix).append(":").append(local);
  }
};

/// Whether a name without prefix is in the default namespace: elements are, attributes are not.
enum class Defaulted : bool { No, Yes };

/// The namespace declarations in force at a place in an XML tree. `rdf` and `xml` are known without
/// declaration, as are, by their writer's prefix, names whose declaration was lost. *single thread*
class Scopes {
 public:
  /// With the declarations of all ancestors of `inside`, not its own.
  explicit Scopes(pugi::xml_node inside);

  void enter(pugi::xml_node element);
  void leave(pugi::xml_node element);

  [[nodiscard]] QName of(pugi::xml_node element) const {
    return resolve(element.name(), Defaulted::Yes);
  }
  [[nodiscard]] QName of(pugi::xml_attribute attribute) const {
    return resolve(attribute.name(), Defaulted::No);
  }

  /// The prefix that an attribute declares (empty: the default namespace), if it is a declaration.
  static std::optional<std::string_view> declared_by(pugi::xml_attribute attribute);

 private:
  [[nodiscard]] QName resolve(std::string_view name, Defaulted defaulted) const;

  std::map<std::string_view, std::vector<std::string_view>> declared_;  ///< Innermost last.
};

}  // namespace gg::xmp
