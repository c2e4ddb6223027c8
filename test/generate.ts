import { createHash } from 'node:crypto';
import type { Answers, Given } from '../src/core/answers.ts';
import { detect } from '../src/core/detect.ts';
import type { RenderedFile } from '../src/core/plan.ts';
import type { Project } from '../src/core/project.ts';
import { render } from '../src/core/render.ts';
import { serviceNames } from '../src/core/service-names.ts';
import { completeAnswers, neededSecrets } from '../src/core/spec.ts';
import type { Blueprint, Detection, Dialect, Question, Spec } from '../src/core/stack.ts';
import { pinnedText } from '../src/images/pin.ts';
import { loadTemplates } from '../src/io/templates.ts';
import { stacks } from '../src/stacks/index.ts';

const templates = loadTemplates();
const DIALECT: Dialect = { engine: 'buildkit', pinStyle: 'tag+digest' };

/** What a project comes to without a registry: the pure part of create, with made-up digests. */
export interface Generated {
  readonly detection: Detection;
  /** The questions that `create --yes` would stop at. */
  readonly open: readonly Question[];
  readonly answers: Answers;
  readonly spec: Spec;
  readonly blueprints: readonly Blueprint[];
  readonly files: readonly RenderedFile[];
}

/** Runs detection, answers, view and rendering; a digest is the hash of its reference, so nothing needs to be masked. */
export function generate(project: Project, given: Given = {}, dialect: Dialect = DIALECT): Generated {
  const { stack, detection } = detect(project, stacks, given);
  const answers = completeAnswers(detection, given);
  const secrets = neededSecrets(detection.secrets, answers.secrets);
  const spec: Spec = {
    project: project.name,
    name: serviceNames(project.name, new Map([[answers.service, []]])).get(answers.service) ?? '',
    answers,
    facts: detection.facts,
    secrets,
    variables: detection.variables ?? [],
    image: (reference) => fakePin(reference, dialect),
    dialect,
  };
  const blueprints = stack.files(spec);
  const set = { ...detection.answers.set, ...given.set };
  const known: Given = { ...detection.answers, ...given, set };
  const open = stack
    .questions(detection)
    .filter(({ name, setting }) => (setting === undefined ? known[name] : known.set?.[setting]) === undefined)
    .filter(({ optional }) => !optional);
  return { detection, open, answers, spec, blueprints, files: render(blueprints, templates) };
}

function fakePin(reference: string, { pinStyle }: Dialect): string {
  const digest = `sha256:${createHash('sha256').update(reference).digest('hex')}`;
  const pin = {
    reference,
    digest,
    kind: 'index',
    source: 'registry',
    resolvedAt: '2026-11-24',
    signature: 'not-checked',
    signer: null,
  } as const;
  return pinnedText(pin, pinStyle);
}
