import type { Project } from '../../core/project.ts';
import { type Element, readXml } from '../../core/xml.ts';
import { UserError } from '../../errors.ts';
import { shown } from '../shared/shown.ts';

/** A project that people write has some hundred lines, with all that it imports; hundreds of large ones would take minutes. */
export const LONGEST = 256 * 1024;
/** Of all projects of a folder together. */
const LONGEST_TOGETHER = 8 * 1024 * 1024;

interface Read {
  readonly elements: Map<string, Element | undefined>;
  characters: number;
}

const alreadyRead = new WeakMap<Project, Read>();

/** A file as XML; each is read once, for many projects import the same ones. */
export function readShort(project: Project, path: string): Element | undefined {
  const read = alreadyRead.get(project) ?? { elements: new Map(), characters: 0 };
  alreadyRead.set(project, read);
  if (read.elements.has(path)) return read.elements.get(path);
  const { length } = project.text(path) ?? '';
  if (length > LONGEST)
    throw new UserError('bad-input', `${shown(path)} is too large for a project file`, 'It may have 256 KiB.');
  read.characters += length;
  if (read.characters > LONGEST_TOGETHER)
    throw new UserError('bad-input', `${shown(path)} is one project file too many`, 'They may have 8 MiB together.');
  const element = readXml(project, path);
  read.elements.set(path, element);
  return element;
}

/** `Name/1.2.3` for each SDK of a project, without the version. */
export function sdksOf(root: Element | undefined): string[] {
  const named = (root?.attributes.get('Sdk') ?? '').split(';');
  const elements = (root?.children ?? []).flatMap(({ name, attributes }) =>
    name === 'Sdk' ? [attributes.get('Name') ?? ''] : name === 'Import' ? [attributes.get('Sdk') ?? ''] : [],
  );
  return [...new Set([...named, ...elements].map((sdk) => (sdk.split('/')[0] ?? '').trim()).filter(Boolean))];
}
