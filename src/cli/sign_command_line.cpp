#include "cli/sign_command.h"

#include <CLI/CLI.hpp>

namespace gg::cli {
namespace {

constexpr const char* sign_examples =
    "Examples:\n"
    "  goodgate credentials sign shot.mp4 -o signed/shot.mp4 --cert house.pem --key house.key \\\n"
    "    --source-type trainedAlgorithmicMedia\n"
    "  goodgate credentials sign shot.mp4 -o signed/shot.mp4 --cert house.pem \\\n"
    "    --key 'pkcs11:token=Studio;object=signing' --use use_01J… --server https://desk.example "
    "\\\n"
    "    --timestamp http://timestamp.example\n"
    "  goodgate credentials sign cut.mov -o final.mov --cert house.pem --signer 'kms-sign house' "
    "\\\n"
    "    --parent camera.mov --component sky.png\n"
    "  goodgate credentials sign init.mp4 --fragments 'seg_*.m4s' -o signed/ --cert house.pem \\\n"
    "    --key house.key --source-type trainedAlgorithmicMedia\n"
    "  goodgate credentials sign reel.mxf --cert house.pem --key house.key --source-type "
    "composite\n\n"
    "A file that has credentials keeps them: it becomes the parent of what is signed. Passwords "
    "and\n"
    "PINs are asked for at the terminal, or taken from GOODGATE_KEY_PASSWORD; never from "
    "arguments.\n"
    "Exit codes: 0 signed, 64 bad usage, 65 bad input, 69 unavailable.";

void add_key(CLI::App& command, SignCommand& sign) {
  command
      .add_option("--cert", sign.key.certificates,
                  "The signer's certificate and those of its authorities (PEM, in this order)")
      ->type_name("FILE")
      ->required();
  auto* key = command
                  .add_option("--key", sign.key.key,
                              "The private key: a file in PEM, or a PKCS #11 address")
                  ->type_name("FILE|pkcs11:…");
  command
      .add_option("--signer", sign.key.command,
                  "A command that signs: bytes on standard input, signature on standard output")
      ->type_name("COMMAND")
      ->excludes(key);
  command
      .add_option("--signer-timeout", sign.signer_timeout_s, "How long it may take (default: 60)")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 3600));
  command
      .add_option("--pkcs11-module", sign.key.module_path,
                  "The PKCS #11 library (default: those this machine knows)")
      ->type_name("FILE");
  command
      .add_option("--alg", sign.key.algorithm,
                  "es256, es384, es512, ps256, ps384, ps512, ed25519 (default: by the certificate)")
      ->type_name("NAME");
  command
      .add_option("--timestamp", sign.timestamp_url,
                  "Have a time-stamping authority (RFC 3161) say when it was signed")
      ->type_name("URL");
}

void add_content(CLI::App& command, SignCommand& sign) {
  command
      .add_option("--source-type", sign.source_type,
                  "How it came about: trainedAlgorithmicMedia, digitalCapture …, or an address")
      ->type_name("NAME");
  command.add_option("--made-with", sign.made_with, "The tool that made or changed it")
      ->type_name("NAME[/VERSION]");
  command.add_option("--use", sign.uses, "A use of the register that it is of (repeatable)")
      ->type_name("ID")
      ->allow_extra_args(false);
  command
      .add_option("--actions", sign.actions_file,
                  "Further actions: a JSON list, or an object with \"actions\"")
      ->type_name("FILE");
  command.add_option("--parent", sign.parent, "The file that it was made from")->type_name("FILE");
  command.add_option("--component", sign.components, "A file that is part of it (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_option("--input", sign.inputs, "A file that was put into what made it (repeatable)")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command.add_option("--title", sign.title, "Its title (default: its file name)")
      ->type_name("TEXT");
  command
      .add_option("--assertion", sign.assertions,
                  "A further assertion of JSON, as c2pa.metadata=FILE (repeatable)")
      ->type_name("LABEL=FILE")
      ->allow_extra_args(false);
}

void add_desk(CLI::App& command, SignCommand& sign) {
  command
      .add_option("--server", sign.server, "The desk that has the uses (default: GOODGATE_SERVER)")
      ->type_name("URL");
  auto* file = command
                   .add_option("--register", sign.register_file,
                               "A register on this machine that no desk serves now")
                   ->type_name("FILE");
  command.add_option("--as", sign.as, "Who asks it: the address they sign in with")
      ->type_name("EMAIL")
      ->needs(file);
  command.add_option("--register-key", sign.register_key, "Its key file")
      ->type_name("FILE")
      ->needs(file);
}

}  // namespace

void add_sign(CLI::App& command, SignCommand& sign) {
  command.footer(sign_examples);
  command.add_option("file", sign.input, "What to sign")->type_name("FILE")->required();
  command
      .add_option("-o,--output", sign.output,
                  "The signed copy; left out, or NAME.c2pa: credentials beside the file alone")
      ->type_name("FILE|FOLDER");
  auto* fragments =
      command
          .add_option("--fragments", sign.fragments,
                      "Segments of the stream that FILE begins: files or patterns ('seg*.m4s'); "
                      "signed copies of all go into the folder OUTPUT")
          ->type_name("FILE")
          ->allow_extra_args(false);
  add_key(command, sign);
  add_content(command, sign);
  add_desk(command, sign);
  add_lists(command, sign.trust);
  command.add_option("--claim", sign.claim, "Version of the claim (default: 2)")
      ->check(CLI::IsMember({"1", "2"}));
  command
      .add_flag("--update", sign.update,
                "Say more of a file that has credentials, and leave its content as it is")
      ->excludes(fragments);
  command
      .add_option("--room", sign.room_bytes,
                  "Keep room in the file for updates to come (some formats need it)")
      ->type_name("BYTES")
      ->check(CLI::Range(0, 1 << 20));
  command.add_flag("--sidecar", sign.sidecar, "Keep the credentials beside it: NAME.EXT.c2pa")
      ->excludes(fragments);
  command.add_flag("--force", sign.force, "Replace files that are there already");
  command.add_flag("--json", sign.json, "One JSON document");
  command.add_flag("-q,--quiet", sign.quiet, "No report and no progress");
}

}  // namespace gg::cli
