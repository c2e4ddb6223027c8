import { inside } from '../shared/paths.ts';
import { mainProcess, type Process, processesOf, processWords } from '../shared/procfile.ts';
import { typed } from '../shared/shown.ts';
import { FRAMEWORKS } from './frameworks.ts';
import type { Listens } from './listens.ts';
import { BEHIND, NO_SERVER } from './served.ts';
import type { Found, StartInput } from './start.ts';

/** Shells, and what people run while they develop: a container starts neither. */
const UNFIT = /^(?:sh|bash|foreman|overmind|guard|rerun|shotgun)\b|^(?:\.\/)?bin\/dev\b/;
const RUNNERS = /^(?:(?:exec|env)[ \t]{1,4}){0,2}(?:bundle[ \t]{1,4}exec[ \t]{1,4})?(?=[^-\s])/;

/** What was found, with what a Procfile says in its place: the web process, else the only one. */
export function fromProcfile(input: StartInput, found: Found, listens: Listens): Found {
  const { project, service } = input;
  const processes = processesOf(project, service);
  const main = mainProcess(processes);
  const port = found.port?.port ?? listens.port?.port ?? 3000;
  const words = main ? wordsOf(input, main, port) : null;
  const others = processes.filter((each) => each !== main).slice(0, 5);
  const notes = others.flatMap((other) => {
    const [first] = wordsOf(input, other, port) ?? [];
    return first === undefined
      ? []
      : [`${other.from} also has ${other.name}: run the same image with --entrypoint ${typed(first)}.`];
  });
  if (!main || words === null) return { ...found, notes: [...found.notes, ...notes] };
  const listening =
    main.name === 'web' || found.port !== null ? (found.port ?? { port, from: listens.port?.from ?? 'default' }) : null;
  const worker =
    main.name !== 'web' &&
    FRAMEWORKS.find(({ words: usual }) => usual?.every((word, index) => word === words[index]) ?? false);
  return {
    ...found,
    framework: worker || found.framework,
    words,
    from: main.from,
    port: worker ? null : listening,
    behind: words[0] === 'thrust' ? (found.behind ?? BEHIND) : null,
    notes: [...found.notes.filter((note) => note !== NO_SERVER), ...notes],
  };
}

/** The words of a process; a script of `bin/` is given to Ruby, as images without a shell have no `env` for its first line. */
function wordsOf({ project, service }: StartInput, process: Process, port: number): string[] | null {
  const variables = { PORT: String(port), RACK_ENV: 'production', RAILS_ENV: 'production', APP_ENV: 'production' };
  const words = processWords(process, { runners: RUNNERS, unfit: UNFIT, variables });
  const script = /^(?:\.\/)?(bin\/[\w.-]{1,60})$/.exec(words?.[0] ?? '')?.[1];
  if (words === null || script === undefined) return words;
  const isRuby = /^#!.{0,60}\bruby\b/.test(project.text(inside(service, script))?.slice(0, 200) ?? '');
  return isRuby ? ['ruby', script, ...words.slice(1)] : null;
}
