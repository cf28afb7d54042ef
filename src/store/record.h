#pragma once

#include "json/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gg::store {

/// One object of the register as it is kept: a document with what lists and checks ask for beside
/// it. Empty texts are "not stated". *value*
struct Record {
  std::string id;    ///< "use_01JD…": the noun's prefix, then a sortable number.
  std::string noun;  ///< "use".
  std::string title;
  std::string company;
  std::string state;
  std::int64_t version = 0;  ///< Counts from 1 with each change.
  std::string due;           ///< When something is to happen: RFC 3339, UTC.
  std::string created;
  std::string updated;
  Json doc;
};

/// `source` relies on `target`; `field` says as what ("consents").
struct Link {
  std::string source;
  std::string field;
  std::string target;
};

/// A part of the register that somebody sees. Empty lists do not restrict. *value*
struct Reach {
  bool is_everywhere = false;          ///< On every title; `titles` does not count.
  std::vector<std::string> titles;     ///< On these.
  std::vector<std::string> companies;  ///< Of these companies, or of none.
  std::vector<std::string> people;     ///< Naming one of these people.
};

/// Which records a list wants. Empty members do not restrict.
struct Query {
  std::string noun;
  std::vector<std::string> titles;  ///< Any of these; with `untitled`, also those of no title.
  bool untitled = false;
  std::string company;
  std::vector<std::string> states;  ///< Any of these.
  std::string updated_after;        ///< RFC 3339, UTC.
  std::string due_before;
  std::string relies_on;                     ///< Linked to this id.
  std::string text;                          ///< Stands in the document, whatever its case (ASCII).
  std::optional<std::vector<Reach>> within;  ///< What any of these reaches.
  std::string after;                         ///< Id: what follows it, the cursor of a page.
  std::int64_t limit = 50;
};

/// Some of a record, as the text of a JSON object. *value*
struct Excerpt {
  std::string id;
  std::string json;
};

/// How many records of a title are in a state.
struct Tally {
  std::string title;  ///< Empty: of no title.
  std::string state;
  std::int64_t count = 0;
};

/// When time alone next brings something about for a record.
struct Alarm {
  std::string record;
  std::string at;    ///< RFC 3339, UTC.
  std::string ends;  ///< The last day it was set for: "2027-06-30".
};

/// One act as the ledger keeps it.
struct StoredEntry {
  std::string tree;
  std::int64_t position = 0;
  std::string object;
  std::string act;
  std::string time;
  std::string record;         ///< Canonical JSON; empty once erased.
  std::string salt;           ///< 32 bytes; empty once erased.
  std::string document_salt;  ///< 32 bytes, of the document that the record speaks of; empty once
                              ///< erased, and where the record names the document's bare hash.
  std::string commitment;     ///< 32 bytes.
  std::string erased;         ///< JSON: when and on what ground; empty while the record stands.
};

/// Which entries of a tree are wanted. Empty members do not restrict.
struct EntryQuery {
  std::string tree;
  std::int64_t from = 0;      ///< Position that the first one has, at least; at most, newest first.
  bool newest_first = false;  ///< Otherwise in the ledger's order.
  std::string noun;           ///< "use": its acts, "use.declared" and the like.
  std::string since;          ///< RFC 3339, UTC, as entries have it: not before this.
  std::string until;          ///< Before this.
  std::int64_t limit = 500;
};

struct StoredTree {
  std::string id;
  std::int64_t size = 0;
  std::string frontier;  ///< As ledger::Tree writes it.
};

struct StoredCheckpoint {
  std::int64_t size = 0;
  std::string note;
};

/// What leaves the house after its change is on disk.
struct Message {
  std::int64_t id = 0;
  std::string channel;  ///< "event", "mail" or "webhook".
  std::string topic;    ///< "use.approved".
  std::string title;
  Json payload;
  std::string created;
  std::int64_t attempts = 0;
};

}  // namespace gg::store
