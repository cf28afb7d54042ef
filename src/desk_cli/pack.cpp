#include "clearance/evidence_pack.h"
#include "clearance/pack_zip.h"
#include "desk/installation_keys.h"
#include "desk/pack_papers.h"
#include "desk_cli/commands.h"
#include "store/sqlite.h"

#include <cstdio>

namespace gg::desk_cli {
namespace {

Result<std::size_t> pack(const PackCommand& command) {
  const auto key_file = command.key_file.empty() ? command.file + ".key" : command.key_file;
  TRY_LET(const auto key, desk::ledger_key_of(key_file, command.name));
  TRY_LET(auto connection, store::Connection::open(command.file, store::Access::ReadOnly));
  TRY(connection.run("BEGIN"));
  store::Snapshot snapshot(connection);
  TRY_LET(const auto files, clearance::evidence_pack(snapshot, key,
                                                     {.title = command.title,
                                                      .object = command.object,
                                                      .more = desk::pack_papers(key, {})}));
  TRY(clearance::write_zip(files, command.output));
  return files.size();
}

}  // namespace

int run_pack(const PackCommand& command) {
  const auto packed = pack(command);
  if (!packed.has_value()) return complain(packed.error());
  std::printf("Wrote %zu files to %s; unpack it and run: sh verify.sh\n", *packed,
              command.output.c_str());
  return 0;
}

}  // namespace gg::desk_cli
