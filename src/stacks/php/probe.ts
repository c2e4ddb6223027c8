import type { Spec } from '../../core/stack.ts';
import { sitePort } from '../shared/site.ts';
import type { PhpFacts } from './facts.ts';
import { FPM_PING } from './health.ts';
import { fpmAddress, serverOf } from './server.ts';

/**
 * The health check: PHP itself asks, so the image needs no curl. PHP-FPM is asked in its own language, FastCGI, as nginx does.
 * @returns the words of the exec form, or null for no check
 */
export function healthProbe(spec: Spec<PhpFacts>): string[] | null {
  const { answers, facts } = spec;
  const { healthcheck } = answers;
  const server = serverOf(answers.start);
  // FastCGI writes the length of a field into one byte, and of longer ones into four
  if (healthcheck === null || server === 'cli' || healthcheck.length > 127) return null;
  if (server === 'fpm') return ['php', '-r', askFpm(fpmAddress(answers.set).port, fieldsFor(healthcheck, facts))];
  const guessed = healthcheck === '/' && facts.health === undefined;
  return ['php', '-r', askHttp(`http://127.0.0.1:${sitePort(spec)}${healthcheck}`, guessed)];
}

type Fields = Readonly<Record<string, string>>;

/** What FastCGI says of a request; its own ping is no script. */
function fieldsFor(path: string, { root }: PhpFacts): Fields {
  const method = { REQUEST_METHOD: 'GET' };
  if (path === FPM_PING) return { SCRIPT_FILENAME: path, SCRIPT_NAME: path, ...method };
  const folder = root === undefined || root.folder === '.' ? '/app' : `/app/${root.folder}`;
  const request = { REQUEST_URI: path, SERVER_PROTOCOL: 'HTTP/1.1', HTTP_HOST: 'localhost' };
  return { SCRIPT_FILENAME: `${folder}/index.php`, SCRIPT_NAME: '/index.php', ...method, ...request };
}

/** One request: its begin, its fields, no body. Well is what answers with a head that names no status from 400 on. */
function askFpm(port: number, fields: Fields): string {
  const pairs = Object.entries(fields).map(([name, value]) => `${phpText(name)} => ${phpText(value)}`);
  return [
    `$f = ''`,
    `foreach ([${pairs.join(', ')}] as $k => $v) $f .= chr(strlen($k)) . chr(strlen($v)) . $k . $v`,
    `$r = fn($t, $b) => pack('CCnnn', 1, $t, 1, strlen($b), 0) . $b`,
    `$s = fsockopen('127.0.0.1', ${port}, $e, $m, 2)`,
    `stream_set_timeout($s, 2)`,
    `fwrite($s, $r(1, pack('nCx5', 1, 0)) . $r(4, $f) . $r(4, '') . $r(5, ''))`,
    `$h = strstr(stream_get_contents($s), "\\r\\n\\r\\n", true)`,
    `exit($h === false || preg_match('/Status: [45]/', $h) ? 1 : 0);`,
  ].join('; ');
}

/** A path that somebody named must answer below 400, the guessed one below 500. */
function askHttp(url: string, guessed: boolean): string {
  const context = `stream_context_create(['http' => ['timeout' => 2, 'follow_location' => 0]])`;
  return [
    `$h = @get_headers(${phpText(url)}, false, ${context})`,
    `exit(!$h || preg_match('/ [${guessed ? '' : '4'}5]\\d\\d/', $h[0]) ? 1 : 0);`,
  ].join('; ');
}

/** A literal of PHP, in single quotes: only they and the backslash mean anything there. */
function phpText(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
