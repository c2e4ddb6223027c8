import type { Said } from '../core/earlier.ts';
import { expand } from '../dockerfile/expand.ts';
import { namedWords, type Reading } from './reading.ts';
import { baseName } from './start-words.ts';

/** What a HEALTHCHECK asks. */
export interface SaidHealth {
  readonly healthcheck?: Said<string>;
  readonly port?: Said<number>;
  readonly notes: readonly string[];
}

const LONGEST = 4000;
/** An address of this very machine in a command or in a script; group 1 is the port, group 2 the path. */
const ADDRESS =
  /(?:\bhttps?:\/\/)?(?<![\w.-])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):?(\d{1,5}|\$\{\w{1,30}[.(][\w.()'"]{1,60}\}|\$\{?\w{1,60}(?::-\d{1,5})?\}?)?(\/[^\s'"`)|;,\\]{0,500})?/g;
/** A probe that we build where an image has nothing to ask with: the program or its folder, then port and path in this order. */
const PROBE = /(?:^|\s)\/healthcheck(?:\/\S{1,80})?(?: \w\S{0,80}){1,3} (\/\S{0,500})(?: \w{1,60})?$/;
/** `path: '/healthz'` of Node's `http.get`, Python's `request('GET', '/healthz')`, Ruby's `get('/healthz')`, PHP's `REQUEST_URI`. */
const OPTION =
  /(?:\bpath['"]?\s{0,4}:|\brequest\(['"](?:GET|HEAD)['"],|\.get\(|\bREQUEST_URI['"]\s{0,4}=>)\s{0,4}['"`](\/[^'"`\s]{0,500})['"`]/;
/** What is said over a plain connection: `GET /healthz HTTP/1.0`. */
const REQUEST = /\b(?:GET|HEAD) (\/[^\s'"]{0,500}) HTTP\/1/;
/** PHP-FPM is asked in its own protocol; of a ping only the script has a name. */
const SCRIPT = /\bSCRIPT_NAME['"]\s{0,4}=>\s{0,4}['"](\/[^'"\s]{0,500})['"]/;

/** The path, and the port, that the health check of the final stage asks; a check that asks no page is a note. */
export function readHealth(reading: Reading): SaidHealth {
  const { final, at } = reading;
  const instruction = final.healthcheck;
  const command = instruction?.inner;
  if (!instruction || !command) return { notes: [] };
  const from = at(instruction.line);
  const text = (command.json?.join(' ') ?? command.args.text).slice(0, LONGEST);
  const asked = [...text.matchAll(ADDRESS)].find(([whole, port, path]) => path || port || whole.startsWith('http'));
  const lookup = (name: string) => final.env.get(name) ?? null;
  const path =
    PROBE.exec(text)?.[1] ??
    OPTION.exec(text)?.[1] ??
    REQUEST.exec(text)?.[1] ??
    SCRIPT.exec(text)?.[1] ??
    (asked ? expand(asked[2] ?? '/', lookup) : undefined);
  if (path === undefined || path === null) return { notes: [notTaken(text, from)] };
  const port = SCRIPT.test(text) ? Number.NaN : Number(expand(asked?.[1] ?? '', lookup) ?? '');
  return {
    healthcheck: { value: path, from },
    ...(Number.isInteger(port) && port >= 1024 && port <= 65_535 && { port: { value: port, from } }),
    notes: [],
  };
}

function notTaken(text: string, from: string): string {
  const words = text.split(/\s+/, 8).filter((word) => word !== '');
  const shown = namedWords([baseName(words[0] ?? ''), ...words.slice(1)]);
  return `${from} checks the health with ${shown}, which asks no page of the service: --healthcheck PATH says which one answers, or none.`;
}
