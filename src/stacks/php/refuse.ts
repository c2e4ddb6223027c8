import type { Given } from '../../core/answers.ts';
import { UserError } from '../../errors.ts';
import { basesFor } from './bases.ts';
import type { DocumentRoot } from './document-root.ts';
import { HARDENED } from './extension-data.ts';
import type { Extensions } from './extensions.ts';
import type { Server } from './server.ts';

interface Choice {
  readonly server: Server;
  readonly version: string;
  readonly root: DocumentRoot | undefined;
  readonly extensions: Extensions;
}

/** What does not go together is said before anything is written. */
export function refuse({ base }: Given, { server, version, root, extensions }: Choice): void {
  const kinds = basesFor(server);
  if (base !== undefined && /^(?:distroless|chainguard|hardened)$/.test(base) && !kinds.includes(base))
    throw new UserError(
      'usage',
      `--base ${base} has no ${server === 'frankenphp' ? 'FrankenPHP' : 'PHP that this tool can prepare'}`,
      `Take --base ${kinds.join(', ')}, or an image of your own.`,
    );
  const more = extensions.wanted.filter(({ name }) => !HARDENED.has(name));
  if (base === 'hardened' && more.length > 0)
    throw new UserError(
      'usage',
      `--base hardened has nothing to install extensions with, and this service needs ${more.map(({ name }) => name).join(', ')} (${more[0]?.from})`,
      'Take --base slim or alpine.',
    );
  if (server !== 'frankenphp') return;
  if (!/^8\.[2-9]$/.test(version))
    throw new UserError(
      'usage',
      `FrankenPHP comes with PHP 8.2 and later, and this service runs on ${version}`,
      'Take --set server=fpm.',
    );
  if (root?.folder === '.')
    throw new UserError(
      'usage',
      'FrankenPHP would serve every file beside index.php, the whole project with it',
      'Move index.php into a folder of its own (public), or take --set server=fpm.',
    );
}
