import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

/** Writes the licences of all packages whose code a bundle holds beside it, each under its name and version. */
export function licences(fileName: string): Plugin {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((output) => (output.type === 'chunk' ? output.moduleIds : []));
      const folders = new Set(modules.flatMap((id) => packageFolder(id) ?? []));
      const source = licencesOf([...folders]).join(`\n${'-'.repeat(80)}\n\n`);
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

function packageFolder(id: string): string | undefined {
  return /^[^\0].*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id)?.[0];
}

function licencesOf(folders: readonly string[]): string[] {
  const packages = folders.map(readPackage);
  return packages
    .map(({ name, version, licence, text, repository }) => {
      // one that forgot its file is under that of its neighbour from the same repository
      const same = packages.find((each) => each.repository === repository && each.licence === licence && each.text);
      const found = text ?? same?.text;
      if (!found) throw new Error(`${name} has no licence to hand on`);
      return `${name} ${version}\n\n${found}\n`;
    })
    .sort();
}

interface Package {
  readonly name: string;
  readonly version: string;
  /** As package.json names it. */
  readonly licence: string;
  readonly repository: string;
  /** Of its licence file, or undefined. */
  readonly text: string | undefined;
}

function readPackage(folder: string): Package {
  const { name, version, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file && readFileSync(join(folder, file), 'utf8').trim();
  return { name, version, licence: String(license), repository: JSON.stringify(repository ?? name), text };
}
