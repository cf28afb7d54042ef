#include "secrets/sealed_box.h"

#include <gtest/gtest.h>

namespace gg::secrets {
namespace {

struct Person {
  Key secret = Key::random();
  Holder holder;
  explicit Person(std::string name) : holder{std::move(name), holder_key_of(secret)} {}
};

std::string sample(std::size_t size_bytes) {
  std::string bytes;
  for (std::size_t index = 0; index < size_bytes; ++index)
    bytes += static_cast<char>(index * 7 % 251);
  return bytes;
}

TEST(SealedBox, OpensForEachHolderAndForNobodyElse) {
  const Person counsel("Counsel of the studio");
  const Person insurer("Insurer, Zürich");
  const auto box = seal("take 7", {counsel.holder, insurer.holder});
  ASSERT_TRUE(box.has_value()) << box.error().message;
  EXPECT_EQ(open_sealed(*box, counsel.secret).value(), "take 7");
  EXPECT_EQ(open_sealed(*box, insurer.secret).value(), "take 7");
  const auto stranger = open_sealed(*box, Key::random());
  ASSERT_FALSE(stranger.has_value());
  EXPECT_EQ(stranger.error().kind, ErrorKind::NotFound);
  EXPECT_NE(stranger.error().message.find("Counsel of the studio, Insurer, Zürich"),
            std::string::npos);
}

TEST(SealedBox, KeepsContentOfEverySizeAroundAFrame) {
  const Person holder("h");
  for (const std::size_t size :
       {std::size_t{0}, std::size_t{1}, sealed_chunk_bytes - 1, sealed_chunk_bytes,
        sealed_chunk_bytes + 1, 3 * sealed_chunk_bytes + 5}) {
    const auto content = sample(size);
    const auto box = seal(content, {holder.holder});
    ASSERT_TRUE(box.has_value());
    const auto opened = open_sealed(*box, holder.secret);
    ASSERT_TRUE(opened.has_value()) << size << opened.error().message;
    EXPECT_TRUE(*opened == content) << size;
  }
}

TEST(SealedBox, StreamsInPiecesOfAnySize) {
  const Person holder("h");
  const auto content = sample(2 * sealed_chunk_bytes + 77);
  for (const std::size_t piece : {std::size_t{1000}, sealed_chunk_bytes, std::size_t{200'000}}) {
    auto sealer = Sealer::to({holder.holder});
    ASSERT_TRUE(sealer.has_value());
    auto box = sealer->header();
    for (std::size_t at = 0; at < content.size(); at += piece)
      box += sealer->add(std::string_view(content).substr(at, piece));
    box += sealer->finish();
    const auto header = parse_sealed_header(box);
    ASSERT_TRUE(header.has_value()) << header.error().message;
    EXPECT_EQ(header->text, sealer->header());
    auto opener = Opener::with(*header, holder.secret);
    ASSERT_TRUE(opener.has_value());
    std::string opened;
    for (std::size_t at = header->text.size(); at < box.size(); at += piece)
      opened += opener->add(std::string_view(box).substr(at, piece)).value();
    opened += opener->finish().value();
    EXPECT_TRUE(opened == content) << piece;
  }
}

TEST(SealedBox, EveryFlippedByteAndEveryCutIsFound) {
  const Person holder("h");
  const Person other("o");
  const auto box = seal("take 7", {holder.holder, other.holder}).value();
  for (std::size_t at = 0; at < box.size(); ++at) {
    auto changed = box;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(open_sealed(changed, holder.secret).has_value()) << at;
    EXPECT_FALSE(open_sealed(box.substr(0, at), holder.secret).has_value()) << at;
  }
  EXPECT_FALSE(open_sealed(box + "x", holder.secret).has_value());
}

TEST(SealedBox, FramesCutMovedRepeatedOrLeftOutAreFound) {
  const Person holder("h");
  const auto box = seal(sample(3 * sealed_chunk_bytes + 9), {holder.holder}).value();
  const auto head = parse_sealed_header(box).value().text.size();
  const auto frame = sealed_chunk_bytes + 17;
  const auto part = [&](std::size_t index) { return box.substr(head + index * frame, frame); };
  const auto header = box.substr(0, head);
  EXPECT_TRUE(open_sealed(header + part(0) + part(1) + part(2) + part(3), holder.secret));
  EXPECT_FALSE(open_sealed(header + part(1) + part(0) + part(2) + part(3), holder.secret));
  EXPECT_FALSE(open_sealed(header + part(0) + part(1) + part(3), holder.secret));
  EXPECT_FALSE(
      open_sealed(header + part(0) + part(0) + part(1) + part(2) + part(3), holder.secret));
  EXPECT_FALSE(open_sealed(header + part(0) + part(1) + part(2), holder.secret));
  EXPECT_FALSE(
      open_sealed(header + part(0) + part(1) + part(2) + part(3) + part(3), holder.secret));
  EXPECT_FALSE(open_sealed(header, holder.secret));
}

TEST(SealedBox, ALineDroppedFromTheHeaderIsFound) {
  const Person holder("h");
  const Person other("o");
  const auto box = seal("x", {holder.holder, other.holder}).value();
  const auto line = box.find("holder", box.find("holder") + 1);
  const auto dropped = box.substr(0, line) + box.substr(box.find('\n', line) + 1);
  ASSERT_TRUE(parse_sealed_header(dropped).has_value());
  EXPECT_FALSE(open_sealed(dropped, holder.secret).has_value());
}

TEST(Sealer, RefusesHoldersThatDoNotFit) {
  const Person holder("h");
  const auto key = holder.holder.key;
  std::vector<Holder> many;
  for (int count = 0; count <= 64; ++count) many.push_back(Person("x").holder);
  const std::pair<std::vector<Holder>, const char*> cases[] = {
      {{}, "1 to 64"},
      {many, "1 to 64"},
      {{{"", key}}, "name"},
      {{{"two\nlines", key}}, "name"},
      {{{"\xFF", key}}, "name"},
      {{{std::string(129, 'x'), key}}, "name"},
      {{{"a", key}, {"b", key}}, "a and b have the same key"},
      {{{"zero", HolderKey{}}}, "the key of zero is none"},
  };
  for (const auto& [holders, says] : cases) {
    const auto sealed = seal("x", holders);
    ASSERT_FALSE(sealed.has_value()) << says;
    EXPECT_NE(sealed.error().message.find(says), std::string::npos) << sealed.error().message;
  }
  many.pop_back();
  EXPECT_TRUE(seal("x", many).has_value());
}

TEST(SealedHeader, NamesTheLineThatIsWrong) {
  const auto key = std::string(43, 'A');
  const auto sealed = std::string(107, 'A');
  const auto stream = "stream " + std::string(32, 'A') + "\n";
  const std::string first = "goodgate-sealed/1\n";
  const auto holder = "holder " + key + " " + sealed + " n\n";
  const std::pair<std::string, const char*> cases[] = {
      {"", "line 1: the header ends"},
      {"goodgate-sealed/2\n", "line 1: this is no sealed box"},
      {first, "line 2: the header ends"},
      {first + stream, "line 2: there is no holder"},
      {first + "holders x\n", "line 2: expected holder or stream"},
      {first + "holder " + key + " " + sealed + "\n", "line 2: the name"},
      {first + "holder " + key + "A " + sealed + " n\n", "line 2: expected a key"},
      {first + "holder " + key + "  " + sealed + " n\n", "line 2: expected a key"},
      {first + holder + holder + stream, "line 3: a holder stands here twice"},
      {first + holder + "stream AAAA\n", "line 3: expected a stream header"},
      {first + holder + "holder " + std::string(70'000, 'A'), "line 3: the header ends"},
  };
  for (const auto& [text, says] : cases) {
    const auto header = parse_sealed_header(text);
    ASSERT_FALSE(header.has_value()) << text.substr(0, 300);
    EXPECT_NE(header.error().message.find(says), std::string::npos) << header.error().message;
  }
  EXPECT_TRUE(parse_sealed_header(first + holder + stream).has_value());
}

TEST(HolderKey, ReadsBackFromText) {
  const auto key = holder_key_of(Key::random());
  EXPECT_EQ(parse_holder_key(" " + holder_key_text(key) + "\n").value(), key);
  for (const auto& text : {std::string(), std::string("ggbox1."), holder_key_text(key) + "A",
                           "ggkey1." + holder_key_text(key).substr(7)})
    EXPECT_FALSE(parse_holder_key(text).has_value()) << text;
}

}  // namespace
}  // namespace gg::secrets
