/** One answer to `--base` for a runtime: which images, who runs in the last stage, and whether it has a shell. */
export interface StackBase {
  /** The image of the stages before the last. */
  readonly build: string;
  readonly runtime: string;
  /** `uid:gid` of the last stage; numeric, so that Kubernetes can see that it is not root. */
  readonly user: string;
  /** Whether the last stage can run commands: only then is there anything to remove and to strip. */
  readonly shell: boolean;
  /** Whether the last stage's image starts as root; if not, the stage becomes root first where it has commands to run. */
  readonly root: boolean;
  /** The build image's own user where that is not root: its build stages work as root and hand back to it. */
  readonly buildUser: string | null;
  /** Whether the last stage's image brings an /app that its user may write: root's own is then laid over it. */
  readonly ownsApp?: true;
}

/** Runtime families by the answer to `--base`, made for a version. */
export type StackBases = Readonly<Record<string, (version: string) => StackBase>>;

/** A base for compiled programs on an image that starts as root; 10001 collides with nobody. */
export function withShell(build: string, runtime: string): StackBase {
  return { build, runtime, user: '10001:10001', shell: true, root: true, buildUser: null };
}

/** A base for compiled programs on an image that starts as `nonroot`, as distroless, Chainguard and hardened ones all call 65532. */
export function withoutShell(build: string, runtime: string): StackBase {
  return { build, runtime, user: '65532:65532', shell: false, root: false, buildUser: null };
}

/** The base for an answer; another image reference is taken as Debian-like with a shell, for the build too. */
export function stackBase(bases: StackBases, answer: string, version: string): StackBase {
  const known = Object.hasOwn(bases, answer) ? bases[answer] : undefined;
  return known?.(version) ?? withShell(answer, answer);
}
