#include "ledger/tree.h"

#include "base/sha256.h"
#include "ledger/frontier.h"

#include <bit>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gg::ledger {
namespace {

using namespace std::string_literals;

TreeHash leaf_of(const std::string& entry) {
  return *digest_from<TreeHash>(bytes_of(sha256_of("\0"s + entry)));
}

std::string unhex(std::string_view hex) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < hex.size(); at += 2)
    bytes += static_cast<char>(std::stoi(std::string(hex.substr(at, 2)), nullptr, 16));
  return bytes;
}

/// The eight inputs that the tests of Certificate Transparency logs use.
std::vector<TreeHash> ct_leaves() {
  std::vector<TreeHash> leaves;
  for (const auto* input : {"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                            "606162636465666768696a6b6c6d6e6f"})
    leaves.push_back(leaf_of(unhex(input)));
  return leaves;
}

std::vector<TreeHash> many_leaves(std::size_t count) {
  std::vector<TreeHash> leaves;
  for (std::size_t index = 0; index < count; ++index)
    leaves.push_back(leaf_of(std::to_string(index)));
  return leaves;
}

/// MTH as RFC 9162 §2.1.1 writes it, to hold the other one against.
TreeHash plain_root(std::span<const TreeHash> leaves) {
  if (leaves.empty()) return empty_root();
  if (leaves.size() == 1) return leaves.front();
  const auto split = std::bit_floor(leaves.size() - 1);
  return node_hash(plain_root(leaves.first(split)), plain_root(leaves.subspan(split)));
}

HashReader reader_of(const std::vector<TreeHash>& leaves) {
  return [&leaves](NodeId node) -> Result<TreeHash> {
    const auto count = std::size_t{1} << node.level;
    return plain_root(std::span(leaves).subspan(node.index * count, count));
  };
}

TEST(RootOfLeaves, GivesTheRootsThatCertificateTransparencyTestsGive) {
  const auto leaves = ct_leaves();
  const char* roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                         "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                         "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                         "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                         "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                         "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                         "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                         "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                         "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  for (std::size_t size = 0; size <= leaves.size(); ++size)
    EXPECT_EQ(root_of_leaves(std::span(leaves).first(size)).hex(), roots[size]) << size;
}

TEST(Frontier, HasTheRootOfEverySizeAndSurvivesItsBytes) {
  const auto leaves = many_leaves(300);
  Frontier frontier;
  for (std::size_t size = 0; size <= leaves.size(); ++size) {
    ASSERT_EQ(frontier.root(), plain_root(std::span(leaves).first(size))) << size;
    const auto again = Frontier::parse(frontier.bytes());
    ASSERT_TRUE(again.has_value()) << again.error().message;
    ASSERT_EQ(*again, frontier);
    frontier = *again;
    if (size < leaves.size()) frontier.append(leaves[size]);
  }
}

TEST(Frontier, AppendsWholeSubtrees) {
  const auto leaves = many_leaves(24);
  Frontier whole;
  std::vector<NodeId> completed;
  for (std::size_t first = 0; first < leaves.size(); first += 8)
    whole.append_subtree(3, plain_root(std::span(leaves).subspan(first, 8)),
                         [&completed](NodeId node, const TreeHash&) { completed.push_back(node); });
  EXPECT_EQ(whole.root(), plain_root(leaves));
  EXPECT_EQ(completed, (std::vector<NodeId>{{3, 0}, {3, 1}, {4, 0}, {3, 2}}));
}

TEST(Frontier, RefusesBytesThatAreNone) {
  Frontier frontier;
  for (const auto& leaf : many_leaves(5)) frontier.append(leaf);
  const auto good = frontier.bytes();
  const std::string cases[] = {"", good.substr(0, 7), good.substr(0, good.size() - 1), good + "x",
                               "\x80" + std::string(7, '\0') + good.substr(8, 32)};
  for (const auto& bytes : cases) EXPECT_FALSE(Frontier::parse(bytes).has_value()) << bytes.size();
}

TEST(InclusionPath, LeadsToTheRootForEveryLeafOfEverySize) {
  const auto leaves = many_leaves(40);
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const auto root = plain_root(std::span(leaves).first(size));
    EXPECT_EQ(root_at(size, reader_of(leaves)), root);
    for (std::uint64_t index = 0; index < size; ++index) {
      const auto path = inclusion_path({index, size}, reader_of(leaves));
      ASSERT_TRUE(path.has_value()) << path.error().message;
      EXPECT_TRUE(check_inclusion({index, size}, leaves[index], *path, root).has_value());
      auto longer = *path;
      longer.push_back(root);
      EXPECT_FALSE(check_inclusion({index, size}, leaves[index], longer, root).has_value());
      if (path->empty()) continue;
      longer.resize(path->size() - 1);
      EXPECT_FALSE(check_inclusion({index, size}, leaves[index], longer, root).has_value());
    }
  }
  EXPECT_FALSE(inclusion_path({5, 5}, reader_of(leaves)).has_value());
  EXPECT_FALSE(check_inclusion({5, 5}, leaves[0], {}, leaves[0]).has_value());
}

// RFC 9162 §2.1.5, the tree of seven: the path of d3 is (c, g, l), that of d6 (i, k).
TEST(InclusionPath, IsThatOfTheExampleOfTheRfc) {
  const auto d = many_leaves(7);
  const auto g = node_hash(d[0], d[1]);
  const auto h = node_hash(d[2], d[3]);
  const auto i = node_hash(d[4], d[5]);
  EXPECT_EQ(inclusion_path({0, 7}, reader_of(d)), (HashPath{d[1], h, node_hash(i, d[6])}));
  EXPECT_EQ(inclusion_path({3, 7}, reader_of(d)), (HashPath{d[2], g, node_hash(i, d[6])}));
  EXPECT_EQ(inclusion_path({4, 7}, reader_of(d)), (HashPath{d[5], d[6], node_hash(g, h)}));
  EXPECT_EQ(inclusion_path({6, 7}, reader_of(d)), (HashPath{i, node_hash(g, h)}));
  EXPECT_EQ(consistency_path({3, 7}, reader_of(d)), (HashPath{d[2], d[3], g, node_hash(i, d[6])}));
  EXPECT_EQ(consistency_path({4, 7}, reader_of(d)), (HashPath{node_hash(i, d[6])}));
  EXPECT_EQ(consistency_path({6, 7}, reader_of(d)), (HashPath{i, d[6], node_hash(g, h)}));
}

TEST(ConsistencyPath, HoldsForEveryPairOfSizes) {
  const auto leaves = many_leaves(33);
  for (std::uint64_t newer = 0; newer <= leaves.size(); ++newer) {
    for (std::uint64_t older = 0; older <= newer; ++older) {
      const TreeHead before{older, plain_root(std::span(leaves).first(older))};
      const TreeHead after{newer, plain_root(std::span(leaves).first(newer))};
      auto path = consistency_path({older, newer}, reader_of(leaves));
      ASSERT_TRUE(path.has_value()) << path.error().message;
      const auto good = check_consistency(before, after, *path);
      EXPECT_TRUE(good.has_value()) << older << " " << newer << " " << good.error().message;
      if (older != 0 && older != newer) {
        EXPECT_FALSE(check_consistency({older, after.root}, after, *path).has_value());
        EXPECT_FALSE(check_consistency(before, {newer, before.root}, *path).has_value());
      }
      path->push_back(before.root);
      EXPECT_FALSE(check_consistency(before, after, *path).has_value());
    }
  }
  EXPECT_FALSE(consistency_path({3, 2}, reader_of(leaves)).has_value());
  EXPECT_FALSE(check_consistency({3, leaves[0]}, {2, leaves[0]}, {}).has_value());
  EXPECT_FALSE(check_consistency({0, leaves[0]}, {2, leaves[0]}, {}).has_value());
}

RC_GTEST_PROP(Proofs, OfRandomTreesVerifyAndAnyFlippedBitFails, ()) {
  const auto size = *rc::gen::inRange<std::uint64_t>(1, 700);
  const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
  const auto older = *rc::gen::inRange<std::uint64_t>(1, size + 1);
  const auto leaves = many_leaves(size);
  const auto root = plain_root(leaves);
  auto path = *inclusion_path({index, size}, reader_of(leaves));
  RC_ASSERT(check_inclusion({index, size}, leaves[index], path, root).has_value());
  const TreeHead before{older, plain_root(std::span(leaves).first(older))};
  auto growth = *consistency_path({older, size}, reader_of(leaves));
  RC_ASSERT(check_consistency(before, {size, root}, growth).has_value());
  const auto bit = *rc::gen::inRange<unsigned>(0, 256);
  const auto flip = [bit](TreeHash& hash) {
    auto& byte = hash.bytes[bit / 8];
    byte = static_cast<std::uint8_t>(byte ^ (1U << bit % 8));
  };
  for (auto& hash : path) {
    flip(hash);
    RC_ASSERT(!check_inclusion({index, size}, leaves[index], path, root).has_value());
    flip(hash);
  }
  for (auto& hash : growth) {
    flip(hash);
    RC_ASSERT(!check_consistency(before, {size, root}, growth).has_value());
    flip(hash);
  }
  auto leaf = leaves[index];
  flip(leaf);
  RC_ASSERT(!check_inclusion({index, size}, leaf, path, root).has_value());
}

}  // namespace
}  // namespace gg::ledger
