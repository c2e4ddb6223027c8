import { Composer, type Document, isAlias, isMap, isSeq, Lexer, type ParsedNode, Parser } from 'yaml';

/** Why a text is not read as YAML, and where it goes wrong. */
export class YamlFault extends Error {
  /** Offset in the text. */
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** Levels of lists and maps: what people write has a tenth of it, and the parser of more runs out of its stack. */
const DEEPEST = 128;
/** Anchors and tags before one value: two are allowed. */
const MOST_PROPERTIES = 8;

/**
 * Reads the documents of a YAML text, in a time that grows with its length only: the first fault ends it, and so does nesting
 * without end. That keys are unique is not checked, for that takes the square of their number.
 * @throws YamlFault
 */
export function readDocuments(text: string, merge = false): Document.Parsed<ParsedNode>[] {
  const composer = new Composer<ParsedNode>({ prettyErrors: false, uniqueKeys: false, logLevel: 'silent', merge });
  const documents: Document.Parsed<ParsedNode>[] = [];
  // it collects faults by itself, a million if need be, and each costs a look at those before
  Object.assign(composer, { onError: stopAtFault });
  for (const document of composer.compose(tokens(text), false, text.length)) {
    const [error] = document.errors;
    if (error) throw new YamlFault(error.message, error.pos[0]);
    documents.push(document);
  }
  return documents;
}

/**
 * What a document says, as plain values. Aliases are bounded, so that none can grow, and none stands within what it names: who
 * walks through a value of that kind never comes to its end.
 * @throws YamlFault
 */
export function plainValue(document: Document.Parsed<ParsedNode> | undefined): unknown {
  refuseCircles(document?.contents, new Set());
  return document?.toJS({ maxAliasCount: 100 });
}

function refuseCircles(node: ParsedNode | null | undefined, open: Set<string>): void {
  if (isAlias(node) && open.has(node.source))
    throw new YamlFault('an alias stands within what it names', node.range[0]);
  if (!isMap(node) && !isSeq(node)) return;
  const { anchor } = node;
  const outer = anchor !== undefined && open.has(anchor);
  if (anchor !== undefined) open.add(anchor);
  const inner = isMap(node) ? node.items.flatMap(({ key, value }) => [key, value]) : node.items;
  for (const each of inner) refuseCircles(each as ParsedNode | null, open);
  if (anchor !== undefined && !outer) open.delete(anchor);
}

function stopAtFault(source: unknown, _code: unknown, message: string, isWarning?: boolean): void {
  if (!isWarning) throw new YamlFault(message, placeOf(source));
}

/** The parser names a place by its offset, a range, or a token with either. */
function placeOf(source: unknown): number {
  if (typeof source === 'number') return source;
  if (Array.isArray(source)) return placeOf(source[0]);
  if (typeof source !== 'object' || source === null || !('offset' in source)) return 0;
  return placeOf(source.offset);
}

/** What the parser makes of a text, as long as it stays within bounds. */
function* tokens(text: string): ReturnType<Parser['parse']> {
  const parser = new Parser();
  let properties = 0;
  let at = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') throw new YamlFault(token.message, token.offset);
      yield token;
    }
    if (parser.stack.length > DEEPEST) throw new YamlFault('it is nested too deeply', at);
    at = parser.offset;
    if (/^[&!]/.test(lexeme)) properties += 1;
    else if (!/^[\s#]/.test(lexeme)) properties = 0;
    if (properties > MOST_PROPERTIES) throw new YamlFault('a value has more anchors and tags than it can have', at);
  }
  yield* parser.end();
}
