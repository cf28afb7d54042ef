#include "cli/completion.h"

namespace gg::cli {
namespace {

constexpr std::string_view bash =
    R"(# goodgate completion for bash: source <(goodgate completion bash)
_goodgate() {
  local word="${COMP_WORDS[COMP_CWORD]}" command="${COMP_WORDS[1]}"
  local common="--include --exclude --jobs --no-cache --cache --json --jsonl --junit --html --all --show-prompts --quiet --colour --help"
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "scan check credentials rulebook serve demo declare uses inbox approve approval decline ask answer assets attach run watch ledger backup restore completion --help --version" -- "$word"))
    return
  fi
  case "$command" in
    completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$word")); return ;;
    rulebook)
      if [ "$COMP_CWORD" -eq 2 ]; then
        COMPREPLY=($(compgen -W "list decide explain recompute check test prove diff replay export push propose publish" -- "$word"))
        return
      fi
      common="--json --book --as-of --write --shipped --against --all --to --output --timeout --server --register --as --from --why --no-wait --help" ;;
    credentials)
      if [ "$COMP_CWORD" -eq 2 ]; then
        COMPREPLY=($(compgen -W "verify show sign extract trust" -- "$word"))
        return
      fi
      common="--at --trust --tsa --no-bundled --strict-stamps --json --c2patool --jobs --fetch-remote --remote-host --remote-ca --output --cert --key --signer --alg --source-type --use --parent --component --timestamp --update --sidecar --force --help" ;;
    check) common="$common --title --rulebook --as-of --server --register --as --delivery --note --replaces --upload" ;;
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$common" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _goodgate goodgate
)";

constexpr std::string_view zsh = R"(#compdef goodgate
# goodgate completion for zsh: goodgate completion zsh > "${fpath[1]}/_goodgate"
_goodgate() {
  local -a common=(
    '*--include[only files that fit]:pattern' '*--exclude[no files that fit]:pattern'
    '--jobs[files read at a time]:number' '--no-cache[read every file again]' '--cache[cache file]:file:_files'
    '--json[one JSON document]' '--jsonl[one JSON object a line]' '--junit[JUnit XML]' '--html[one HTML file]'
    '--all[list files without evidence too]' '--show-prompts[prompts in clear]'
    '--quiet[no report for people]' '--colour[when to colour]:when:(auto always never)' '*:path:_files')
  if (( CURRENT == 2 )); then
    _values command 'scan[read files and report their evidence]' 'check[judge a delivery]' 'credentials[validate and sign content credentials]' 'rulebook[decide, test and prove by rulebooks]' 'serve[see goodgate --help]' 'demo[make and serve the sample production]' 'declare[see goodgate --help]' 'uses[see goodgate --help]' 'inbox[see goodgate --help]' 'approve[see goodgate --help]' 'approval[see goodgate --help]' 'decline[see goodgate --help]' 'ask[see goodgate --help]' 'answer[see goodgate --help]' 'assets[see goodgate --help]' 'attach[see goodgate --help]' 'run[see goodgate --help]' 'watch[see goodgate --help]' 'ledger[see goodgate --help]' 'backup[see goodgate --help]' 'restore[see goodgate --help]' 'completion[print a completion script]'
    return
  fi
  case "$words[2]" in
    scan) _arguments $common ;;
    check) _arguments $common '--title[title file]:file:_files' '--rulebook[severities]:file:_files' '--as-of[date]:date' '--server[the desk that judges]:url' '--delivery[its name there]:name' '--upload[send the files too]' ;;
    credentials) if (( CURRENT == 3 )); then
        _values command verify show sign extract trust
      else
        _arguments '--at[as at this time]:time' '*--trust[signers to trust]:file:_files' '*--tsa[time-stamp authorities to trust]:file:_files' '--no-bundled[without the lists of the program]' '--strict-stamps[time stamps need a list]' '--json[one JSON document]' '--c2patool[as c2patool writes it]' '--jobs[files read at a time]:number' '--fetch-remote[ask the address that a file states]' '*--remote-host[host of this house]:host' '--remote-ca[who vouches for hosts]:file:_files' '--output[where to]:file:_files' '--cert[the signer]:file:_files' '--key[private key]:file:_files' '--source-type[how it came about]:name' '*--use[a use of the register]:id' '--timestamp[authority]:url' '--update[leave the content as it is]' '--sidecar[beside the file]' '*:path:_files'
      fi ;;
    rulebook) if (( CURRENT == 3 )); then
        _values command list decide explain recompute check test prove diff replay export push propose publish
      else
        _arguments '--json[one JSON document]' '*--book[book in force]:book:_files' '--as-of[date]:date' '*:file:_files'
      fi ;;
    completion) _values shell bash zsh fish ;;
  esac
}
_goodgate "$@"
)";

constexpr std::string_view fish =
    R"(# goodgate completion for fish: goodgate completion fish > ~/.config/fish/completions/goodgate.fish
complete -c goodgate -n __fish_use_subcommand -a "serve demo declare uses inbox approve approval decline ask answer assets attach run watch ledger backup restore" -d 'See goodgate --help'
complete -c goodgate -n __fish_use_subcommand -a scan -d 'Read files and report their evidence'
complete -c goodgate -n __fish_use_subcommand -a check -d 'Judge a delivery'
complete -c goodgate -n __fish_use_subcommand -a credentials -d 'Validate and sign content credentials'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -a 'verify show sign extract trust'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l at -x -d 'As at this time'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l trust -r -d 'Signers to trust'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l tsa -r -d 'Time-stamp authorities to trust'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l remote-host -x -d 'A host of this house'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l remote-ca -r -d 'Who vouches for hosts'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l cert -r -d 'The signer'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l key -r -d 'Private key'
complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l source-type -x -d 'How it came about'
for flag in json c2patool fetch-remote no-bundled strict-stamps update sidecar force
  complete -c goodgate -n '__fish_seen_subcommand_from credentials' -l $flag
end
complete -c goodgate -n __fish_use_subcommand -a completion -d 'Print a completion script'
complete -c goodgate -n __fish_use_subcommand -a rulebook -d 'Decide, test and prove by rulebooks'
complete -c goodgate -n '__fish_seen_subcommand_from rulebook' -a 'list decide explain recompute check test prove diff replay export push propose publish'
complete -c goodgate -n '__fish_seen_subcommand_from completion' -xa 'bash zsh fish'
complete -c goodgate -n '__fish_seen_subcommand_from check' -l title -r -d 'The title file'
complete -c goodgate -n '__fish_seen_subcommand_from check' -l server -r -d 'The desk that judges'
complete -c goodgate -n '__fish_seen_subcommand_from check' -l upload -d 'Send the files too'
complete -c goodgate -n '__fish_seen_subcommand_from check' -l rulebook -r -d 'Severities and texts'
complete -c goodgate -n '__fish_seen_subcommand_from check' -l as-of -x -d 'Judge as on this date'
for flag in json jsonl junit html all show-prompts quiet no-cache
  complete -c goodgate -n '__fish_seen_subcommand_from scan check' -l $flag
end
for option in include exclude jobs cache colour
  complete -c goodgate -n '__fish_seen_subcommand_from scan check' -l $option -r
end
)";

}  // namespace

std::string_view completion_script(std::string_view shell) {
  if (shell == "bash") return bash;
  if (shell == "zsh") return zsh;
  return shell == "fish" ? fish : std::string_view();
}

}  // namespace gg::cli
