import type { ForeignNames } from '../../core/foreign-names.ts';
import { calledAfter, NO_VERSION } from '../shared/image-names.ts';

/** How other Dockerfiles name what makes sites. What serves them, such as nginx, serves the pages of any stack. */
export const siteForeign: ForeignNames = {
  images: [
    // those that are written in Python or Ruby have its version here, which theirs is not
    {
      name: /\/(?:squidfunk\/mkdocs-material|sphinxdoc\/sphinx|jekyll\/(?:jekyll|builder))$/,
      version: NO_VERSION,
      base: 'only',
    },
    { name: /\/(?:gohugoio\/hugo|hugomods\/hugo|klakegg\/hugo|getzola\/zola|peaceiris\/mdbook)$/, base: 'only' },
    calledAfter('hugo|zola|mdbook|mkdocs|zensical|jekyll|sphinx', NO_VERSION),
  ],
  variable: 'HUGO_VERSION',
};
