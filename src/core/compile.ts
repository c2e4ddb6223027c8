import Handlebars from 'handlebars';

/** A template that is ready: view in, text out. */
export type Template = (view: object) => string;

/** Where templates become ready; isolated, so that nothing else in the process can add a partial or a helper. */
export interface Workshop {
  /** The partials by name; whoever renders fills them in. */
  readonly partials: Record<string, Template>;
  prepare(path: string, source: string): Template;
}

/** Strict: a name that the view lacks and an unknown helper are exceptions. Values arrive quoted, so none is escaped. */
export const OPTIONS = { noEscape: true, strict: true, knownHelpersOnly: true } as const;

/** A workshop that compiles sources. The build puts one in its place that holds our templates compiled (build/templates.ts). */
export function openWorkshop(): Workshop {
  const handlebars = Handlebars.create();
  return { partials: handlebars.partials, prepare: (_, source) => handlebars.compile(source, OPTIONS) };
}
