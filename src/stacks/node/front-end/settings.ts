import type { Question, Setting } from '../../../core/stack.ts';
import type { FrontEnd } from './front-end.ts';

/** The setting that names the folder of the front end, or `none`. */
export const FRONT_END = 'frontend';
/** The setting that names what the build leaves. */
export const ASSETS = 'assets';
/** The setting that names the Node.js which builds it: `--runtime-version` is the service's own. */
export const NODE = 'frontendNode';

/** What may be said of it where the project does not. */
export const frontEndSettings: readonly Setting[] = [
  {
    key: FRONT_END,
    says: 'the folder of the front end that Node builds, or none',
    usual: 'where the service’s sources or its build say that there is one',
  },
  {
    key: ASSETS,
    says: 'the folders that the front end’s build writes, comma separated',
    usual: 'what its own configuration says',
  },
  {
    key: NODE,
    says: 'the version of Node.js that builds the front end',
    usual: 'what its own files ask for',
  },
];

/** What to ask when nothing says what the build leaves. */
export function frontEndQuestions({ asks }: FrontEnd): Question[] {
  return asks
    ? [{ name: 'set', setting: ASSETS, message: 'What the front end’s build writes, below this folder', kind: 'text' }]
    : [];
}
