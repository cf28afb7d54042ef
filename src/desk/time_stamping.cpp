#include "desk/time_stamping.h"

#include "base/sha256.h"
#include "clearance/witness.h"
#include "outgoing/http_url.h"
#include "outgoing/time_authority.h"

#include <array>
#include <bit>
#include <fstream>
#include <iterator>

namespace gg::desk {
namespace {

/// 63 random bits.
std::uint64_t new_nonce(clearance::World& world) {
  std::array<std::byte, sizeof(std::uint64_t)> bytes{};
  world.fill_random(bytes);
  return std::bit_cast<std::uint64_t>(bytes) >> 1U;
}

Result<clearance::KeptTimeStamp> ask(const TimeAuthority& authority, const std::string& note,
                                     std::uint64_t nonce) {
  const auto digest = sha256_of(note);
  TRY_LET(auto answer,
          outgoing::ask_time_authority(authority.url, ledger::timestamp_query(digest, nonce)));
  TRY_LET(const auto stamp,
          ledger::check_timestamp(
              answer,
              {.digest = digest, .nonce = nonce, .authorities_pem = authority.certificates_pem}));
  return clearance::KeptTimeStamp{
      .authority = authority.url,
      .time = text_of(std::chrono::time_point_cast<Moment::duration>(stamp.time)),
      .nonce = nonce,
      .response = std::move(answer)};
}

}  // namespace

Result<TimeAuthority> TimeAuthority::load(const std::string& url,
                                          const std::string& certificates_file) {
  if (url.empty()) return TimeAuthority{};
  TRY(outgoing::check_url(url, {outgoing::named_host_of(url)}));
  std::ifstream in(certificates_file, std::ios::binary);
  TimeAuthority authority{
      .url = url,
      .certificates_pem = {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()}};
  if (in.good() || in.eof())
    if (!authority.certificates_pem.empty()) return authority;
  return fail(
      Error{ErrorKind::NotFound,
            "\"" + certificates_file +
                "\": cannot be read; name the file of certificates (PEM) that vouch for the "
                "time stamps of " +
                url});
}

Result<std::size_t> stamp_checkpoints(clearance::Clearance& clearance,
                                      const TimeAuthority& authority) {
  if (authority.url.empty()) return 0;
  const auto day = text_of(clearance.world().now()).substr(0, 10);
  std::vector<clearance::Unstamped> unstamped;
  TRY(clearance.read([&](store::Snapshot& snapshot) -> Result<void> {
    TRY_LET(unstamped, clearance::checkpoints_to_stamp(snapshot, authority.url, day));
    return {};
  }));
  for (const auto& one : unstamped) {
    TRY_LET(const auto stamp, ask(authority, one.note, new_nonce(clearance.world())));
    TRY(clearance.store().write([&](store::Transaction& transaction) {
      return clearance::keep_time_stamp(transaction, one, stamp);
    }));
  }
  return unstamped.size();
}

}  // namespace gg::desk
