import { commandChain } from '../../core/command.ts';
import { run } from '../../core/instruction.ts';
import { copyArguments, execForm, pairValue, shellCommand } from '../../core/quote.ts';
import type { Spec } from '../../core/stack.ts';
import { UserError } from '../../errors.ts';
import { paragraphs } from '../shared/paragraphs.ts';
import { resolveInside } from '../shared/paths.ts';
import { type ServicePlan, type Stage, serviceTitle } from '../shared/service.ts';
import { siteRuntime } from '../shared/site.ts';
import type { SiteFacts } from './generator.ts';

/** The setting that says where the pages are after a build of one's own. */
export const FOLDER = 'folder';

/** The Dockerfile of a site: built in one stage, served from the other. */
export function sitePlan(spec: Spec<SiteFacts>): ServicePlan {
  const { answers, facts } = spec;
  const { generator, site } = facts;
  const stage = answers.build === null ? 'source' : 'build';
  const pages = resolveInside(site.home === '.' ? 'app' : `app/${site.home}`, pagesFolder(spec)) ?? 'app';
  return {
    context: site.context,
    title: serviceTitle(spec, [site.build === null ? 'static pages' : site.recipe.made(answers)]),
    stages: [buildStage(spec, stage)],
    runtime: siteRuntime(spec, {
      context: site.context,
      says: `nginx and the pages; no ${site.build === null ? 'package manager' : generator.title}, no set-id file`,
      copies: [`COPY --from=${stage} ${copyArguments([`/${pages}`, './'], 'the folder')}`],
    }),
  };
}

function pagesFolder({ answers, facts }: Spec<SiteFacts>): string {
  const said = answers.set[FOLDER];
  if (said === undefined) return facts.site.folder.path;
  if (resolveInside('.', said) === undefined)
    throw new UserError(
      'usage',
      `--set ${FOLDER}=${JSON.stringify(said.slice(0, 60))} does not lie in the site's folder`,
      'Name it as the build leaves it, such as public.',
    );
  return said;
}

function buildStage(spec: Spec<SiteFacts>, name: string): Stage {
  const { answers, facts } = spec;
  const { home, fetches, recipe } = facts.site;
  const { reference, user } = recipe.image(answers);
  const network = fetches === null ? 'without a network' : `with a network: ${fetches.why}`;
  return {
    name,
    says: answers.build === null ? 'the files, as they are' : `made by ${recipe.made(answers)}, ${network}`,
    image: reference,
    imageUser: user,
    environment: recipe.environment(spec),
    steps: paragraphs([
      ...recipe.before(spec),
      'COPY . .',
      ...recipe.after(spec),
      home === '.' ? '' : `WORKDIR ${pairValue(`/app/${home}`, 'the folder')}`,
      ...builds(spec),
    ]),
  };
}

/** The step that builds; where there is no shell, one in the exec form for each command. */
function builds(spec: Spec<SiteFacts>): string[] {
  const { answers, facts } = spec;
  if (answers.build === null) return [];
  const { fetches, recipe } = facts.site;
  const chain = commandChain(answers.build, 'the build command');
  const flags = [...recipe.mounts(spec), ...(fetches === null ? ['--network=none'] : [])];
  if (recipe.program === null)
    return [
      run(
        flags,
        chain.map((words) => shellCommand(words, 'the build command')),
      ),
    ];
  const program = recipe.program(answers);
  const named = (words: readonly string[]) =>
    words.map((word, at) => (at === 0 && word === facts.generator.id ? program : word));
  return chain.map((words) => ['RUN', ...flags, execForm(named(words), 'the build command')].join(' '));
}
