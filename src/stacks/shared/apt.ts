import { cacheMount, run } from '../../core/instruction.ts';
import { shellWord } from '../../core/quote.ts';

/** An instruction that installs packages of Debian; empty for none. Their lists lie in a cache and are still removed: checkers look for it. */
export function aptInstall(packages: readonly string[]): string {
  if (packages.length === 0) return '';
  const caches = [cacheMount('apt', '/var/cache/apt'), cacheMount('apt-lists', '/var/lib/apt')];
  const names = packages.map((name) => shellWord(name, 'the package')).join(' ');
  return run(caches, [`apt-get install --update -y --no-install-recommends ${names}`, 'rm -rf /var/lib/apt/lists/*']);
}
