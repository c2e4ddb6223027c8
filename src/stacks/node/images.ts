import type { Answers } from '../../core/answers.ts';
import { NGINX_IMAGE } from '../shared/site.ts';
import { BUN_IMAGE, compilerImage, nodeBase } from './bases.ts';
import type { NodeFacts } from './facts.ts';

/** The images of one service's stages and what follows from them. */
export interface NodeImages {
  readonly build: string;
  /** The build image's user where it is not root. */
  readonly buildUser: string | null;
  /** Where the bun program comes from when Bun installs and Node runs; null otherwise. */
  readonly bun: string | null;
  readonly runtime: string;
  /** What starts scripts in the last stage: `node`, `/nodejs/bin/node`, `bun`. */
  readonly program: string;
  readonly user: string;
  readonly shell: boolean;
  /** Whether the last stage's image starts as root. */
  readonly root: boolean;
  /** Whether its user may write the /app that it brings. */
  readonly ownsApp: boolean;
}

/** Which images the answers and facts ask for. */
export function nodeImages(answers: Answers, facts: NodeFacts): NodeImages {
  if (facts.runtime === 'bun') {
    const image = BUN_IMAGE(facts.manager.version);
    return {
      build: image,
      buildUser: null,
      bun: null,
      runtime: image,
      program: 'bun',
      user: '1000:1000',
      shell: true,
      root: true,
      ownsApp: false,
    };
  }
  const base = nodeBase(answers.base);
  const { runtimeVersion } = answers;
  const debian = base.build('0') === nodeBase('slim').build('0');
  return {
    build: facts.compiles && debian ? compilerImage(runtimeVersion) : base.build(runtimeVersion),
    buildUser: base.buildUser,
    bun: facts.manager.id === 'bun' ? BUN_IMAGE(facts.manager.version) : null,
    runtime: facts.shape.kind === 'static' ? NGINX_IMAGE : base.runtime(runtimeVersion),
    program: base.node,
    user: base.user,
    shell: base.shell,
    root: base.root,
    ownsApp: base.ownsApp === true && facts.shape.kind === 'server',
  };
}
