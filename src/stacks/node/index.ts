import { defineStack } from '../../core/stack.ts';
import { dockerfilePath, nextSteps } from '../../core/view.ts';
import { detectNode } from './detect.ts';
import type { NodeFacts } from './facts.ts';
import { nodeForeign } from './foreign.ts';
import { frameworks } from './frameworks/index.ts';
import { ignoreFile } from './ignore.ts';
import { nodeImages } from './images.ts';
import { contextOf } from './layout.ts';
import { nodeParents } from './parents.ts';
import { questionsFor } from './questions.ts';
import { isNodeService, mayBeNodeService } from './service.ts';
import { staticFiles } from './static-view.ts';
import { nodeView, writablePaths } from './view.ts';

/** Node.js and Bun services: servers, workers and sites that a Node tool builds. */
export const node = defineStack<NodeFacts>({
  id: 'node',
  title: 'Node.js',
  proof: {
    built: 'npm, pnpm, Yarn 1 and 4, Bun, workspaces; servers, full stacks and sites, native modules, Bun as runtime',
    checked: 'what the table of starters does not name',
  },
  foreign: nodeForeign,
  manifests: ['package.json'],
  isService: isNodeService,
  mayServe: mayBeNodeService,
  frameworks,
  detect: detectNode,
  questions: questionsFor,

  images(answers, facts) {
    const { build, bun, runtime } = nodeImages(answers, facts);
    return [...new Set([build, ...(bun ? [bun] : []), runtime])];
  },

  parents: nodeParents,

  files(spec) {
    const dockerfile =
      spec.facts.shape.kind === 'static'
        ? staticFiles(spec)
        : [{ path: dockerfilePath(spec, contextOf(spec)), template: 'node/Dockerfile.hbs', view: nodeView(spec) }];
    return [...dockerfile, ignoreFile(spec)];
  },

  nextSteps(spec) {
    const { user } = nodeImages(spec.answers, spec.facts);
    return nextSteps(spec, contextOf(spec), writablePaths(spec.facts, user));
  },
});
