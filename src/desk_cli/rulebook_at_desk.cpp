#include "desk_cli/rulebook_at_desk.h"

#include "base/base64.h"
#include "base/whole_file.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/rulebook_text.h"
#include "cli/today.h"
#include "shelf/shelf.h"

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stop_token>
#include <thread>

#include <unistd.h>

namespace gg::desk_cli {
namespace {

using desk_client::DeskClient;
using desk_client::encoded;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds look_again{400};

std::string place_of_book(const Json& version, const char* more = "") {
  return "/rulebooks/" + encoded(text_member(version, "id")) + more;
}

/// "house-genai 2026-12"
std::string title_of_book(const Json& version) {
  return std::string(text_member(version, "book")) + " " +
         std::string(text_member(version, "book_version"));
}

Result<Json> file_body(const std::filesystem::path& path) {
  TRY_LET(const auto bytes, read_existing(path, shelf::book_bytes_max));
  return Json{{"file", path.filename().string()}, {"content", base64_of(bytes)}};
}

/// A book as the desk takes it, with the files of cases beside it.
Result<Json> body_of_book(const std::filesystem::path& path) {
  TRY_LET(auto body, file_body(path));
  for (const auto& cases : shelf::case_files(path)) {
    TRY_LET(auto one, file_body(cases));
    body["cases"].push_back(std::move(one));
  }
  return body;
}

/// The versions of the desk with this name, the newest first: a version can be withdrawn and come
/// again.
Result<Json> version_named(const DeskClient& desk, const std::string& book,
                           const std::string& version, bool is_draft) {
  TRY_LET(const auto all, desk.get("/rulebooks"));
  Json found;
  for (const auto& one : all.at("items"))
    for (const auto& each : one.at("versions")) {
      const auto state = text_member(each, "state");
      const bool fits = is_draft ? state == "draft" || state == "checked" : state != "withdrawn";
      const bool is_newer =
          found.is_null() || text_member(each, "created") > text_member(found, "created");
      if (fits && is_newer && text_member(each, "book") == book &&
          text_member(each, "book_version") == version)
        found = each;
    }
  return found;
}

/// The version that a command names: by its id, or as "house@2026-12".
Result<Json> version_of_command(const DeskClient& desk, const std::string& name) {
  const auto at = name.find('@');
  if (at == std::string::npos) return desk.get("/rulebooks/" + encoded(name));
  TRY_LET(auto found, version_named(desk, name.substr(0, at), name.substr(at + 1), false));
  if (!found.is_null()) return found;
  return fail(Error{ErrorKind::NotFound, "the desk has no rulebook " + name});
}

std::int64_t number_of_version(const Json& version) {
  return version.value("version", std::int64_t{0});
}

/// Sends it as a new version, or in place of the draft that is there.
Result<Json> send_book(const DeskClient& desk, const rulebook::Book& book, const Json& body) {
  TRY_LET(const auto draft, version_named(desk, book.id, book.version, true));
  if (draft.is_null()) return desk.post("/rulebooks", body);
  return desk.post(place_of_book(draft, "/content"), body, number_of_version(draft));
}

/// Waits until the checks of a version are made; how long is shown on a terminal.
Result<Json> wait_until_checked(const DeskClient& desk, Json version, const std::stop_token& stop) {
  const auto begun = steady_clock::now();
  const bool is_terminal = ::isatty(STDERR_FILENO) != 0;
  while (text_member(version.at("checks"), "state") == "waiting" && !stop.stop_requested()) {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(steady_clock::now() - begun).count();
    if (is_terminal && seconds > 0)
      std::fprintf(stderr, "\r\033[K  the desk proves %s: %lld s", title_of_book(version).c_str(),
                   static_cast<long long>(seconds));
    std::this_thread::sleep_for(look_again);
    TRY_LET(version, desk.get(place_of_book(version)));
  }
  if (is_terminal) std::fputs("\r\033[K", stderr);
  if (text_member(version.at("checks"), "state") != "waiting") return version;
  return fail(Error{ErrorKind::Unavailable,
                    "interrupted: " + std::string(text_member(version, "id")) +
                        " is at the desk, which goes on with its checks; push it again to see "
                        "them"});
}

/// What the desk found of a version. *value*
struct FoundOfBook {
  Json cases;
  Json proofs;  ///< With what was proved together with other books.
  Json difference;
};

Result<FoundOfBook> found_of(const DeskClient& desk, const Json& version) {
  FoundOfBook found;
  TRY_LET(found.cases, desk.get(place_of_book(version, "/cases")));
  TRY_LET(found.proofs, desk.get(place_of_book(version, "/proofs")));
  TRY_LET(found.difference, desk.get(place_of_book(version, "/difference")));
  return found;
}

std::string proof_or_why(const Json& proof) {
  if (!proof.is_object()) return {};
  if (proof.contains("error"))
    return "not proved: " + std::string(text_member(proof, "error")) + "\n";
  return cli::proof_text(proof);
}

/// The same lines as `rulebook test`, `prove` and `diff` say of files.
std::string found_text(const FoundOfBook& found) {
  std::string failures;
  for (const auto& one : found.cases.at("items"))
    if (!one.at("passed").get<bool>())
      failures += std::string(text_member(one, "name")) + "\n" +
                  std::string(text_member(one, "text")) + "\n";
  auto text = cli::cases_text(found.cases.at("run").get<std::size_t>(),
                              found.cases.at("failed").get<std::size_t>(), failures);
  text += proof_or_why(found.proofs.at("proofs"));
  for (const auto& joint : found.proofs.at("together")) text += proof_or_why(joint.at("proof"));
  const auto& witnesses = found.difference.at("witnesses");
  if (witnesses.is_object() && witnesses.contains("error"))
    text += "not compared: " + std::string(text_member(witnesses, "error")) + "\n";
  else if (witnesses.is_object())
    text += cli::difference_text(witnesses);
  return text;
}

std::string state_line(const Json& version, const std::string& next) {
  return std::string(text_member(version, "id")) + "  " + title_of_book(version) + " is " +
         std::string(text_member(version, "state")) + next + "\n";
}

void print_safely(const std::string& text) { std::fputs(cli::safe_lines(text).c_str(), stdout); }

void print_document(const Json& json) { std::fputs((json.dump(2) + "\n").c_str(), stdout); }

Result<int> tell_pushed(const BookCommand& command, const DeskClient& desk, const Json& version) {
  TRY_LET(const auto found, found_of(desk, version));
  const bool is_checked = text_member(version, "state") == "checked";
  if (command.json)
    print_document({{"version", version},
                    {"cases", found.cases},
                    {"proofs", found.proofs},
                    {"difference", found.difference}});
  else
    print_safely(found_text(found) + state_line(version, is_checked ? ": propose it next"
                                                                    : ": put it right and push "
                                                                      "it again"));
  return static_cast<int>(is_checked ? cli::ExitCode::Pass : cli::ExitCode::Fail);
}

}  // namespace

Result<int> push_book(const BookCommand& command) {
  if (!shelf::names_file(command.book))
    return fail(Error{ErrorKind::InvalidInput,
                      command.book + ": name the file of a rulebook: house.yaml, .xlsx or .csv"});
  // What can be refused here is, before a desk is asked: each wrong cell with its place.
  TRY_LET(const auto book, shelf::load_book(command.book));
  TRY(shelf::load_cases(command.book, book));
  TRY_LET(const auto body, body_of_book(command.book));
  const cli::Interrupt interrupt;
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(auto version, send_book(desk.client, book->book, body));
  if (command.no_wait) {
    if (command.json) print_document(version);
    if (!command.json) print_safely(state_line(version, ", and is being checked"));
    return 0;
  }
  TRY_LET(version, wait_until_checked(desk.client, std::move(version), interrupt.token()));
  return tell_pushed(command, desk.client, version);
}

Result<int> propose_book(const BookCommand& command) {
  const auto from = command.from.empty() ? cli::today().text() : command.from;
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto seen, version_of_command(desk.client, command.book));
  TRY_LET(const auto version,
          desk.client.post(place_of_book(seen, "/propose"), {{"from", from}, {"why", command.why}},
                           number_of_version(seen)));
  if (command.json)
    print_document(version);
  else
    print_safely(state_line(
        version, ", to hold from " + from + ": somebody else with the right publishes it"));
  return 0;
}

Result<int> publish_book(const BookCommand& command) {
  TRY_LET(const auto desk, reach_desk(command.where));
  TRY_LET(const auto seen, version_of_command(desk.client, command.book));
  TRY_LET(const auto version, desk.client.post(place_of_book(seen, "/publish"), Json::object(),
                                               number_of_version(seen)));
  if (command.json)
    print_document(version);
  else
    print_safely(state_line(
        version, ", and holds from " + std::string(text_member(version.at("published"), "from"))));
  return 0;
}

}  // namespace gg::desk_cli
