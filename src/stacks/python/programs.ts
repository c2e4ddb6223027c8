import { inside } from '../shared/paths.ts';
import type { Manifest } from '../shared/python/manifest.ts';
import type { Source } from '../shared/sources.ts';
import { FRAMEWORKS } from './frameworks.ts';
import { pythonSources } from './sources.ts';
import { PLAIN, type Start, type StartInput, wants } from './starting.ts';

/** What a framework's own file looks like, where a file is started as it is. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  streamlit: /^(?:import|from)[ \t]{1,4}streamlit\b/m,
  gradio: /\.launch\(/,
  aiohttp: /\brun_app\(/,
};

/** A file that a framework starts as it is, or a worker of a queue. */
export function fromScript(input: StartInput): Start | undefined {
  const { project, service, manifest } = input;
  const sources = pythonSources(project, service);
  for (const framework of FRAMEWORKS.filter(
    ({ kind, makes }) => (kind === 'script' || kind === 'worker') && makes.length === 0,
  )) {
    if (!wants(input, framework.id) || !framework.packages.some((name) => manifest?.packages.has(name))) continue;
    if (framework.id === 'rq' && !sources.some(({ text }) => /\bFlask\(|\bFastAPI\(/.test(text)))
      return { ...PLAIN, framework, words: ['rq', 'worker', '--with-scheduler'], from: 'rq' };
    const source = sources.find(({ path, text }) => SCRIPTS[framework.id]?.test(text) && /^[\w./-]+$/.test(path));
    if (!source) continue;
    const path = relative(service, source.path);
    const words = framework.id === 'streamlit' ? ['streamlit', 'run', path] : ['python', path];
    return { ...PLAIN, framework, words, from: source.path };
  }
  return undefined;
}

/** The one program that a package brings, or the one that is called like the package. */
export function fromPackage(manifest: Manifest | undefined): Start | undefined {
  if (!manifest?.packaged) return undefined;
  const names = [...manifest.scripts.keys()].filter((name) => /^[A-Za-z0-9][\w.-]{0,60}$/.test(name));
  const [only] = names;
  if (only === undefined || names.length > 1) return undefined;
  return { ...PLAIN, words: [only], from: `${manifest.path} scripts.${only}` };
}

const USUAL = [
  'main.py',
  'app.py',
  'bot.py',
  'worker.py',
  'run.py',
  'server.py',
  'start.py',
  '__main__.py',
  'src/main.py',
  'app/main.py',
  'src/bot.py',
  'bot/main.py',
];
const RUNS = /^if[ \t]{1,4}__name__[ \t]{0,4}==[ \t]{0,4}["']__main__["']/m;

/** A file of a usual name, or the only one that runs when it is started. */
export function fromFile({ project, service }: StartInput): Start {
  const usual = USUAL.find((file) => project.has(inside(service, file)));
  if (usual !== undefined) return { ...PLAIN, words: ['python', usual], from: inside(service, usual) };
  const running = pythonSources(project, service).filter(({ text }) => RUNS.test(text));
  const module = running.find(({ path }) => path.endsWith('/__main__.py'));
  const [only, ...others] = module ? [module] : running;
  if (!only || others.length > 0) return { ...PLAIN, words: null, from: 'default' };
  return { ...PLAIN, words: ['python', ...scriptWords(service, only)], from: only.path };
}

/** `python -m package` for a package's `__main__.py`, else the file. */
function scriptWords(service: string, { path }: Source): string[] {
  const file = relative(service, path);
  const module = /^([\w/]+)\/__main__\.py$/.exec(file)?.[1];
  return module === undefined ? [file] : ['-m', module.replaceAll('/', '.')];
}

function relative(service: string, path: string): string {
  return service === '.' ? path : path.slice(service.length + 1);
}
