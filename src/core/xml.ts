import { SAXParser } from 'sax';
import { UserError } from '../errors.ts';
import type { Project } from './project.ts';

/** One element of an XML file. Everything in it is foreign text. */
export interface Element {
  /** As it is written, a namespace's prefix included. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly Element[];
  /** Its own text, trimmed; what its children say is theirs. */
  readonly text: string;
  /** Where it begins, from 1. */
  readonly line: number;
}

interface Open extends Element {
  readonly children: Open[];
  text: string;
}

/** Levels that a file may have; what people write has a tenth of it. */
const DEEPEST = 256;

/**
 * An XML file (pom.xml, a project of .NET) as its root element. A DOCTYPE is passed over: no entity but XML's own five is
 * known, so that none can grow, and nothing is fetched.
 * @returns undefined when the file is not there or empty
 * @throws UserError `bad-input` that names file and line when it is not XML
 */
export function readXml(project: Project, path: string): Element | undefined {
  const text = project.text(path)?.replace(/^\uFEFF/, '');
  return text === undefined || text.trim() === '' ? undefined : parseXml(text, path);
}

/** The same for a text that is at hand. `path` is what the error names. */
export function parseXml(text: string, path: string): Element {
  const parser = new SAXParser(true, { position: true, lowercase: false });
  const top: Open = { name: '', attributes: new Map(), children: [], text: '', line: 1 };
  const open: Open[] = [top];
  const here = () => open.at(-1) ?? top;
  const stop = (what: string) => {
    throw new UserError(
      'bad-input',
      `${path} is not valid XML (line ${parser.line + 1}: ${what})`,
      'Mend the file and run again.',
    );
  };
  let line = 1;
  parser.onerror = ({ message }) => stop(message.split('\n')[0] ?? '');
  parser.onopentagstart = () => {
    line = parser.line + 1;
  };
  parser.onopentag = ({ name, attributes }) => {
    if (open.length > DEEPEST) stop('nested too deeply');
    if (open.length === 1 && top.children.length > 0) stop('a second root element');
    const values = Object.entries(attributes).map(([key, value]) => [key, String(value)] as const);
    const element: Open = { name, attributes: new Map(values), children: [], text: '', line };
    here().children.push(element);
    open.push(element);
  };
  parser.ontext = (part) => {
    here().text += part;
  };
  parser.oncdata = parser.ontext;
  parser.onclosetag = () => {
    const closed = open.pop();
    if (closed) closed.text = closed.text.trim();
  };
  parser.write(text).close();
  const [root] = top.children;
  return root ?? stop('it holds no element');
}

/** The elements with a name below an element, one level down. */
export function childrenOf(element: Element | undefined, name: string): readonly Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The first element at a path of names below an element. */
export function childAt(element: Element | undefined, ...names: string[]): Element | undefined {
  let current = element;
  for (const name of names) current = childrenOf(current, name)[0];
  return current;
}

/** The text of the first element at a path of names, or undefined when it is not there or says nothing. */
export function textAt(element: Element | undefined, ...names: string[]): string | undefined {
  return childAt(element, ...names)?.text || undefined;
}
