import { parse } from 'shell-quote';
import { UserError } from '../errors.ts';
import { inQuotes } from './quote.ts';

/** The words of a command that is to be run as it is, without a shell (`--start "node dist/server.js"`). */
export function execWords(text: string, what: string): string[] {
  const [words, ...more] = commandChain(text, what);
  if (!words || more.length > 0) refuse(text, what, 'is more than one command');
  return words;
}

/**
 * A command that a person gave (`--build "npm run a && npm run b"`) taken apart: plain commands joined by `&&`, each in words.
 * Whoever writes them into RUN quotes every word again. Pipes, redirections, substitutions and comments are refused.
 * @throws UserError `unquotable` that names the command
 */
export function commandChain(text: string, what: string): string[][] {
  const chain: string[][] = [[]];
  for (const token of parse(text, (name: string) => `$${name}`)) {
    if (typeof token === 'string') {
      if (token.includes('$') || token.includes('`'))
        refuse(text, what, 'uses a variable or a substitution, which only a shell would fill in');
      chain.at(-1)?.push(token);
    } else if ('op' in token && token.op === '&&') chain.push([]);
    else if ('pattern' in token) chain.at(-1)?.push(token.pattern);
    else refuse(text, what, `uses ${'op' in token ? JSON.stringify(token.op) : 'a comment'}`);
  }
  if (chain.some((words) => words.length === 0)) refuse(text, what, 'is empty or ends in &&');
  return chain;
}

function refuse(text: string, what: string, why: string): never {
  const shown = inQuotes(text);
  throw new UserError(
    'unquotable',
    `${what} ${shown} ${why}`,
    'Give plain commands, joined by && where there are several.',
  );
}
