import { guide, lockedBy, type Starter, says } from './starter.ts';

/** Sites of tools that are none of Node's: the folder that their own command makes, with no list of packages yet. */
export const PAGES: readonly Starter[] = [
  ...lockedBy(['tool'], {
    name: 'mkdocs',
    scaffold: 'uvx mkdocs==1.6.1 new app',
    page: says('Welcome to MkDocs'),
  }),
  ...lockedBy(['hashes'], {
    name: 'mkdocs',
    scaffold: 'uvx mkdocs==1.6.1 new app && echo mkdocs==1.6.1 > app/requirements.in',
    page: says('Welcome to MkDocs'),
  }),
  ...lockedBy(['tool'], {
    name: 'sphinx-quickstart',
    scaffold: 'uvx --from sphinx==9.2.0 sphinx-quickstart --quiet --project Orders --author Orders app',
    page: says('Orders documentation'),
  }),
  ...lockedBy(['tool'], {
    name: 'sphinx-quickstart --sep',
    scaffold: 'uvx --from sphinx==9.2.0 sphinx-quickstart --quiet --sep --project Orders --author Orders app',
    page: says('Orders documentation'),
  }),
  ...lockedBy(['tool'], {
    name: 'zensical',
    scaffold: 'uvx zensical==0.0.73 new app',
    page: says('Get started'),
  }),
  ...lockedBy(['tool'], { name: 'html', scaffold: guide('html'), page: says('Hello HTML') }),
];
