#include "signals/signals.h"

#include "signals/credentials.h"
#include "signals/reading.h"
#include "signals/table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <tuple>
#include <vector>

namespace gg {
namespace {

using signals::Reading;
using signals::Row;

constexpr std::size_t evidence_max = 256;  ///< Of one file: more of the same says no more.
constexpr std::size_t carriers_max = 32;

/// A row and its number in the table: the order in which rows are tried.
struct Numbered {
  const Row* row;
  std::size_t number;
};

/// For each carrier, the rows that may stand there.
using Index = std::array<std::vector<Numbered>, carriers_max>;

Index make_index() {
  Index index;
  std::size_t number = 0;
  for (const auto family : signals::table())
    for (const auto& row : family) {
      signals::Carriers carriers = 0;
      for (const auto& spot : row.spots) carriers |= spot.carriers;
      for (std::size_t carrier = 0; carrier < carriers_max; ++carrier)
        if ((carriers >> carrier & 1U) != 0) index.at(carrier).push_back({&row, number});
      ++number;
    }
  return index;
}

struct Hit {
  Numbered row;
  const Field* field;
  std::size_t field_number;
};

/// Hits in table order, so that a row may know what the rows before it said.
std::vector<Hit> find_hits(const Reading& reading) {
  static const Index index = make_index();
  std::vector<Hit> hits;
  std::size_t number = 0;
  for (const auto* field : reading.fields()) {
    for (const auto& row : index.at(static_cast<std::size_t>(field->carrier)))
      if (signals::fits(*row.row, *field)) hits.push_back({row, field, number});
    ++number;
  }
  std::ranges::sort(hits, [](const Hit& left, const Hit& right) {
    return std::tie(left.row.number, left.field_number) <
           std::tie(right.row.number, right.field_number);
  });
  return hits;
}

Evidence make_evidence(const Row& row, const Field& field) {
  return {.kind = row.kind,
          .claims = {row.claim},
          .strength = row.strength,
          .signal = std::string(row.id),
          .tool = std::string(row.tool),
          .where = field.place,
          .limits = std::string(row.limits)};
}

Evidence make_absent(const ReadFacts& facts) {
  Evidence absent{.kind = EvidenceKind::Absent, .claims = {Claim::NotStated}};
  absent.strength = Strength::Hint;
  absent.signal = "absent";
  if (!facts.holds_metadata && !facts.holds_credentials) {
    absent.state = State::NotPossible;
    absent.limits = "This format has no place for such evidence, or is not read here.";
    return absent;
  }
  absent.state = State::NotStated;
  absent.limits = "Absence proves nothing: most tools and every re-encoding leave no trace.";
  return absent;
}

}  // namespace

std::vector<Evidence> read_signals(Parts& parts, const ReadFacts& facts) {
  Reading reading(parts);
  std::vector<Evidence> found;
  signals::read_credentials(parts, facts.validation, found);
  for (const auto& hit : find_hits(reading)) {
    if (found.size() >= evidence_max) break;
    auto evidence = make_evidence(*hit.row.row, *hit.field);
    if (hit.row.row->recognize != nullptr) {
      auto recognized = hit.row.row->recognize(reading, *hit.field, std::move(evidence));
      if (!recognized) continue;
      evidence = *std::move(recognized);
    }
    reading.note_said(hit.row.row->id);
    found.push_back(std::move(evidence));
  }
  std::ranges::sort(found, [](const Evidence& left, const Evidence& right) {
    return std::tie(left.where.offset, left.signal, left.where.path) <
           std::tie(right.where.offset, right.signal, right.where.path);
  });
  if (found.empty()) found.push_back(make_absent(facts));
  return found;
}

}  // namespace gg
