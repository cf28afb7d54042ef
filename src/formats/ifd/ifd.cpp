#include "formats/ifd/ifd.h"

#include "formats/ifd/faults.h"

namespace gg::ifd {
namespace {

constexpr std::uint16_t version_classic = 42;
constexpr std::uint16_t version_big = 43;

std::uint64_t offset_bytes(Layout layout) { return layout == Layout::Big ? 8 : 4; }

Parsed<std::uint64_t> read_offset(Reader& in, Endian order, Layout layout) {
  if (layout == Layout::Big) return in.u64(order);
  TRY_LET(const std::uint64_t offset, in.u32(order));
  return offset;
}

}  // namespace

std::uint64_t value_bytes(Type type) {
  switch (type) {
    case Type::Byte:
    case Type::Ascii:
    case Type::SByte:
    case Type::Undefined:
    case Type::Utf8:
      return 1;
    case Type::Short:
    case Type::SShort:
      return 2;
    case Type::Long:
    case Type::SLong:
    case Type::Float:
    case Type::Ifd:
      return 4;
    case Type::Rational:
    case Type::SRational:
    case Type::Double:
    case Type::Long8:
    case Type::SLong8:
    case Type::Ifd8:
      return 8;
  }
  return 0;
}

Parsed<Entry> Directory::next() {
  const auto whole = entries_;
  const std::uint64_t entry_bytes = layout_ == Layout::Big ? 20 : 12;
  if (entries_.remaining() < entry_bytes) return entries_.error(faults::table_cut);
  TRY_LET(const auto tag, entries_.u16(order_));
  TRY_LET(const auto type, entries_.u16(order_));
  TRY_LET(const auto count, read_offset(entries_, order_, layout_));
  TRY_LET(const auto field, entries_.child(offset_bytes(layout_)));
  --count_;
  return Entry{tag, static_cast<Type>(type), count, field, whole.offset()};
}

Parsed<std::uint64_t> Directory::next_directory() const {
  auto after = after_;
  return read_offset(after, order_, layout_);
}

Parsed<Tiff> Tiff::open(Reader moved) {
  // Offsets count from here, even where the reader came from further ahead ("Exif\0\0").
  TRY_LET(const auto bytes, moved.child(moved.remaining()));
  auto in = bytes;
  TRY_LET(const auto mark, in.u16());
  if (mark != 0x4949 && mark != 0x4D4D) return bytes.error(faults::bad_byte_order);
  const auto order = mark == 0x4949 ? Endian::Little : Endian::Big;
  const auto at_version = in;
  TRY_LET(const auto version, in.u16(order));
  if (version == version_classic) {
    TRY_LET(const std::uint64_t first, in.u32(order));
    return Tiff(bytes, order, Layout::Classic, first);
  }
  if (version != version_big) return at_version.error(faults::bad_version);
  const auto at_size = in;
  TRY_LET(const auto size, in.u16(order));
  TRY_LET(const auto constant, in.u16(order));
  if (size != 8 || constant != 0) return at_size.error(faults::bad_offset_size);
  TRY_LET(const auto first, in.u64(order));
  return Tiff(bytes, order, Layout::Big, first);
}

Parsed<Directory> Tiff::directory(std::uint64_t offset) {
  auto in = bytes_.from(offset);
  if (!in.has_value()) {
    auto end = bytes_;
    TRY(end.skip(end.remaining()));
    return end.error(faults::ifd_outside);
  }
  if (!visited_.insert(offset).second) return in->error(faults::ifd_cycle);
  std::uint64_t count = 0;
  if (layout_ == Layout::Big) {
    TRY_LET(count, in->u64(order_));
  } else {
    TRY_LET(count, in->u16(order_));
  }
  // A table longer than the file is walked as far as it goes; only then is the fault given.
  const std::uint64_t entry_bytes = layout_ == Layout::Big ? 20 : 12;
  auto after = *in;
  if (count > in->remaining() / entry_bytes) {
    TRY(after.skip(after.remaining()));
    return Directory(*in, after, count, order_, layout_);
  }
  TRY_LET(const auto table, after.child(count * entry_bytes));
  return Directory(table, after, count, order_, layout_);
}

Parsed<Reader> Tiff::value(const Entry& entry) const {
  const auto fault = [&entry](const ParseFault& what) {
    return fail(ParseError{&what, entry.offset});
  };
  const auto unit_bytes = value_bytes(entry.type);
  if (unit_bytes == 0) return fault(faults::bad_field_type);
  std::uint64_t size = 0;
  if (__builtin_mul_overflow(entry.count, unit_bytes, &size)) return fault(faults::value_too_long);
  if (size <= entry.field.size()) return entry.field.slice(0, size);
  auto field = entry.field;
  TRY_LET(const auto offset, read_offset(field, order_, layout_));
  const auto value = bytes_.slice(offset, size);
  if (!value.has_value()) return fault(faults::value_outside);
  return *value;
}

Parsed<std::uint64_t> Tiff::number(const Entry& entry) const {
  TRY_LET(auto in, value(entry));
  const auto none = fail(ParseError{&faults::not_a_pointer, entry.offset});
  if (entry.count == 0) return none;
  switch (entry.type) {
    case Type::Short: {
      TRY_LET(const std::uint64_t number, in.u16(order_));
      return number;
    }
    case Type::Long:
    case Type::Ifd: {
      TRY_LET(const std::uint64_t number, in.u32(order_));
      return number;
    }
    case Type::Long8:
    case Type::Ifd8:
      return in.u64(order_);
    case Type::Byte:
    case Type::Ascii:
    case Type::Rational:
    case Type::SByte:
    case Type::Undefined:
    case Type::SShort:
    case Type::SLong:
    case Type::SRational:
    case Type::Float:
    case Type::Double:
    case Type::SLong8:
    case Type::Utf8:
      return none;
  }
  return none;
}

}  // namespace gg::ifd
