#include "helpers/ask_prover.h"

#include "helpers/child_process.h"

#include <array>
#include <cstdio>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

namespace gg::helpers {
namespace {

constexpr std::chrono::milliseconds grace{5'000};
constexpr std::size_t answer_bytes_max = 256U << 20;

bool write_whole(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const auto written = write(descriptor, text.data(), text.size());
    if (written <= 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return lseek(descriptor, 0, SEEK_SET) == 0;
}

Error unavailable(std::string text) { return {ErrorKind::Unavailable, std::move(text)}; }

Result<std::string> output_of(ChildEnd end) {
  switch (end.kind) {
    case ChildEnd::Kind::NotStarted:
      return fail(unavailable("goodgate-prover could not be started"));
    case ChildEnd::Kind::TimedOut:
      return fail(Error{ErrorKind::LimitExceeded,
                        "the proof took longer than allowed; give it more with --timeout"});
    case ChildEnd::Kind::TooMuchOutput:
      return fail(unavailable("goodgate-prover wrote too much"));
    case ChildEnd::Kind::Killed:
      return fail(unavailable("goodgate-prover was stopped by signal " + std::to_string(end.code)));
    case ChildEnd::Kind::Stopped:
      return fail(unavailable("the proof was stopped"));
    case ChildEnd::Kind::Exited:
      break;
  }
  if (end.code != 0)
    return fail(unavailable("goodgate-prover ended with code " + std::to_string(end.code)));
  return std::move(end.output);
}

Result<Json> answer_in(std::string_view output) {
  auto json = parse_json(output, {.text_bytes_max = answer_bytes_max});
  if (!json || !json->is_object()) return fail(unavailable("goodgate-prover gave no answer"));
  const auto* error = find_member(*json, "error");
  if (error == nullptr) return *std::move(json);
  const bool input = text_member(*error, "kind") == "invalid_input";
  return fail(Error{input ? ErrorKind::InvalidInput : ErrorKind::Internal,
                    std::string(text_member(*error, "message"))});
}

}  // namespace

std::string find_prover() {
  std::array<char, 4096> buffer{};
  const auto size = readlink("/proc/self/exe", buffer.data(), buffer.size());
  if (size <= 0 || static_cast<std::size_t>(size) == buffer.size()) return {};
  std::string path(buffer.data(), static_cast<std::size_t>(size));
  path.resize(path.rfind('/') + 1);
  path += "goodgate-prover";
  return access(path.c_str(), X_OK) == 0 ? path : std::string();
}

Result<Json> ask_prover(Json request, std::chrono::milliseconds timeout, std::stop_token stop) {
  const auto prover = find_prover();
  if (prover.empty())
    return fail(unavailable("goodgate-prover is not installed beside goodgate; it makes proofs"));
  request["timeout_ms"] = timeout.count();
  const Descriptor input(memfd_create("request", MFD_CLOEXEC));
  if (!input.is_open() || !write_whole(input.number(), request.dump()))
    return fail(unavailable("the request to goodgate-prover could not be written"));
  TRY_LET(const auto output, output_of(run_child({.program = prover,
                                                  .arguments = {"answer"},
                                                  .input = input.number(),
                                                  .deadline = timeout + grace,
                                                  .output_bytes_max = answer_bytes_max,
                                                  .stop = std::move(stop)})));
  return answer_in(output);
}

}  // namespace gg::helpers
