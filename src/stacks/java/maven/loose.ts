import { childAt, textAt } from '../../../core/xml.ts';
import { shown } from '../../shared/shown.ts';
import { dependenciesOf, pluginsOf } from './items.ts';
import { filled, lineage, type Pom } from './pom.ts';

/** Versions that mean another artifact tomorrow: Maven has no lock file that would hold them. */
const LOOSE = /^(?:LATEST|RELEASE)$|^[[(].*[\])]$|-SNAPSHOT$/;
const MOST = 5;

/** Notes on versions that no build can be repeated with. */
export function looseVersions(pom: Pom): string[] {
  const parents = lineage(pom).flatMap(({ xml, path, parent }) => {
    const named = childAt(xml, 'parent');
    const version = filled(pom, textAt(named, 'version'));
    return named && version && parent === null ? [{ version, from: `${path}:${named.line}` }] : [];
  });
  const own = new Set(lineage(pom).map(({ xml }) => textAt(xml, 'groupId') ?? textAt(xml, 'parent', 'groupId')));
  const items = [...dependenciesOf(pom), ...pluginsOf(pom)].filter(
    ({ group, version }) => !(own.has(group) && /-SNAPSHOT$/.test(version ?? '')),
  );
  const loose = [...parents, ...items].filter(({ version }) => version !== undefined && LOOSE.test(version));
  return loose
    .slice(0, MOST)
    .map(
      ({ version, from }) =>
        `${from} asks for ${shown(version ?? '')}, which is another artifact another day, and Maven has no lock file: name one version.`,
    );
}
