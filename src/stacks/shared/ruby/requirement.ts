/** One condition of RubyGems: `~> 3.3`, `>= 3.2.0`, `3.4.2`. */
const CONDITION = /^(~>|>=|<=|!=|=|>|<)?[ \t]{0,4}(\d{1,2})(?:\.(\d{1,2}))?(?:\.(\d{1,3}))?$/;
const MOST = 20;

/** Whether some release of a line (`3.3`, or any of its versions) fits all conditions; undefined when they cannot be read. */
export function allowsLine(requirement: string, version: string): boolean | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const conditions = requirement
    .split(',', MOST)
    .map((condition) => condition.trim())
    .filter(Boolean);
  if (conditions.length === 0) return undefined;
  const answers = conditions.map((condition) => allows(condition, major * 100 + minor));
  return answers.includes(undefined) ? undefined : !answers.includes(false);
}

/** @param line 100 × major + minor, so that lines compare as numbers */
function allows(condition: string, line: number): boolean | undefined {
  const [match, operator = '=', major = '', minor = '0', patch] = CONDITION.exec(condition) ?? [];
  if (match === undefined) return undefined;
  const asked = Number(major) * 100 + Number(minor);
  const precise = patch !== undefined;
  switch (operator) {
    case '~>':
      if (precise) return line === asked;
      return line >= asked && Math.floor(line / 100) === Number(major);
    case '>=':
    case '>':
      return line >= asked;
    case '<':
      return Number(patch ?? 0) > 0 ? line <= asked : line < asked;
    case '<=':
      return precise ? line <= asked : line < asked;
    case '!=':
      return true;
    default:
      return line === asked;
  }
}

/** The one version that a condition allows: `3.4.2`, and for `3.4` its first, as RubyGems reads it; undefined for a range. */
export function exactVersion(condition: string): string | undefined {
  const plain = condition.trim().replace(/^ruby-/, '');
  const [match, operator = '=', major, minor, patch = '0'] = CONDITION.exec(plain) ?? [];
  return match !== undefined && operator === '=' && minor !== undefined ? `${major}.${minor}.${patch}` : undefined;
}
