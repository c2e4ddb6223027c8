/** A package as a file asks for it. */
export interface Requirement {
  /** As PEP 503 writes it: `Flask_Login` is `flask-login`. */
  readonly name: string;
  readonly extras: readonly string[];
  /** What stands behind the name: a version, an address, a marker. */
  readonly rest: string;
}

/** One name for all spellings of a package. */
export function packageName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** `uvicorn[standard]>=0.30; python_version > "3"` taken apart; undefined when it does not begin with a name. */
export function requirement(text: string): Requirement | undefined {
  const [, name, extras = '', rest = ''] =
    /^([A-Za-z0-9][A-Za-z0-9._-]{0,100})\s{0,4}(?:\[([^\]]{0,200})\])?(.{0,2000})/.exec(text.trim()) ?? [];
  if (name === undefined) return undefined;
  return { name: packageName(name), extras: extras.split(',').map(packageExtra).filter(Boolean), rest: rest.trim() };
}

function packageExtra(text: string): string {
  return text.trim().toLowerCase();
}
