#include "yaml/yaml_tree.h"

#include "base/text.h"

#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace gg {
namespace {

std::size_t from_one(int number) { return number < 0 ? 0 : static_cast<std::size_t>(number) + 1; }

/// Builds the tree from the parser's events. Once something is refused the rest of the events are
/// let pass: the text is capped, so they cost little, and no exception of ours is needed.
class Builder : public YAML::EventHandler {
 public:
  Builder(Problems& problems, const YamlLimits& limits) : problems_(problems), limits_(limits) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) refuse(mark, "a second document begins here; keep one file to one title");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "", anchor);
    add(node_at(YamlNode::Kind::Empty, mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "aliases (*name) are not read here; write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    if (!is_utf8(value))  // the library takes \N and the like for single bytes
      refuse(mark, "an escape in this text gives no UTF-8; write the character itself");
    auto node = node_at(YamlNode::Kind::Scalar, mark);
    node.text = value;
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(node_at(YamlNode::Kind::List, mark), mark);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check(mark, tag, anchor);
    open(node_at(YamlNode::Kind::Map, mark), mark);
  }
  void OnMapEnd() override { close(); }

  [[nodiscard]] bool refused() const { return refused_; }
  [[nodiscard]] YamlNode take() { return std::move(root_); }

 private:
  /// A map or list that is still open, with the key that waits for its value.
  struct Open {
    YamlNode node;
    std::optional<YamlNode> key;
  };

  static YamlNode node_at(YamlNode::Kind kind, const YAML::Mark& mark) {
    YamlNode node;
    node.kind = kind;
    node.line = from_one(mark.line);
    node.column = from_one(mark.column);
    return node;
  }

  void refuse(const YAML::Mark& mark, std::string text) {
    if (!refused_) problems_.add(from_one(mark.line), from_one(mark.column), "", std::move(text));
    refused_ = true;
  }

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor)
      refuse(mark, "anchors (&name) are not read here; write the value out where it is needed");
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(mark, "the tag " + in_quotes(tag) + " is not read here; remove it");
    if (++nodes_ > limits_.nodes_max)
      refuse(mark, "more than " + std::to_string(limits_.nodes_max) + " values");
  }

  void open(YamlNode node, const YAML::Mark& mark) {
    if (open_.size() >= limits_.depth_max)
      refuse(mark, "nested deeper than " + std::to_string(limits_.depth_max) + " levels");
    if (refused_) return;
    open_.push_back({std::move(node), std::nullopt});
  }

  void close() {
    if (refused_) return;
    auto done = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(done));
  }

  void add(YamlNode node) {
    if (refused_) return;
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (auto& parent = open_.back(); parent.node.kind == YamlNode::Kind::List) {
      parent.node.items.push_back(std::move(node));
    } else if (!parent.key) {
      if (node.kind != YamlNode::Kind::Scalar) return refuse_key(node);
      parent.key = std::move(node);
    } else {
      add_member(parent, std::move(node));
    }
  }

  void refuse_key(const YamlNode& node) {
    problems_.add(node.line, node.column, "", "a key must be a word");
    refused_ = true;
  }

  void add_member(Open& parent, YamlNode value) {
    const YamlNode key = *std::exchange(parent.key, std::nullopt);
    if (parent.node.members.size() >= members_max || parent.node.find(key.text) != nullptr) {
      problems_.add(key.line, key.column, "",
                    parent.node.members.size() >= members_max
                        ? "too many keys in one place"
                        : "the key " + in_quotes(key.text) + " stands here twice; keep one");
      refused_ = true;
      return;
    }
    if (value.kind == YamlNode::Kind::Empty) {
      value.line = key.line;
      value.column = key.column;
    }
    parent.node.members.push_back({key.text, std::move(value)});
  }

  static constexpr std::size_t members_max = 1000;

  Problems& problems_;
  const YamlLimits& limits_;
  YamlNode root_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
  int documents_ = 0;
  bool refused_ = false;
};

/// Counts from 1 the line of the first bytes that are not UTF-8.
std::size_t first_bad_line(std::string_view text) {
  std::size_t line = 1;
  while (true) {
    const auto end = text.find('\n');
    if (!is_utf8(text.substr(0, end)) || end == std::string_view::npos) return line;
    text.remove_prefix(end + 1);
    ++line;
  }
}

bool is_text(std::string_view text, Problems& problems, const YamlLimits& limits) {
  if (text.size() > limits.text_bytes_max) {
    problems.add(0, 0, "",
                 "larger than " + std::to_string(limits.text_bytes_max >> 20U) +
                     " MiB; this is not a file of this kind");
    return false;
  }
  if (!is_utf8(text)) {
    problems.add(first_bad_line(text), 1, "", "not UTF-8 text; save the file as UTF-8");
    return false;
  }
  if (text.find('\0') != std::string_view::npos) {
    problems.add(0, 0, "", "holds NUL bytes; save the file as UTF-8 text");
    return false;
  }
  return true;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name == key) return &value;
  return nullptr;
}

std::optional<YamlNode> parse_yaml(std::string_view text, Problems& problems,
                                   const YamlLimits& limits) {
  if (!is_text(text, problems, limits)) return std::nullopt;
  Builder builder(problems, limits);
  std::istringstream stream{std::string(text)};
  // yaml-cpp tells of bad text by exceptions only; they end here.
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder) && !builder.refused()) {
    }
  } catch (const YAML::Exception& thrown) {
    if (!builder.refused())
      problems.add(from_one(thrown.mark.line), from_one(thrown.mark.column), "",
                   "cannot be read as YAML here: " + thrown.msg);
    return std::nullopt;
  }
  if (builder.refused()) return std::nullopt;
  return builder.take();
}

}  // namespace gg
