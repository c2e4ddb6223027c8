import type { Project } from '../../core/project.ts';
import { inside } from '../shared/paths.ts';
import { mainProcess, processesOf, processWords, type Reading } from '../shared/procfile.ts';

/** What a service runs when it is no web server, and what says so. */
export interface CommandLine {
  readonly words: readonly string[];
  readonly from: string;
}

const READING: Reading = {
  runners: /^exec[ \t]{1,4}(?=[^-\s])/,
  // PHP's own server and what wraps it are for development, Heroku's wrappers bring a web server of their own
  unfit:
    /^(?:sh|bash)\b|\bphp[ \t]{1,4}-S\b|\bartisan[ \t]{1,4}serve\b|\bspark[ \t]{1,4}serve\b|\bserver:(?:run|start)\b|^symfony\b|heroku-php-/,
  variables: {},
};

const USUAL = [
  'worker.php',
  'consumer.php',
  'bot.php',
  'main.php',
  'run.php',
  'app.php',
  'cli.php',
  'cron.php',
  'server.php',
  'bin/worker.php',
  'bin/worker',
  'bin/console',
  'bin/app',
  'src/main.php',
  'src/worker.php',
];

/** The process that a Procfile says, or a file of a usual name; undefined when nothing runs. */
export function commandLine(project: Project, service: string): CommandLine | undefined {
  const processes = processesOf(project, service);
  const main = mainProcess(processes) ?? processes.find(({ name }) => name === 'worker');
  const words = main ? processWords(main, READING) : null;
  if (main && words) return { words, from: main.from };
  const file = USUAL.find((name) => project.has(inside(service, name)));
  return file === undefined ? undefined : { words: ['php', file], from: inside(service, file) };
}
