#include "credentials/claim_check.h"
#include "credentials/codes.h"

#include <algorithm>

namespace gg::credentials {
namespace {

using cbor::Type;
using cbor::Value;

bool begins_history(std::string_view action) {
  return action == "c2pa.created" || action == "c2pa.opened";
}

/// Checks the actions of one claim.
class ActionCheck {
 public:
  ActionCheck(const CheckContext& context, const OpenManifest& opened,
              std::vector<Status>& statuses)
      : context_(context),
        opened_(opened),
        statuses_(statuses),
        lists_(opened.of_family("c2pa.actions")) {}

  /// Claims of version 1 are older than most of these rules, and many sound ones break them: of
  /// those only that there is one list, and that it is one, is asked.
  void run() {
    if (opened_.claim->version == 1 && lists_.size() > 1)
      malformed(opened_.claim->uri, "a claim of version 1 has one list of actions");
    for (const auto* list : lists_) check_shape(*list);
    if (opened_.claim->version == 1) return;
    check_begin();
    for (const auto* list : lists_) check_list(*list);
  }

 private:
  void check_shape(const ClaimedAssertion& list) {
    if (list.box == nullptr || list.is_blanked || list.fault) return;  // said elsewhere
    if (list.map() == nullptr || list.map()->array_at("actions").empty())
      return malformed(list.uri, "it has no actions");
    for (const auto& item : list.map()->array_at("actions"))
      if (item.untagged().text_at("action").empty())
        return malformed(list.uri, "an action does not say what was done");
  }

  /// A standard manifest begins its history: with the first action of the first list of those the
  /// signer speaks for, or of those that were gathered. Source: C2PA 2.2 section 18.14.2.
  void check_begin() {
    if (opened_.manifest->type != ManifestType::Standard) return;
    if (!begins(first_list(true)) && !begins(first_list(false)))
      malformed(opened_.claim->uri, "first action must be created or opened");
  }

  [[nodiscard]] const ClaimedAssertion* first_list(bool is_created) const {
    const auto found = std::ranges::find(lists_, is_created, &ClaimedAssertion::is_created);
    return found == lists_.end() ? nullptr : *found;
  }

  static bool begins(const ClaimedAssertion* list) {
    if (list == nullptr || list->map() == nullptr) return false;
    const auto& actions = list->map()->array_at("actions");
    return !actions.empty() && begins_history(actions.front().untagged().text_at("action"));
  }

  void check_list(const ClaimedAssertion& list) {
    if (list.map() == nullptr) return;
    const auto& actions = list.map()->array_at("actions");
    for (std::size_t index = 0; index < actions.size(); ++index) {
      const auto& action = actions[index].untagged();
      const auto name = action.text_at("action");
      if (begins_history(name)) {
        if (begins_counted_++ > 0 || index != 0 || !is_first_of_its_kind(list))
          malformed(list.uri, "only the first action can be created or opened");
      }
      check_action(list, action, name);
    }
  }

  [[nodiscard]] bool is_first_of_its_kind(const ClaimedAssertion& list) const {
    return first_list(list.is_created) == &list;
  }

  void check_action(const ClaimedAssertion& list, const Value& action, std::string_view name) {
    if (name == "c2pa.opened") check_ingredients(list, action, name, "parentOf");
    if (name == "c2pa.placed") check_ingredients(list, action, name, "componentOf");
    if (name == "c2pa.removed") check_removed(list, action);
    if (name == "c2pa.transcoded" || name == "c2pa.repackaged") {
      if (!ingredients_of(action).empty()) check_ingredients(list, action, name, "parentOf");
    }
    if (name == "c2pa.redacted") check_redacted(list, action);
  }

  /// The references of an action to ingredients, in either version's form.
  static std::vector<const Value*> ingredients_of(const Value& action) {
    std::vector<const Value*> found;
    const auto* parameters = action.find("parameters");
    if (parameters == nullptr) return found;
    const auto& map = parameters->untagged();
    if (const auto* one = map.find("ingredient")) found.push_back(one);
    for (const auto& each : map.array_at("ingredients")) found.push_back(&each);
    return found;
  }

  void check_ingredients(const ClaimedAssertion& list, const Value& action, std::string_view name,
                         std::string_view relationship) {
    const auto references = ingredients_of(action);
    if (references.empty()) return mismatch(list, name, "names no ingredient");
    if (name == "c2pa.opened" && references.size() != 1)
      return mismatch(list, name, "names more than one ingredient");
    for (const auto* reference : references) {
      const auto uri = read_hashed_uri(*reference);
      const auto* link = uri ? find_link(opened_, *uri) : nullptr;
      if (link == nullptr) return mismatch(list, name, "names an ingredient that is not there");
      if (link->relationship != relationship)
        return mismatch(list, name, "names an ingredient that is not " + std::string(relationship));
    }
  }

  /// What was removed is an ingredient of a manifest before. Some name it in their own, and say
  /// componentOf there: that is taken too, as the reference validator does.
  void check_removed(const ClaimedAssertion& list, const Value& action) {
    const auto references = ingredients_of(action);
    if (references.empty()) return mismatch(list, "c2pa.removed", "names no ingredient");
    for (const auto* reference : references) {
      const auto uri = read_hashed_uri(*reference);
      const auto* link = uri ? find_link_anywhere(*uri) : nullptr;
      if (link == nullptr || link->relationship != "componentOf")
        return mismatch(list, "c2pa.removed", "names no ingredient that is componentOf");
    }
  }

  [[nodiscard]] const IngredientLink* find_link(const OpenManifest& where,
                                                const HashedUri& uri) const {
    return context_.lineage.link_of(where.find(absolute_uri(uri.url, opened_.label())));
  }

  [[nodiscard]] const IngredientLink* find_link_anywhere(const HashedUri& uri) const {
    const auto read = parse_jumbf_uri(uri.url);
    if (!read) return nullptr;
    const auto* manifest =
        read->manifest.empty() ? opened_.manifest : context_.store.find(read->manifest);
    const auto* where = context_.lineage.find(manifest);
    return where == nullptr ? nullptr : find_link(*where, uri);
  }

  void check_redacted(const ClaimedAssertion& list, const Value& action) {
    const auto* parameters = action.find("parameters");
    const auto stated =
        parameters == nullptr ? std::string_view() : parameters->untagged().text_at("redacted");
    const auto uri = parse_jumbf_uri(stated);
    const auto* manifest = uri ? context_.store.find(uri->manifest) : nullptr;
    const auto* where = context_.lineage.find(manifest);
    const auto wanted = absolute_uri(stated, opened_.label());
    if (where == nullptr || where->find(wanted) == nullptr)
      statuses_.push_back({&codes::assertion_action_redaction_mismatch, list.uri,
                           "c2pa.redacted names no assertion that was there"});
  }

  void malformed(const std::string& url, std::string why) {
    statuses_.push_back({&codes::assertion_action_malformed, url, std::move(why)});
  }

  void mismatch(const ClaimedAssertion& list, std::string_view name, const std::string& why) {
    statuses_.push_back(
        {&codes::assertion_action_ingredient_mismatch, list.uri, std::string(name) + " " + why});
  }

  const CheckContext& context_;
  const OpenManifest& opened_;
  std::vector<Status>& statuses_;
  std::vector<const ClaimedAssertion*> lists_;
  std::size_t begins_counted_ = 0;
};

}  // namespace

void check_actions(const CheckContext& context, const OpenManifest& opened,
                   std::vector<Status>& statuses) {
  ActionCheck(context, opened, statuses).run();
}

}  // namespace gg::credentials
