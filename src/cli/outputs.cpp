#include "cli/outputs.h"

#include "cli/delivery_media.h"
#include "cli/output_file.h"
#include "cli/version.h"
#include "report/html.h"
#include "report/json.h"
#include "report/jsonl.h"
#include "report/junit.h"
#include "report/terminal.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <sys/ioctl.h>
#include <unistd.h>

namespace gg::cli {
namespace {

class FileSink final : public report::Sink {
 public:
  explicit FileSink(OutputFile& file) : file_(file) {}
  void write(std::string_view piece) override { file_.write(piece); }

 private:
  OutputFile& file_;
};

/// Writes one form to `path` with `put(sink)`.
template <class F>
Result<void> write_to(const std::string& path, F&& put) {
  TRY_LET(auto file, OutputFile::create(path));
  FileSink sink(file);
  put(sink);
  return file.commit();
}

bool wants_colour(const Outputs& outputs) {
  if (outputs.colour != "auto") return outputs.colour == "always";
  const char* refused = std::getenv("NO_COLOR");
  return (refused == nullptr || *refused == '\0') && isatty(STDOUT_FILENO) != 0;
}

std::size_t columns_of_output() {
  winsize size{};
  const bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 100;
}

bool takes_standard_output(const Outputs& outputs) {
  return outputs.json == "-" || outputs.jsonl == "-" || outputs.junit == "-" || outputs.html == "-";
}

Result<void> write_for_people(const report::ReportView& view, const Outputs& outputs,
                              report::Prompts prompts) {
  if (outputs.quiet || takes_standard_output(outputs)) return {};
  const report::TerminalOptions options{
      .colour = wants_colour(outputs) ? report::Colour::Yes : report::Colour::No,
      .listed = outputs.all ? report::Listed::All : report::Listed::WithSomething,
      .prompts = prompts,
      .columns = columns_of_output()};
  TRY(write_to("-", [&](report::Sink& sink) { write_terminal(view, options, sink); }));
  if (!outputs.html.empty()) std::printf("\nReport: %s\n", outputs.html.c_str());
  return {};
}

}  // namespace

Result<void> write_outputs(const report::ReportView& view, const Outputs& outputs) {
  const report::Generator generator{.name = "goodgate", .version = std::string(version())};
  const auto prompts = outputs.show_prompts ? report::Prompts::Clear : report::Prompts::Hashed;
  const report::JsonOptions json{generator, prompts};
  if (!outputs.json.empty())
    TRY(write_to(outputs.json, [&](report::Sink& sink) { write_json(view, json, sink); }));
  if (!outputs.jsonl.empty())
    TRY(write_to(outputs.jsonl, [&](report::Sink& sink) { write_jsonl(view, json, sink); }));
  if (!outputs.junit.empty())
    TRY(write_to(outputs.junit, [&](report::Sink& sink) { write_junit(view, generator, sink); }));
  if (!outputs.html.empty()) {
    DeliveryMedia media(view.scan, std::max(1U, std::thread::hardware_concurrency()));
    const report::HtmlOptions html{.generator = generator, .prompts = prompts, .media = &media};
    TRY(write_to(outputs.html, [&](report::Sink& sink) { write_html(view, html, sink); }));
  }
  return write_for_people(view, outputs, prompts);
}

}  // namespace gg::cli
