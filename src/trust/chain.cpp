#include "trust/chain.h"

#include "base/check.h"
#include "base/guarded.h"
#include "base/sha256.h"
#include "trust/chain_build.h"
#include "trust/faults.h"
#include "trust/octets.h"
#include "trust/trust_list_state.h"

#include <algorithm>

#include <fmt/format.h>

namespace gg::trust {
namespace {

using ChainPtr = std::shared_ptr<const Chain>;

Sha256 key_of(std::span<const Bytes> certificates, ListKind kind) {
  Sha256Stream hash;
  hash.add(fmt::format("{} {}\n", static_cast<int>(kind), certificates.size()));
  for (const auto& certificate : certificates) {
    hash.add(fmt::format("{}\n", certificate.size()));
    hash.add(chars(certificate));
  }
  return hash.finish();
}

/// The usual purposes, and those that lists of signers or identities count for.
std::vector<std::string> all_purposes(std::span<const TrustList> lists) {
  auto all = usual_purposes();
  for (const auto& list : lists)
    if (list.facts().kind != ListKind::TimeStamps)
      all.insert(all.end(), list.facts().purposes.begin(), list.facts().purposes.end());
  return all;
}

Purpose purpose_of(ListKind kind) {
  return kind == ListKind::TimeStamps ? Purpose::TimeStamping : Purpose::Signing;
}

/// From leaf to leaf's issuer and on, as far as the certificates handed in go.
std::vector<CertificatePtr> follow_issuers(std::span<const CertificatePtr> certificates) {
  std::vector<CertificatePtr> path{certificates.front()};
  while (path.size() < certificates.size() && !path.back()->is_self_issued()) {
    const auto issuer = std::ranges::find_if(certificates, [&](const auto& one) {
      return one->subject.der == path.back()->issuer.der &&
             std::ranges::find(path, one) == path.end();
    });
    if (issuer == certificates.end()) break;
    path.push_back(*issuer);
  }
  return path;
}

void set_path(Chain& chain, std::vector<CertificatePtr> path) {
  chain.path = std::move(path);
  chain.valid_from = Time::min();
  chain.valid_until = Time::max();
  for (const auto& certificate : chain.path) {
    chain.valid_from = std::max(chain.valid_from, certificate->not_before);
    chain.valid_until = std::min(chain.valid_until, certificate->not_after);
  }
}

Chain refused(ChainOutcome outcome, ChainFault fault, std::string why) {
  Chain chain;
  chain.outcome = outcome;
  chain.fault = fault;
  chain.why = std::move(why);
  return chain;
}

/// Which of two reasons for not being trusted says more.
int weight(ChainFault fault) {
  switch (fault) {
    case ChainFault::Unreadable:
    case ChainFault::BadSignature:
      return 3;
    case ChainFault::BrokenRule:
    case ChainFault::AuthorityUnfit:
      return 2;
    case ChainFault::NoAnchor:
      return 1;
    default:
      return 0;
  }
}

/// Judges one chain by all lists of a kind.
class ChainCheck {
 public:
  ChainCheck(std::span<const TrustList> lists, std::span<const std::string> accepted, ListKind kind,
             Time at, SignatureBudget& budget)
      : lists_(lists), accepted_(accepted), kind_(kind), at_(at), budget_(budget) {}

  Chain run(std::span<const Bytes> certificates) {
    if (certificates.empty())
      return refused(ChainOutcome::Invalid, ChainFault::NoCertificates,
                     "there is no certificate of the signer");
    if (certificates.size() > TrustStore::Limits::certificates_max)
      return refused(ChainOutcome::Invalid, ChainFault::TooManyCertificates,
                     fmt::format("there are {} certificates; at most {} are read",
                                 certificates.size(), TrustStore::Limits::certificates_max));
    for (const auto& der : certificates)
      if (const auto why = add(der); !why.empty())
        return refused(ChainOutcome::Invalid, ChainFault::Unreadable, why);
    judge();
    return std::move(chain_);
  }

 private:
  /// Says what is wrong, or nothing.
  std::string add(Bytes der) {
    if (!budget_.charge(units::of_certificate(der.size())))
      return std::string(faults::too_much_to_check.text);
    auto parsed = parse_certificate(der);
    if (!parsed.has_value())
      return fmt::format("certificate {} of the chain cannot be read at byte {}: {}",
                         certificates_.size() + 1, parsed.error().offset,
                         parsed.error().fault->text);
    certificates_.push_back(std::make_shared<const Certificate>(*std::move(parsed)));
    return {};
  }

  void judge() {
    const auto& leaf = *certificates_.front();
    chain_.key = load_key(leaf);
    chain_.profile = check_profile(leaf, purpose_of(kind_), accepted_);
    chain_.outcome = ChainOutcome::Untrusted;
    chain_.fault = ChainFault::NoList;
    chain_.why = "no trust list is for the purposes of the signer's certificate";
    set_path(chain_, follow_issuers(certificates_));
    if (try_directly()) return;
    if (leaf.is_authority) {
      chain_.fault = ChainFault::LeafIsAuthority;
      chain_.why = "an authority signed with its own certificate, which only may issue others";
      return;
    }
    const auto asked =
        std::ranges::count_if(lists_, [this](const auto& list) { return counts(list); });
    // For all of them, so that the cost does not depend on the time that is asked about.
    if (!budget_.charge(static_cast<std::uint64_t>(asked) * 2 * units_of_path())) return;
    PathSearch search(certificates_);
    for (const auto& list : lists_)
      if (counts(list) && try_list(search, list)) return;
  }

  /// Of verifying a path once: by the anchor's key, and by all that are no leaf.
  [[nodiscard]] std::uint64_t units_of_path() const {
    std::uint64_t cost = 1;
    for (std::size_t index = 1; index < certificates_.size(); ++index)
      cost += units::of_verification(*certificates_[index]);
    return cost;
  }

  [[nodiscard]] bool counts(const TrustList& list) const {
    if (list.facts().kind != kind_) return false;
    return kind_ == ListKind::TimeStamps ||
           std::ranges::any_of(list.facts().purposes, [this](const auto& purpose) {
             return certificates_.front()->has_purpose(purpose);
           });
  }

  /// Source: C2PA 2.2 section 14.4.3: a credential that somebody chose to trust itself.
  bool try_directly() {
    if (kind_ == ListKind::TimeStamps) return false;
    for (const auto& list : lists_) {
      const auto* found =
          list.facts().kind == kind_ ? list.state().find(certificates_.front()->sha256) : nullptr;
      if (found == nullptr || found->is_authority) continue;
      chain_.directly = true;
      trust(list, {certificates_.front()});
      return true;
    }
    return false;
  }

  /// True when the path is found and valid at the time, so that no other list need be asked.
  bool try_list(PathSearch& search, const TrustList& list) {
    auto verdict = search.build_path(list, at_);
    if (verdict.fault == ChainFault::None) {
      const bool is_inside = std::ranges::all_of(
          verdict.path, [this](const auto& one) { return one->is_valid_at(at_); });
      if (is_inside || !chain_.is_trusted()) trust(list, std::move(verdict.path));
      return is_inside;
    }
    if (!chain_.is_trusted() && weight(verdict.fault) > weight(chain_.fault)) {
      chain_.fault = verdict.fault;
      chain_.why = std::move(verdict.why);
    }
    return false;
  }

  void trust(const TrustList& list, std::vector<CertificatePtr> path) {
    chain_.outcome = ChainOutcome::Trusted;
    chain_.fault = ChainFault::None;
    chain_.why.clear();
    chain_.list = list.facts();
    set_path(chain_, std::move(path));
  }

  std::span<const TrustList> lists_;
  std::span<const std::string> accepted_;
  ListKind kind_;
  Time at_;
  SignatureBudget& budget_;
  std::vector<CertificatePtr> certificates_;
  Chain chain_;
};

}  // namespace

const Certificate* Chain::outside_at(Time at) const {
  const auto found = std::ranges::find_if(
      path, [at](const auto& certificate) { return !certificate->is_valid_at(at); });
  return found == path.end() ? nullptr : found->get();
}

/// Constant after construction: lists. Guarded: what was learnt.
struct TrustStore::State {
  std::vector<TrustList> lists;
  std::vector<std::string> accepted;
  Guarded<KnownChains> learnt;

  ChainPtr find(const Sha256& key, Time at) {
    return learnt.with([&](const auto& kept) { return kept.find(key, at); });
  }

  void keep(const Sha256& key, Time at, const ChainPtr& chain) {
    learnt.with([&](auto& kept) {
      kept.keep(key, at, chain);
      if (kept.size_bytes() > Limits::kept_bytes_max) kept.clear();
    });
  }
};

TrustStore::TrustStore(std::vector<TrustList> lists,
                       std::optional<std::vector<std::string>> accepted)
    : state_(std::make_unique<State>()) {
  state_->lists = std::move(lists);
  state_->accepted = accepted ? *std::move(accepted) : all_purposes(state_->lists);
}

TrustStore::~TrustStore() = default;

std::span<const TrustList> TrustStore::lists() const { return state_->lists; }

std::shared_ptr<const Chain> TrustStore::check(std::span<const Bytes> certificates, ListKind kind,
                                               Time at, SignatureBudget& budget) const {
  const auto key = key_of(certificates, kind);
  if (auto met = budget.chains().find(key, at)) return met;
  auto chain = state_->find(key, at);
  if (chain) {
    budget.charge(chain->cost);
  } else {
    const auto before = budget.units_left();
    auto checked = ChainCheck(state_->lists, state_->accepted, kind, at, budget).run(certificates);
    checked.cost = before - budget.units_left();
    chain = std::make_shared<const Chain>(std::move(checked));
    if (!budget.is_spent()) state_->keep(key, at, chain);
  }
  budget.chains().keep(key, at, chain);
  return chain;
}

}  // namespace gg::trust
