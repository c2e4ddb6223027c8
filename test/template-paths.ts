import Handlebars from 'handlebars';

/** A path of a template that no view of a blueprint has, or a construct that this walk does not know. */
export interface Problem {
  readonly template: string;
  readonly line: number;
  readonly what: string;
}

/** What walking templates with real views has seen. */
export interface Walk {
  readonly problems: Map<string, Problem>;
  /** `template:line:column` of every path that was looked up at least once. */
  readonly seen: Set<string>;
  readonly partials: Set<string>;
}

type Templates = ReadonlyMap<string, string>;
type Context = readonly unknown[];

/** An empty record of a walk. */
export function newWalk(): Walk {
  return { problems: new Map(), seen: new Set(), partials: new Set() };
}

/**
 * Looks up every path of a template in a view: also those of `{{#if}}`, which Handlebars' strict mode leaves alone, so that a
 * misspelt name is silent there. Bodies are walked whatever their condition says, but for `with` nothing and `each` of nothing.
 */
export function walkTemplate(walk: Walk, templates: Templates, template: string, view: unknown): void {
  const source = templates.get(template);
  if (source === undefined) add(walk, template, 0, 'there is no such template');
  else new PathWalker(walk, templates, template, [view]).accept(Handlebars.parse(source));
}

/** `template:line:column` of every path in some templates. */
export function allPaths(templates: Templates): string[] {
  const all: string[] = [];
  for (const [template, source] of templates) {
    const visitor = new Handlebars.Visitor();
    visitor.PathExpression = ({ original, loc }) => {
      if (!BLOCKS.has(String(original))) all.push(placeOf(template, loc));
    };
    visitor.PartialStatement = () => {};
    visitor.accept(Handlebars.parse(source));
  }
  return all;
}

const BLOCKS = new Set(['if', 'unless', 'with', 'each']);

class PathWalker extends Handlebars.Visitor {
  readonly #walk: Walk;
  readonly #templates: Templates;
  readonly #template: string;
  #context: Context;

  constructor(walk: Walk, templates: Templates, template: string, context: Context) {
    super();
    this.#walk = walk;
    this.#templates = templates;
    this.#template = template;
    this.#context = context;
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (node.params.length > 0) this.#add(node, 'a helper, and there are none');
    else this.#lookUp(node.path as hbs.AST.PathExpression);
  }

  override BlockStatement(node: hbs.AST.BlockStatement): void {
    const name = node.path.original;
    const [param] = node.params;
    if (!BLOCKS.has(name) || param?.type !== 'PathExpression') this.#add(node, `a block that is not known: ${name}`);
    else
      for (const context of this.#inner(name, this.#lookUp(param as hbs.AST.PathExpression))) this.#body(node, context);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    const name = (node.name as hbs.AST.PathExpression).original;
    const path = `partials/${name}.hbs`;
    const source = this.#templates.get(path);
    if (source === undefined || node.params.length > 0) this.#add(node, `a partial that is not known: ${name}`);
    else new PathWalker(this.#walk, this.#templates, path, this.#context).accept(Handlebars.parse(source));
    this.#walk.partials.add(path);
  }

  #body({ program, inverse }: hbs.AST.BlockStatement, context: Context): void {
    const outer = this.#context;
    this.#context = context;
    this.accept(program);
    this.#context = outer;
    if (inverse) this.accept(inverse);
  }

  /** The contexts of a block's body: the same one for a condition, one for each element of a list. */
  #inner(block: string, value: unknown): readonly Context[] {
    if (block === 'if' || block === 'unless') return [this.#context];
    if (block === 'with') return value === null || value === undefined ? [] : [[value, ...this.#context]];
    return (Array.isArray(value) ? value : []).map((element) => [element, ...this.#context]);
  }

  #lookUp(path: hbs.AST.PathExpression): unknown {
    this.#walk.seen.add(placeOf(this.#template, path.loc));
    let value = this.#context[path.depth];
    for (const part of path.parts) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
        this.#add(path, `no view has ${path.original}`);
        return undefined;
      }
      value = (value as Record<string, unknown>)[part];
    }
    if (value === undefined) this.#add(path, `${path.original} is undefined`);
    return value;
  }

  #add({ loc }: hbs.AST.Node, what: string): void {
    add(this.#walk, this.#template, loc.start.line, what);
  }
}

function add({ problems }: Walk, template: string, line: number, what: string): void {
  problems.set(`${template}:${line} ${what}`, { template, line, what });
}

function placeOf(template: string, { start }: hbs.AST.SourceLocation): string {
  return `${template}:${start.line}:${start.column}`;
}
