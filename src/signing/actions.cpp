#include "signing/actions.h"

#include <algorithm>
#include <array>

namespace gg::signing {
namespace {

constexpr std::array<std::string_view, 4> actions_of_updates{"c2pa.edited.metadata", "c2pa.opened",
                                                             "c2pa.published", "c2pa.redacted"};
constexpr std::string_view uses_parameter = "goodgate.uses";
constexpr std::string_view ids_parameter = "ingredientIds";

tl::unexpected<Error> refuse_action(std::string why) {
  return fail(Error{ErrorKind::InvalidInput, std::move(why)});
}

bool begins_a_history(std::string_view action) {
  return action == "c2pa.created" || action == "c2pa.opened";
}

/// An action with the references to what it was done to.
struct DraftedAction {
  Json stated;
  std::vector<ByteArray> references;
};

/// Puts the actions of one manifest together.
class ActionList {
 public:
  ActionList(const History& history, const std::vector<UsedIngredient>& ingredients,
             ClaimVersion version, ManifestKind kind)
      : history_(history), ingredients_(ingredients), version_(version), kind_(kind) {}

  Result<ByteArray> make() {
    TRY(add_begin());
    add_placed();
    TRY(add_stated());
    std::vector<ByteArray> encoded;
    for (const auto& action : actions_) encoded.push_back(encode(action));
    return Fields().list("actions", encoded).cbor();
  }

 private:
  [[nodiscard]] std::vector<ByteArray> references_of(Relationship relationship) const {
    std::vector<ByteArray> references;
    for (const auto& used : ingredients_)
      if (used.ingredient->relationship == relationship) references.push_back(used.reference);
    return references;
  }

  [[nodiscard]] bool begins_itself() const {
    return !history_.actions.empty() &&
           begins_a_history(text_member(history_.actions.front(), "action"));
  }

  Result<void> add_begin() {
    if (begins_itself()) return {};
    auto parent = references_of(Relationship::ParentOf);
    const auto inputs = references_of(Relationship::InputTo);
    if (parent.empty()) {
      if (history_.source_type.empty())
        return refuse_action(
            "how the file came about is not said: name --source-type (trainedAlgorithmicMedia, "
            "digitalCapture …), the --use it is of, or the --parent it was made from");
      auto created = made("c2pa.created");
      created.references = inputs;
      actions_.push_back(std::move(created));
      return {};
    }
    actions_.push_back({Json{{"action", "c2pa.opened"}}, std::move(parent)});
    if (history_.source_type.empty() && history_.uses.empty() && inputs.empty()) return {};
    if (kind_ == ManifestKind::Update)
      return refuse_action(
          "an update leaves the content as it is: it states no source type, no use and no input; "
          "sign without --update");
    auto edited = made("c2pa.edited");
    edited.references = inputs;
    actions_.push_back(std::move(edited));
    return {};
  }

  /// An action with what is known of how the file was made.
  [[nodiscard]] DraftedAction made(std::string_view name) const {
    Json stated{{"action", name}};
    if (!history_.source_type.empty()) stated["digitalSourceType"] = history_.source_type;
    if (!history_.made_with.name.empty()) stated["softwareAgent"] = agent();
    if (!history_.uses.empty())
      stated["parameters"] = Json{{std::string(uses_parameter), history_.uses}};
    return {std::move(stated), {}};
  }

  [[nodiscard]] Json agent() const {
    const auto& made_with = history_.made_with;
    Json agent{{"name", made_with.name}};
    if (!made_with.version.empty()) agent["version"] = made_with.version;
    return agent;
  }

  void add_placed() {
    for (auto& reference : references_of(Relationship::ComponentOf))
      actions_.push_back({Json{{"action", "c2pa.placed"}}, {std::move(reference)}});
  }

  Result<void> add_stated() {
    bool is_first = true;
    for (const auto& stated : history_.actions) {
      const auto name = std::string(text_member(stated, "action"));
      if (name.empty())
        return refuse_action("an action does not say what was done: give each its \"action\"");
      const bool begins_here = is_first && begins_itself();
      if (begins_a_history(name) && !begins_here)
        return refuse_action(name + " can only be the first action");
      TRY_LET(auto action, drafted(stated, name));
      actions_.insert(begins_here ? actions_.begin() : actions_.end(), std::move(action));
      is_first = false;
    }
    return check_kind();
  }

  [[nodiscard]] Result<DraftedAction> drafted(Json stated, const std::string& name) const {
    DraftedAction action{std::move(stated), {}};
    if (name == "c2pa.opened") action.references = references_of(Relationship::ParentOf);
    if (!action.stated.contains("parameters")) return action;
    auto& parameters = action.stated["parameters"];
    if (!parameters.is_object()) return refuse_action(name + ": its parameters are no object");
    if (!parameters.contains(ids_parameter)) return action;
    const auto ids = parameters[std::string(ids_parameter)];
    parameters.erase(std::string(ids_parameter));
    action.references.clear();
    for (const auto& id : ids) {
      const auto title = scalar_text(id);
      const auto found = std::ranges::find_if(ingredients_, [&](const UsedIngredient& used) {
        return used.ingredient->title == title;
      });
      if (found == ingredients_.end())
        return refuse_action(
            name + " names the ingredient \"" + title +
            "\", which is not given: add it with --component, --input or --parent");
      action.references.push_back(found->reference);
    }
    return action;
  }

  [[nodiscard]] Result<void> check_kind() const {
    if (kind_ == ManifestKind::Standard) return {};
    for (const auto& action : actions_) {
      const auto name = text_member(action.stated, "action");
      if (std::ranges::find(actions_of_updates, name) == actions_of_updates.end())
        return refuse_action("an update may not state " + std::string(name) +
                             ", which changes content; sign without --update");
    }
    return {};
  }

  [[nodiscard]] ByteArray encode(const DraftedAction& action) const {
    Fields fields;
    Fields parameters;
    bool has_parameters = false;
    for (const auto& [key, value] : action.stated.items()) {
      if (key == "parameters") {
        for (const auto& [name, parameter] : value.items()) {
          parameters.item(name, cbor_of(parameter));
          has_parameters = true;
        }
      } else if (key == "softwareAgent" && version_ == ClaimVersion::V1 && value.is_object()) {
        fields.text(key, agent_text(value));
      } else if (key == "softwareAgent" && version_ == ClaimVersion::V2 && value.is_string()) {
        fields.item(key, cbor_of(Json{{"name", value}}));
      } else {
        fields.item(key, value_of(key, value));
      }
    }
    if (!action.references.empty()) {
      has_parameters = true;
      if (version_ == ClaimVersion::V1)
        parameters.item("ingredient", action.references.front());
      else
        parameters.list("ingredients", action.references);
    }
    if (has_parameters) fields.item("parameters", parameters.cbor());
    return fields.cbor();
  }

  /// A moment is a date (tag 0).
  static ByteArray value_of(const std::string& key, const Json& value) {
    if (key != "when" || !value.is_string()) return cbor_of(value);
    return cbor::Encoder().tag(0).text(value.get_ref<const std::string&>()).result();
  }

  /// "Tool 3", as version 1 names a tool.
  static std::string agent_text(const Json& agent) {
    const auto version = text_member(agent, "version");
    return std::string(text_member(agent, "name")) +
           (version.empty() ? "" : " " + std::string(version));
  }

  const History& history_;
  const std::vector<UsedIngredient>& ingredients_;
  ClaimVersion version_;
  ManifestKind kind_;
  std::vector<DraftedAction> actions_;
};

}  // namespace

std::string_view actions_label(ClaimVersion version) {
  return version == ClaimVersion::V1 ? "c2pa.actions" : "c2pa.actions.v2";
}

Result<ByteArray> actions_assertion(const History& history,
                                    const std::vector<UsedIngredient>& ingredients,
                                    ClaimVersion version, ManifestKind kind) {
  return ActionList(history, ingredients, version, kind).make();
}

}  // namespace gg::signing
