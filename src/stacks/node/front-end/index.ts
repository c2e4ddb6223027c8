/**
 * A Node front end in the folder of another stack's service: built in a stage of its own, its result brought to where the
 * service needs it. A stack plugs it in with a line in each of its parts:
 *
 *     // detect.ts
 *     const frontEnd = findFrontEnd(project, given, { names: (path) => whereSourcesName(path), own: ['assets'] });
 *     return {
 *       detected: [...own, ...frontEnd.detected],
 *       notes: [...own, ...frontEnd.notes],
 *       secrets: [...own, ...frontEnd.secrets],
 *       includes: frontEnd.includes,
 *       facts: { …, frontEnd, context: frontEndContext(frontEnd, own) },
 *     };
 *     // index.ts
 *     questions: (detection) => [...own, ...frontEndQuestions(facts.frontEnd)],
 *     images: (answers, facts) => [...own, ...frontEndImages(answers, facts.frontEnd)],
 *     files: serviceIgnoreFile(spec, context, own, frontEndIgnored(facts.frontEnd, context)),
 *     // view.ts
 *     stages: [...frontEndStages(spec, facts.frontEnd, context), buildStage],
 *     // in the stage that takes the result, after its COPY . . and before what reads it
 *     steps: ['COPY . .', ...frontEndCopies(facts.frontEnd, context), …],
 *
 * `context` is the folder of the build's context as everywhere in a stack's view. `--set frontend=FOLDER|none` and
 * `--set assets=FOLDER[,…]` are the answers where detection cannot know, both below the service's folder; `--set frontendNode=22` is
 * the Node.js that builds it.
 */
export { findFrontEnd } from './find.ts';
export type { BuiltFrontEnd, FrontEnd, FrontEndUse } from './front-end.ts';
export { NO_FRONT_END } from './front-end.ts';
export { frontEndQuestions, frontEndSettings } from './settings.ts';
export {
  frontEndContext,
  frontEndCopies,
  frontEndIgnored,
  frontEndImages,
  frontEndStages,
} from './stages.ts';
