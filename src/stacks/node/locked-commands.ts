import { isObject, type Project, readJson, valueAt } from '../../core/project.ts';
import type { Manifest } from '../shared/javascript/manifest.ts';
import { inside } from '../shared/paths.ts';

/** The commands of a service's own dependencies, each with the file that it is: `maildev` → `node_modules/maildev/bin/maildev.js`. */
export type LockedCommands = ReadonlyMap<string, string>;

const NAME = /^[\w.-]{1,80}$/;
const FILE = /^(?:\.\/)?(?!\.)[\w@-][\w@.-]{0,80}(?:\/(?!\.)[\w@.-]{1,80}){0,8}$/;
const PACKAGE = /^(?:@[\w.-]{1,100}\/)?(?!\.)[\w.-]{1,100}$/;

/** Reads them from npm's lock, which keeps of every package what its `bin` says; nothing else has to be there. */
export function lockedCommands(project: Project, service: string, { dependencies }: Manifest): LockedCommands {
  const names = Object.keys(dependencies).filter((name) => PACKAGE.test(name));
  const path = inside(service, 'package-lock.json');
  const lock = names.length > 0 && project.has(path) ? readJson(project, path) : undefined;
  return new Map(
    names.flatMap((name) => {
      const bin = valueAt(lock, 'packages', `node_modules/${name}`, 'bin');
      const files = isObject(bin) ? Object.entries(bin) : [];
      return files.flatMap(([command, file]): [string, string][] =>
        NAME.test(command) && typeof file === 'string' && FILE.test(file)
          ? [[command, `node_modules/${name}/${file.replace(/^\.\//, '')}`]]
          : [],
      );
    }),
  );
}
