import type { Generator } from '../generator.ts';
import { html } from './html.ts';
import { hugo } from './hugo.ts';
import { jekyll } from './jekyll.ts';
import { mdbook } from './mdbook.ts';
import { mkdocs } from './mkdocs.ts';
import { sphinx } from './sphinx.ts';
import { zensical } from './zensical.ts';
import { zola } from './zola.ts';

/** In order: the first whose site is found is it. */
export const generators: readonly Generator[] = [
  zola, // before hugo: of the two only its config.toml has base_url
  hugo,
  jekyll,
  zensical, // before mkdocs, whose configuration it reads as well
  mkdocs,
  mdbook,
  sphinx, // below the documentation tools that are named by a file of their own: a conf.py is many things
  html, // last: a page may be part of any of them
];
