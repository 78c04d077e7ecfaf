import type { Command } from 'commander';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type ShellName = (typeof SHELLS)[number];

/** The words that can follow: after the commands so far, which commands, and which options. */
type Place = { after: string; commands: string[]; options: string[] };

/** A script for one shell that completes every command of the program and its options. */
export function completionScript(shell: ShellName, program: Command): string {
  const places = placesOf(program, []);
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](places);
}

function placesOf(command: Command, path: readonly string[]): Place[] {
  const here = {
    after: path.join(' '),
    commands: command.commands.map((child) => child.name()),
    options: command.options.flatMap(({ long }) => (long ? [long] : [])),
  };
  return [here, ...command.commands.flatMap((child) => placesOf(child, [...path, child.name()]))];
}

const wordsOf = ({ commands, options }: Place, everywhere: readonly string[]): string => [...new Set([...commands, ...options, ...everywhere])].join(' ');

/** The options of the program itself, which may stand anywhere. */
const everywhereOf = (places: readonly Place[]): string[] => ['--help', ...(places[0]?.options ?? [])];

function bashScript(places: readonly Place[]): string {
  const cases = places.map((place) => `    '${place.after}') words='${wordsOf(place, everywhereOf(places))}' ;;`);
  const paths = places.map(({ after }) => after).filter((after) => after !== '');
  return [
    '_gatehouse() {',
    "  local word path='' words=''",
    '  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
    '    case " $word" in " -"*) continue ;; esac',
    '    case "${path:+$path }$word" in',
    `      ${paths.map((path) => `'${path}'`).join('|')}) path="\${path:+$path }$word" ;;`,
    '    esac',
    '  done',
    '  case "$path" in',
    ...cases,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "${COMP_WORDS[COMP_CWORD]}"))',
    '  [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))',
    '}',
    'complete -F _gatehouse gatehouse',
  ].join('\n');
}

const zshScript = (places: readonly Place[]): string => ['autoload -U +X bashcompinit && bashcompinit', bashScript(places)].join('\n');

function fishScript(places: readonly Place[]): string {
  const line = (after: string, words: string) => `complete -c gatehouse -n '${conditionOf(after)}' -a '${words}'`;
  const options = everywhereOf(places).map((option) => `complete -c gatehouse -l ${option.slice(2)}`);
  return [...options, ...places.flatMap((place) => [line(place.after, [...place.commands, ...place.options].join(' '))])].join('\n');
}

const conditionOf = (after: string): string =>
  after === '' ? '__fish_use_subcommand' : after.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
