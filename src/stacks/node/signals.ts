import { run } from '../../core/instruction.ts';
import { shellWord } from '../../core/quote.ts';
import type { NodeFacts } from './facts.ts';

/**
 * The first process of a container gets no default signal handling: without a handler of its own, SIGTERM does nothing and
 * every stop takes the full ten seconds until SIGKILL. This module, loaded before the program, ends the process at once —
 * unless the program has a handler too, which then has the say.
 */
const END_ON_SIGNAL =
  "for (const s of ['SIGTERM', 'SIGINT']) process.on(s, () => { if (process.listenerCount(s) < 2) process.exit(143); });";

/** Bun preloads files only. */
const BUN_PRELOAD = '/usr/local/lib/end-on-signal.js';

/** The RUN that writes what Bun preloads; empty where nothing is preloaded. */
export function writePreload({ handlesSignals, runtime }: NodeFacts): string {
  if (handlesSignals || runtime === 'node') return '';
  const module = END_ON_SIGNAL.replaceAll("'", '"');
  const write = `await Bun.write("${BUN_PRELOAD}", ${JSON.stringify(module)})`;
  return run([], [`bun --eval ${shellWord(write, 'the module')}`]);
}

/** Everything between the program and the script: Yarn's Plug'n'Play, and the end at SIGTERM. */
export function programOptions(facts: NodeFacts): string[] {
  return [...plugAndPlay(facts), ...signalOptions(facts)];
}

/** What Yarn itself puts in front of a script: the resolver, and for ES modules its loader. */
function plugAndPlay({ manager, manifest, shape }: NodeFacts): string[] {
  if (manager.linker !== 'pnp' || shape.dependencies === 'none') return [];
  const loader = manifest.type === 'module' ? ['--experimental-loader', '/app/.pnp.loader.mjs'] : [];
  return ['--require', '/app/.pnp.cjs', ...loader];
}

/** Options before the script that make SIGTERM end a program without a handler; none where the sources have one. */
function signalOptions({ handlesSignals, runtime }: NodeFacts): string[] {
  if (handlesSignals) return [];
  return runtime === 'bun' ? ['--preload', BUN_PRELOAD] : ['--import', `data:text/javascript,${END_ON_SIGNAL}`];
}
