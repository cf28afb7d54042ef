#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace gg::paper {

/// What a note is about; shown by a word of the text too, never by colour alone.
enum class Tone : std::uint8_t { Plain, Good, Warning, Stop };

/// Level 2 begins a part of the document and stands in its outline; 3 is within a part.
struct Heading {
  std::string text;
  int level = 2;
};

enum class Look : std::uint8_t { Body, Lead, Small, Code };

/// Lines of the text stay lines.
struct Paragraph {
  std::string text;
  Look look = Look::Body;
};

struct Fact {
  std::string name;
  std::string value;
  bool is_code = false;  ///< A hash, a key, an id.
};

/// Names and values in two columns.
struct Facts {
  std::vector<Fact> rows;
};

struct Column {
  std::string heading;
  double share = 1;  ///< Of the width, against the other columns' shares.
  bool is_code = false;
};

/// Every row has a cell for each column. Its heads stand again on each page.
struct Table {
  std::string caption;  ///< For who hears it; not printed.
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows;
};

struct List {
  std::vector<std::string> items;
};

struct Note {
  Tone tone = Tone::Plain;
  std::string heading;
  std::string text;
};

/// A QR code of `content`, with text beside it.
struct Code {
  std::string content;
  std::string text;
};

struct NewPage {};

using Block = std::variant<Heading, Paragraph, Facts, Table, List, Note, Code, NewPage>;

/// A document to be printed or shown. Texts are UTF-8 in any script. *value*
struct Document {
  std::string kind;      ///< Above the title: "Written approval".
  std::string title;     ///< What it is about.
  std::string subtitle;  ///< Below it; may be empty.
  std::string language = "en";
  std::string author;   ///< Who issues it, for the file's metadata.
  std::string created;  ///< RFC 3339, UTC, for the file's metadata: of what it says, not of now.
  std::vector<std::string> footer;  ///< At the foot of every page: hash, checkpoint.
  bool is_wide = false;             ///< On its side, for tables of many columns.
  std::vector<Block> blocks;
};

/// A file that a document carries. *value*
struct Attachment {
  std::string name;  ///< "approval.json"
  std::string media_type;
  std::string what;  ///< In words.
  std::string bytes;
};

}  // namespace gg::paper
