import type { Project } from '../../core/project.ts';
import type { Evidence } from '../../core/stack.ts';
import { listeningEvidence } from '../shared/listens.ts';
import { inside } from '../shared/paths.ts';
import { type Bundle, bundlerVersion } from '../shared/ruby/bundle.ts';
import type { Start } from './start.ts';

/** What was found, and what said so. */
export function evidenceOf(version: Evidence, bundle: Bundle | undefined, start: Start): Evidence[] {
  const { framework, words, port, listens, from } = start;
  const bundler = bundlerVersion(bundle);
  return [
    version,
    ...(bundle ? [{ what: 'packageManager', value: 'bundler', from: bundle.lock?.path ?? bundle.manifest.path }] : []),
    ...(bundler === null
      ? []
      : [{ what: 'packageManagerVersion', value: bundler, from: `${bundle?.lock?.path} BUNDLED WITH` }]),
    ...(framework ? [{ what: 'framework', value: framework.id, from }] : []),
    ...(words ? [{ what: 'start', value: words.join(' '), from }] : []),
    ...listeningEvidence(port, port && listens.health),
  ];
}

/** What has to be there to make assets, and is not in the image that makes them. */
export function assetNotes(
  project: Project,
  service: string,
  bundle: Bundle | undefined,
  { framework }: Start,
): string[] {
  const gems = bundle?.gems;
  const script = gems?.has('execjs') && !gems.has('mini_racer');
  const hanami = framework?.id === 'hanami' && project.has(inside(service, 'package.json'));
  return [
    ...(script
      ? ['execjs needs a JavaScript engine where assets are made, which the image does not have: add mini_racer.']
      : []),
    ...(hanami ? ['The assets of Hanami are not made in the build: run hanami assets compile before it.'] : []),
  ];
}
