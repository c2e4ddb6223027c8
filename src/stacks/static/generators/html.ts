import { run } from '../../../core/instruction.ts';
import { shellCommand } from '../../../core/quote.ts';
import { inside } from '../../shared/paths.ts';
import { NGINX_IMAGE, NGINX_USER, NGINX_VERSION, siteConfigName } from '../../shared/site.ts';
import { type Generator, type Input, PLAIN } from '../generator.ts';

/** Where the pages are when they are not beside everything else. */
const FOLDERS = ['.', 'public', 'www', 'htdocs', 'html', 'site'];

export const html: Generator = {
  id: 'html',
  title: 'HTML',
  packages: ['index.html'],
  own: [],

  find(input) {
    const folder = FOLDERS.find((each) => hasPage(input, each));
    if (folder === undefined) return undefined;
    const from = inside(input.service, inside(folder, 'index.html'));
    const whole = folder === '.';
    return {
      config: from,
      context: input.service,
      home: '.',
      version: { what: 'runtimeVersion', value: NGINX_VERSION, from: 'default' },
      build: null,
      folder: { path: folder, from },
      fetches: null,
      recipe: {
        ...PLAIN,
        image: () => ({ reference: NGINX_IMAGE, user: NGINX_USER }),
        made: () => 'the files',
        // it is in the folder because the last stage needs it, and is no page
        after: (spec) =>
          whole ? [run([], [`rm ${shellCommand([siteConfigName(spec, spec.answers.service)], 'the file')}`])] : [],
      },
      notes: whole
        ? [
            'Everything in the folder becomes a page that anybody can fetch, but for dot files and what .dockerignore names.',
          ]
        : [],
      secrets: [],
      ignored: { development: ['**/node_modules'] },
    };
  },

  parents: [],
};

function hasPage({ project, service }: Input, folder: string): boolean {
  return project.has(inside(service, inside(folder, 'index.html')));
}
