#include "credentials/jumbf.h"

#include "base/text.h"
#include "credentials/faults.h"

#include <algorithm>

namespace gg::jumbf {
namespace {

using namespace std::string_view_literals;

/// The bytes behind the four characters of every type UUID that ISO 19566-5 and C2PA define.
constexpr auto iso_tail = "\x00\x11\x00\x10\x80\x00\x00\xAA\x00\x38\x9B\x71"sv;

/// Toggles of a description box.
enum Toggle : unsigned {
  requestable = 1,
  label_present = 2,
  id_present = 4,
  hash_present = 8,
  private_present = 16
};
constexpr std::uint64_t id_bytes = 4;
constexpr std::uint64_t hash_bytes = 32;

struct Box {
  std::string type;
  Reader payload;
  std::uint64_t offset;
  std::uint64_t size_bytes;
};

/// Reads a box header and takes its payload. A size of 0 means: to the end of what is left.
Parsed<Box> next_box(Reader& in) {
  const auto first = in;
  TRY_LET(std::uint64_t size_bytes, in.u32());
  TRY_LET(auto type, in.text(4));
  if (size_bytes == 1) {
    TRY_LET(size_bytes, in.u64());
  } else if (size_bytes == 0) {
    size_bytes = first.remaining();
  }
  const auto header_bytes = in.offset() - first.offset();
  if (size_bytes < header_bytes) return first.error(faults::bad_box_size);
  TRY_LET(const auto payload, in.child(size_bytes - header_bytes));
  return Box{std::move(type), payload, first.offset(), size_bytes};
}

std::string type_text(std::string_view uuid) {
  if (uuid.substr(4) == iso_tail &&
      std::ranges::all_of(uuid.substr(0, 4), [](char c) { return c >= '!' && c <= '~'; }))
    return std::string(uuid.substr(0, 4));
  constexpr auto digits = "0123456789abcdef"sv;
  std::string text;
  for (const char c : uuid) {
    text += digits[static_cast<unsigned char>(c) >> 4U];
    text += digits[static_cast<unsigned char>(c) & 15U];
  }
  return text;
}

/// Ends with a zero.
Parsed<void> read_label(Reader& in, Superbox& box) {
  const auto label_at = in;
  auto rest = in;
  TRY_LET(const auto text, rest.text(rest.remaining()));
  const auto end = text.find('\0');
  if (end == std::string::npos || !is_utf8(text.substr(0, end)))
    return label_at.error(faults::bad_label);
  if (end > label_bytes_max) return label_at.error(faults::label_too_long);
  box.label = text.substr(0, end);
  return in.skip(end + 1);
}

/// Source: ISO 19566-5:2023 clause B.3.
Parsed<void> read_description(Reader in, Superbox& box) {
  TRY_LET(const auto uuid, in.text(16));
  box.type = type_text(uuid);
  const auto toggles_at = in;
  TRY_LET(const auto toggles, in.u8());
  if ((toggles & label_present) != 0) TRY(read_label(in, box));
  // Nothing of what follows is needed, but nothing else may stand there.
  const auto id = (toggles & id_present) != 0 ? id_bytes : 0;
  const auto hash = (toggles & hash_present) != 0 ? hash_bytes : 0;
  if (in.remaining() < id + hash) return toggles_at.error(faults::bad_description);
  TRY(in.skip(id + hash));
  if ((toggles & private_present) != 0) TRY(next_box(in));  // salt
  if (!in.at_end()) return toggles_at.error(faults::bad_description);
  return {};
}

Parsed<Superbox> read_superbox(const Box& box, Budget& budget, std::uint32_t depth) {
  auto in = box.payload;
  if (depth > budget.depth_max()) return in.error(faults::too_deep);
  Superbox super;
  super.offset = box.offset;
  super.size_bytes = box.size_bytes;
  auto whole = in;
  TRY_LET(super.inside, whole.take(whole.remaining()));
  const auto first = in;
  TRY_LET(const auto description, next_box(in));
  if (description.type != "jumd") return first.error(faults::missing_description);
  TRY(read_description(description.payload, super));
  while (!in.at_end()) {
    TRY(budget.charge_item(in));
    TRY_LET(auto next, next_box(in));
    if (next.type == "jumb") {
      TRY_LET(auto child, read_superbox(next, budget, depth + 1));
      super.children.push_back(std::move(child));
    } else {
      super.contents.push_back({std::move(next.type), next.payload});
    }
  }
  return super;
}

}  // namespace

const Superbox* Superbox::find(std::string_view wanted) const {
  const auto found = std::ranges::find(children, wanted, &Superbox::label);
  return found == children.end() ? nullptr : &*found;
}

const Superbox* Superbox::find_type(std::string_view wanted) const {
  const auto found = std::ranges::find(children, wanted, &Superbox::type);
  return found == children.end() ? nullptr : &*found;
}

const ContentBox* Superbox::content(std::string_view wanted) const {
  const auto found = std::ranges::find(contents, wanted, &ContentBox::type);
  return found == contents.end() ? nullptr : &*found;
}

Parsed<Superbox> parse_superbox(Reader& in, Budget& budget) {
  const auto first = in;
  TRY(budget.charge_item(in));
  TRY_LET(const auto box, next_box(in));
  if (box.type != "jumb") return first.error(faults::not_a_superbox);
  return read_superbox(box, budget, 0);
}

}  // namespace gg::jumbf
