#include "formats/mxf/mxf.h"

#include "formats/mxf/faults.h"
#include "formats/mxf/klv.h"
#include "formats/mxf/local_set.h"

#include <algorithm>

namespace gg::mxf {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t run_in_bytes_max = 65536;

/// What of a partition pack is needed to find its metadata. Source: ST 377-1 section 7.1.
struct Partition {
  bool complete;  ///< Closed and complete: what it says will not change.
  std::uint64_t footer;
  std::uint64_t header_bytes;
};

/// Moves behind the run-in: bytes of another format that may stand before the first key.
Parsed<void> skip_run_in(Reader& file) {
  constexpr auto first_key = "\x06\x0E\x2B\x34\x02\x05\x01\x01\x0D\x01\x02\x01\x01\x02"sv;
  const auto start = file;
  auto peek = file;
  TRY_LET(const auto head, peek.text(std::min<std::uint64_t>(first_key.size(), file.remaining())));
  if (head == first_key) return {};
  peek = file;
  const auto size = std::min<std::uint64_t>(run_in_bytes_max + first_key.size(), file.remaining());
  TRY_LET(const auto run_in, peek.text(size));
  const auto found = run_in.find(first_key);
  if (found == std::string::npos) return start.error(faults::no_partition);
  return file.skip(found);
}

Parsed<Partition> read_partition(const Klv& klv) {
  auto in = klv.value;
  if (in.remaining() < 88) return in.error(faults::short_partition);
  Partition partition{klv.key[14] == 4, 0, 0};
  TRY(in.skip(24));  // version, KAG size, this and previous partition
  TRY_LET(partition.footer, in.u64());
  TRY_LET(partition.header_bytes, in.u64());
  return partition;
}

/// Passes over filler; `in` then stands at the primer pack.
Parsed<void> skip_fill(Reader& in, Budget& budget) {
  while (!in.at_end()) {
    TRY(budget.charge_item(in));
    auto next = in;
    TRY_LET(const auto klv, next_klv(next));
    if (!is_fill(klv.key)) return {};
    in = next;
  }
  return {};
}

Parsed<void> check_primer(const Klv& klv) {
  if (!is_primer(klv.key)) return fail(ParseError{&faults::no_primer, klv.offset});
  auto in = klv.value;
  TRY_LET(const auto count, in.u32());
  const auto at = in;
  TRY_LET(const auto item_bytes, in.u32());
  if (item_bytes != 18) return at.error(faults::bad_primer);
  if (count != in.remaining() / 18 || in.remaining() % 18 != 0)
    return klv.value.error(faults::bad_primer);
  return {};
}

/// Reads the metadata that follows a partition pack; `header_bytes` count from the primer pack.
Parsed<void> read_metadata(Reader in, std::uint64_t header_bytes, std::string_view path,
                           Parts& parts) {
  TRY(skip_fill(in, parts.budget()));
  const bool cut = header_bytes > in.remaining();
  TRY_LET(auto metadata, in.child(std::min(header_bytes, in.remaining())));
  TRY_LET(const auto primer, next_klv(metadata));
  parts.tolerate(std::string(path) + "/Primer", check_primer(primer));
  while (!metadata.at_end()) {
    TRY(parts.budget().charge_item(metadata));
    const auto set = next_klv(metadata);
    if (!set.has_value() && cut) break;
    if (!set.has_value()) return fail(set.error());
    parts.tolerate(path, read_set(*set, path, parts));
  }
  if (cut) return in.error(faults::header_metadata_cut);
  return {};
}

Parsed<void> read_footer(Reader in, Parts& parts) {
  TRY_LET(const auto klv, next_klv(in));
  if (!is_partition(klv.key)) return fail(ParseError{&faults::no_partition, klv.offset});
  TRY_LET(const auto partition, read_partition(klv));
  if (partition.header_bytes == 0) return {};
  return read_metadata(in, partition.header_bytes, "MXF/Footer", parts);
}

}  // namespace

Parsed<void> walk(Reader file, Parts& parts) {
  TRY(skip_run_in(file));
  TRY_LET(const auto essence, file.child(file.remaining()));  // offsets count from the first key
  auto in = essence;
  TRY_LET(const auto klv, next_klv(in));
  TRY_LET(const auto partition, read_partition(klv));
  Parsed<void> header;
  if (partition.header_bytes != 0)
    header = read_metadata(in, partition.header_bytes, "MXF/Header", parts);
  if (partition.footer != 0 && !partition.complete) {
    const auto footer = essence.from(partition.footer);
    parts.tolerate("MXF/Footer",
                   footer.has_value() ? read_footer(*footer, parts) : fail(footer.error()));
  }
  return header;
}

}  // namespace gg::mxf
