import { shellWord } from '../../../../../core/quote.ts';
import type { Member, Recipe } from '../recipe.ts';

/** The file with npm's credentials, which all but Yarn from 2 on read. */
export const NPMRC: Recipe['secret'] = { id: 'npmrc', target: '/root/.npmrc', source: '$HOME/.npmrc' };

/** A command of the parts that apply. */
export const words = (...parts: (string | false)[]) => parts.filter((part) => part !== false).join(' ');
/** A script's name, quoted. */
export const named = (name: string) => shellWord(name, 'the script name');
/** The option of pnpm and Bun that names a member. */
export const filter = ({ name }: Member) => `--filter=${shellWord(name, 'the workspace name')}`;
