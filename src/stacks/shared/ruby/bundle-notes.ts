import type { Bundle } from './bundle.ts';
import { isCompiled } from './bundle.ts';
import type { Lock } from './lockfile.ts';

/** Gems that are of no use without their compiled form: the program in them is not Ruby. */
const COMPILED_ONLY = ['thruster', 'tailwindcss-ruby', 'dartsass-ruby'];

/** What to know of a bundle before it is installed on Linux. */
export function bundleNotes(bundle: Bundle | undefined, base: string): string[] {
  if (!bundle) return [];
  const { lock, manifest, gems } = bundle;
  if (lock === null)
    return gems.size === 0
      ? []
      : [
          `There is no lock file beside ${manifest.path}, so installs are not reproducible: run bundle lock and commit what it writes.`,
        ];
  const notes: string[] = [];
  if (manifest.ruby && manifest.ruby.engine === null && lock.ruby === null)
    notes.push(
      `${manifest.path} asks for a Ruby and ${lock.path} does not hold it, which Bundler refuses: run bundle lock.`,
    );
  if (!lock.checksums && gems.size > 0)
    notes.push(`${lock.path} has no checksums: bundle lock --add-checksums writes them, and Bundler 2.6 checks them.`);
  if (lock.bundler?.startsWith('1.'))
    notes.push(`${lock.path} was written by Bundler ${lock.bundler}: run bundle update --bundler.`);
  return [...notes, ...platformNotes(bundle, lock, base)];
}

function platformNotes({ gems }: Bundle, lock: Lock, base: string): string[] {
  const musl = base === 'alpine';
  const suffix = musl ? '-musl' : '';
  const add = `run bundle lock --add-platform x86_64-linux${suffix} aarch64-linux${suffix}`;
  const fits = (platform: string) =>
    platform === 'ruby' || (/linux/.test(platform) && (!musl || !/-gnu/.test(platform)));
  if (lock.platforms.length > 0 && !lock.platforms.some(fits))
    return [`${lock.path} is for ${lock.platforms.slice(0, 3).join(', ')} only, and Bundler refuses it here: ${add}.`];
  const missing = COMPILED_ONLY.filter((name) => gems.has(name) && !isCompiled(gems.get(name) ?? null, musl));
  return missing.map((name) => `${lock.path} has no ${name} for Linux, and its source alone does not run: ${add}.`);
}
