import { defineStack, type Question } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { isPlainPattern, serviceIgnoreFile } from '../shared/ignore.ts';
import { inside } from '../shared/paths.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { NGINX_IMAGE, NGINX_PARENT, siteConfig } from '../shared/site.ts';
import { detectStatic, siteBeside } from './detect.ts';
import { siteForeign } from './foreign.ts';
import type { SiteFacts } from './generator.ts';
import { generators } from './generators/index.ts';
import { FOLDER, sitePlan } from './view.ts';

/** Sites that other tools than Node.js make, and pages that nobody has to make. */
export const site = defineStack<SiteFacts>({
  id: 'static',
  title: 'Static site',
  proof: {
    built: 'MkDocs, Zensical, Sphinx, plain HTML',
    checked: 'Hugo, Zola, Jekyll, mdBook',
  },
  yields: true,
  // config.toml and _config.yml are files of many tools: detection knows which, their names do not say it
  foreign: siteForeign,
  manifests: ['hugo.toml', 'hugo.yaml', 'zola.toml', 'mkdocs.yml', 'zensical.toml', 'book.toml', 'conf.py'],
  hints: [
    ...['mkdocs.yaml', 'hugo.yml', 'hugo.json', '_config.yml', '_config.yaml', '_config.toml'].map((name) => ({
      name,
    })),
    ...['config.toml', 'config.yaml', 'config.yml', 'config.json'].map((name) => ({ name })),
    { name: 'index.html', page: true },
  ],
  // below a monorepo's root a library's documentation is no service beside it; in the folder that was asked for it is what there is to serve
  isService: ({ answers, facts }) => (answers.service === '.' ? facts.generator.id !== 'html' : facts.alone),
  frameworks: generators,
  settings: [
    { key: FOLDER, says: 'the folder of the pages that the build leaves', usual: 'what the generator writes' },
  ],
  detect: detectStatic,
  beside: siteBeside,

  questions({ facts }) {
    const version: Question = { name: 'runtimeVersion', message: 'Version', kind: 'text' };
    const build: Question = { name: 'build', message: 'Build command (plain commands, joined by &&)', kind: 'text' };
    return [
      {
        name: 'framework',
        message: 'Made by',
        kind: 'select',
        choices: generators.map(({ id, title, packages }) => ({ value: id, title, description: packages.join(', ') })),
      },
      ...(facts.site.build === null ? [] : [version, build]),
      { name: 'port', message: 'Port', kind: 'text' },
    ];
  },

  images(answers, { site: { recipe } }) {
    return [...new Set([recipe.image(answers).reference, ...recipe.others, NGINX_IMAGE])];
  },

  parents: () => [...generators.flatMap(({ parents }) => parents), NGINX_PARENT],

  files(spec) {
    const { context, home, folder, ignored } = spec.facts.site;
    const made = inside(home, folder.path);
    return [
      serviceDockerfile(spec, sitePlan(spec)),
      siteConfig(spec, context, 'folders'),
      serviceIgnoreFile(
        spec,
        context,
        { built: folder.path !== '.' && spec.answers.build !== null && isPlainPattern(made) ? [made] : [] },
        ignored,
      ),
    ];
  },

  nextSteps: (spec) => nextSteps(spec, spec.facts.site.context),
});
