import { needsShell } from './words.ts';

const CREDENTIAL =
  /(?:secret|token|passw|pwd|api_?key|private|credential|auth|dsn|(?:database|db|mongo|mongodb|redis|postgres|mysql|amqp|rabbitmq)_?(?:url|uri))/i;
/** What the image sets itself, or what has no say in production. */
const LEFT_OUT = new Set(['FORCE_COLOR', 'NO_COLOR', 'BROWSER', 'CI', 'npm_config_yes', 'PATH', 'HOME']);
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/;

/** The variables of a start script that belong into the image, and a sentence for each of the others that matters. */
export function keptVariables(variables: Readonly<Record<string, string>>): {
  environment: Record<string, string>;
  notes: string[];
} {
  const environment: Record<string, string> = {};
  const notes: string[] = [];
  for (const [name, value] of Object.entries(variables)) {
    const reason = leftOut(name, value);
    if (reason === undefined) environment[name] = value;
    else if (reason !== '') notes.push(`The start script sets ${name}; it is left out of the image, for ${reason}.`);
  }
  return { environment, notes };
}

/** Why a variable is left out; empty when that needs no word. */
function leftOut(name: string, value: string): string | undefined {
  if (LEFT_OUT.has(name)) return '';
  if (name === 'NODE_ENV') return value === 'production' ? '' : 'the image runs with NODE_ENV=production';
  if (CREDENTIAL.test(name)) return 'it looks like a credential: give it to the container instead';
  if (/^(?:HOST|HOSTNAME|BIND)$/.test(name) && LOCAL.test(value))
    return 'nothing outside the container could reach that address';
  if (name === 'NODE_OPTIONS' && /--inspect/.test(value)) return 'it opens the debugger';
  return needsShell(value.replaceAll('*', '').replaceAll('?', '')) ? 'its value needs a shell' : undefined;
}
