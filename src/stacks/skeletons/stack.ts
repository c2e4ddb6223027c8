import type { Given } from '../../core/answers.ts';
import type { Around } from '../../core/around.ts';
import type { Project } from '../../core/project.ts';
import { type Detection, defineStack, type Stack } from '../../core/stack.ts';
import { nextSteps } from '../../core/view.ts';
import { UserError } from '../../errors.ts';
import { baseFamily } from '../../images/bases.ts';
import { type StackBase, withShell } from '../shared/bases.ts';
import { serviceIgnoreFile } from '../shared/ignore.ts';
import { NOT_KNOWN_SIGNED, parentImages } from '../shared/parents.ts';
import { serviceDockerfile } from '../shared/service.ts';
import { shown } from '../shared/shown.ts';
import { earlierVersion } from '../shared/version-files.ts';
import { listensOn } from './listens.ts';
import type { Look, Named, Skeleton } from './skeleton.ts';
import { evidenceOf, notesOf, PROGRAM, questionsOf, type SkeletonFacts } from './told.ts';
import { lineVersion } from './versions.ts';
import { skeletonPlan } from './view.ts';

/** Makes a stack of a language's data. */
export function skeletonStack(skeleton: Skeleton): Stack {
  const { id, title, proof, manifests, yields = false, ignored } = skeleton;
  const baseOf = (answer: string, version: string, look: Look) => imagesOf(skeleton, answer, version, look);
  return defineStack<SkeletonFacts>({
    id,
    title,
    proof,
    foreign: { ...skeleton.foreign, ownRuns: true },
    manifests,
    settings: [{ key: PROGRAM, says: 'the program to build', usual: 'the only one; asked where there are several' }],
    yields,
    isService: ({ facts }) => facts.look.programs.length > 0,
    detect: (project, given, around) => detectSkeleton(skeleton, project, given, around),
    questions: ({ facts }) => questionsOf(skeleton, facts.look),
    images({ base, runtimeVersion }, { look }) {
      const { build, runtime } = baseOf(base, runtimeVersion, look);
      return [...new Set([build, runtime])];
    },
    parents: () => [
      ...parentImages([skeleton.bases(null)], skeleton.versions).map((image) => ({
        ...image,
        ...(/^[\w-]+\/[\w-]+:/.test(image.reference) ? { publisher: title, signedBy: NOT_KNOWN_SIGNED } : {}),
      })),
      ...(skeleton.others ?? []),
    ],
    files(spec) {
      const { base, runtimeVersion, service } = spec.answers;
      const plan = skeletonPlan(spec, skeleton, baseOf(base, runtimeVersion, spec.facts.look));
      return [serviceDockerfile(spec, plan), serviceIgnoreFile(spec, service, { ...ignored, private: [] })];
    },
    nextSteps: (spec) => nextSteps(spec, spec.answers.service),
  });
}

function imagesOf(skeleton: Skeleton, answer: string, version: string, look: Look): StackBase {
  const bases = skeleton.bases(look);
  const [usual] = Object.values(bases);
  const known = Object.hasOwn(bases, answer) ? bases[answer] : undefined;
  // an image of one's own runs what the language's own image has built
  return known?.(version) ?? withShell(usual?.(version).build ?? answer, answer);
}

function detectSkeleton(
  skeleton: Skeleton,
  project: Project,
  given: Given,
  around?: Around,
): Detection<SkeletonFacts> | undefined {
  const service = given.service ?? '.';
  const look = skeleton.look(project, service);
  if (!look) return undefined;
  refuseBase(skeleton, given, look);
  const program = chosenProgram(look, given);
  const version = lineVersion(
    skeleton.title,
    look.asked,
    skeleton.versions,
    earlierVersion(skeleton.id, given, around),
  );
  const listens = listensOn(project, service, skeleton.sources, look);
  const runtimeVersion = given.runtimeVersion ?? version.version;
  const recipe = skeleton.recipe({ look, version: runtimeVersion, program: program?.name ?? 'app' });
  const canAsk = recipe.compiler !== null || given.base === 'alpine';
  return {
    stack: skeleton.id,
    answers: {
      stack: skeleton.id,
      service,
      framework: null,
      packageManager: look.manager?.name ?? null,
      runtimeVersion,
      base: Object.keys(skeleton.bases(look))[0] ?? 'slim',
      build: null,
      ...(program ? { start: [...recipe.start, ...(look.words ?? [])], set: { [PROGRAM]: program.name } } : {}),
      port: listens.port?.port ?? null,
      healthcheck: canAsk ? (listens.health?.path ?? null) : null,
    },
    detected: evidenceOf(look, version.evidence, program, canAsk ? listens : { ...listens, health: null }),
    notes: [...version.notes, ...notesOf(look, program)],
    secrets: look.fetches ? (look.secrets ?? []) : [],
    facts: { look, listens },
  };
}

function chosenProgram({ programs }: Look, given: Given): Named | undefined {
  const named = given.set?.[PROGRAM];
  if (named === undefined) return programs.length === 1 ? programs[0] : undefined;
  if (!/^[\w][\w.+-]{0,99}$/.test(named))
    throw new UserError('usage', `--set ${PROGRAM}=${shown(named)} is no name of a program`);
  return programs.find(({ name }) => name === named) ?? { name: named, from: 'your answer' };
}

function refuseBase(skeleton: Skeleton, { base }: Given, look: Look): void {
  const known = skeleton.bases(look);
  if (base === undefined || baseFamily(base) === undefined || Object.hasOwn(known, base)) return;
  throw new UserError(
    'usage',
    `--base ${base} has no image that runs what ${skeleton.title} builds here`,
    `Take --base ${Object.keys(known).join(' or ')}, or an image of your own.`,
  );
}
