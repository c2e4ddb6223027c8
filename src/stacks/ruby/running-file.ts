import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import type { Framework } from './frameworks.ts';
import type { Listens } from './listens.ts';
import { rubySources } from './sources.ts';
import type { Found, StartInput } from './start.ts';

const SINATRA_PORT = 4567;
const USUAL = ['main.rb', 'app.rb', 'server.rb', 'bot.rb', 'worker.rb', 'run.rb', 'start.rb', 'application.rb'];
const RUNS =
  /^[ \t]{0,4}(?:if|end if)[ \t]{1,4}(?:__FILE__[ \t]{0,4}==[ \t]{0,4}\$(?:0|PROGRAM_NAME)|\$(?:0|PROGRAM_NAME)[ \t]{0,4}==[ \t]{0,4}__FILE__)/m;
const CLASSIC = /^[ \t]{0,4}require[ (]{1,2}["']sinatra["']/m;

/** A file that serves by itself as soon as it is run: Sinatra's classic style. */
export function classicFile(project: Project, service: string): string | undefined {
  return rubySources(project, service).find(({ text }) => CLASSIC.test(text) || /^[ \t]{0,4}run![ \t]+if\b/m.test(text))
    ?.path;
}

/** A file of a usual name, or the only one that runs when it is started. */
export function fromFile(
  { project, service, given }: StartInput,
  framework: Framework | null,
  listens: Listens,
): Found {
  const classic = framework?.id === 'sinatra' ? classicFile(project, service) : undefined;
  const usual = USUAL.map((file) => inside(service, file)).find((path) => project.has(path));
  const running = rubySources(project, service).filter(({ text }) => RUNS.test(text));
  const one = classic ?? usual ?? (running.length === 1 ? running[0]?.path : undefined);
  const path = one !== undefined && /^[\w./-]+$/.test(one) ? one : undefined;
  const file = path === undefined || service === '.' ? path : path.slice(service.length + 1);
  const fallback = {
    port: given.port ?? (classic ? SINATRA_PORT : 8080),
    from: given.port == null ? 'default' : 'your answer',
  };
  const opens = classic !== undefined || listens.opens || file === undefined;
  return {
    framework: classic ? framework : null,
    words: file === undefined ? null : ['ruby', file],
    from: path ?? 'default',
    port: opens && given.port !== null ? (given.port === undefined ? (listens.port ?? fallback) : fallback) : null,
    behind: null,
    notes: [],
  };
}
