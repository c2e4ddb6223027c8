/** What went wrong, for machines and tests; the message is for people. */
export type ErrorCode =
  | 'usage' // a flag or argument is wrong or missing
  | 'bad-input' // a project file, answer or saved state cannot be read or used
  | 'unquotable' // a value cannot be written safely where it would have to stand
  | 'unpinned' // an image has no digest in the lock, the registry or the catalogue
  | 'findings' // our own audit refused what was about to be written
  | 'conflict' // a file that is not ours differs, and nobody can be asked
  | 'signature' // a signature that a policy requires is missing or not accepted
  | 'file-system' // reading or writing failed
  | 'busy' // another run is at work in the same folder
  | 'registry' // a registry answered with something that cannot be used
  | 'registry-unreachable'; // a passing fault: trying again may help

/** The exit codes that scripts rely on (README and --help). */
export const EXIT = { clean: 0, findings: 1, cannotRun: 2, passingFault: 75, cancelled: 130 } as const;

const EXIT_BY_CODE: Partial<Record<ErrorCode, number>> = {
  conflict: EXIT.findings,
  busy: EXIT.passingFault,
  signature: EXIT.findings,
  'registry-unreachable': EXIT.passingFault,
};

/**
 * What the user can put right. It is printed as one line and a hint, never with a stack; every other exception is a bug of
 * ours and is printed as one.
 */
export class UserError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  /**
   * @param code what kind of fault it is; it decides the exit code
   * @param message one line that names the file, flag or value
   * @param hint one line that says what to do about it
   */
  constructor(code: ErrorCode, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.code = code;
    this.hint = hint;
  }

  get exitCode(): number {
    return EXIT_BY_CODE[this.code] ?? EXIT.cannotRun;
  }
}
