/** Ends of names whose value is a credential: `spring.datasource.password`, `SHOP_API_TOKEN`, `shopPassword`, `-Ddb.password`. */
const NAME =
  '[\\w.%-]{0,100}(?:password|passwd|passphrase|token|secret|(?:secret|private|access|api|auth|account|encryption|signing)[._-]?key)';

/**
 * A credential in a file of settings, one `name = value` or `name: value` a line or several in a table; its value is the first
 * group that is there. The default of a variable (`${DB_PASSWORD:shop}`) is none.
 */
export const SETTING = new RegExp(
  `(?<![\\w.%-])(?<!\\$\\{)(?:["']?)(?!%(?:dev|test)\\.)${NAME}["']?[ \\t]{0,8}[=:][ \\t]{0,8}(?:\\{[ \\t]{0,8}value[ \\t]{0,8}=[ \\t]{0,8})?(?:"([^"\\n]{1,500})"|'([^'\\n]{1,500})'|([^\\s"',;<]{1,500}))`,
  'gi',
);

/** The same in an element of XML. */
export const ELEMENT = new RegExp(`<${NAME}>\\s{0,40}([^<\\s]{1,500})\\s{0,40}<`, 'gi');

/** What another place fills in: `${NPM_TOKEN}`, `$(NuGetToken)`, `{{ token }}`, `#{…}`, `<%= … %>`; as a whole `$TOKEN`, `%TOKEN%`, `@token@`. */
const FILLED_IN = /\$[{(]|\{\{|#\{|<%|^\$\w{1,100}$|^%\w{1,100}%$|^@[\w.-]{1,100}@$/;
/** Values that the user's own key opens: Maven's, Spring Cloud's, Jasypt's; and a place where the value lies. */
const ELSEWHERE = /^(?:\{[A-Za-z0-9+/=]{4,}\}|\{cipher\}|ENC\(|(?:file|classpath|env|vault|sm):|\/[\w./-]{0,200}$)/;
/** Switches, small numbers, marks of YAML and of comments: no value at all. */
const NOTHING = /^(?:true|false|yes|no|on|off|none|null|nil|\d{1,3}|\W{0,8})$|^[#&!]\s?/i;
/** Words that ask to be replaced. A weak password is one all the same: `postgres` and `password` may well be in use. */
const TO_REPLACE =
  /^(?:change[-_ ]?(?:me|it|this)|replace[-_ ]?(?:me|this|with)|your[-_ ]|put[-_ ]|insert[-_ ]|enter[-_ ]|x{3,}$|to-?do$|tbd$|fixme$|placeholder$|example$|dummy$|redacted$|<)/i;

/** Whether a value is a credential that is written out: nothing that is filled in, encrypted, elsewhere or still to be replaced. */
export function isWrittenOut(value: string): boolean {
  return ![FILLED_IN, ELSEWHERE, NOTHING, TO_REPLACE].some((pattern) => pattern.test(value));
}

/** Whether a place of a text stands in a comment. */
const COMMENT = /(?:^|\n)[ \t]{0,20}(?:[#!;]|\/\/)[^\n]{0,180}$/;

/** The matches of patterns whose value, the first group that is there, is written out and in no comment. */
export function writtenOut(text: string, patterns: readonly RegExp[]): RegExpExecArray[] {
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .filter((match) => {
      const value = match.slice(1).find((group) => group !== undefined) ?? '';
      return isWrittenOut(value) && !COMMENT.test(text.slice(Math.max(0, match.index - 200), match.index));
    });
}
