import type { Project } from '../../core/project.ts';
import { inside, upwards } from '../shared/paths.ts';
import { shown } from '../shared/shown.ts';
import { toolAsks } from '../shared/tool-files.ts';
import type { VersionAsk } from '../shared/version-files.ts';

/** The release of Erlang/OTP that a line of Elixir runs on. */
export interface Otp {
  readonly value: string;
  readonly from: string | null;
  readonly notes: readonly string[];
}

/** The OTP release: what files pin, as far as the line's images have it; asdf's Elixir may name it too (`1.18.4-otp-27`). */
export function otpFor(
  project: Project,
  service: string,
  elixir: VersionAsk | undefined,
  known: readonly string[],
): Otp {
  const usual = known[0] ?? '29';
  const suffix = /-otp-(\d{2})$/.exec(elixir?.value ?? '')?.[1];
  const pinned = upwards(service).flatMap((folder) => [
    ...toolAsks(project, folder).filter(({ tool }) => tool === 'erlang'),
  ]);
  const asked = [
    ...pinned,
    ...buildpack(project, service, 'erlang'),
    ...(suffix === undefined || !elixir ? [] : [{ value: suffix, from: elixir.from }]),
  ].find(({ value }) => /^\d{2}(?:\.|$)/.test(value));
  if (!asked) return { value: usual, from: null, notes: [] };
  const major = asked.value.slice(0, 2);
  if (known.includes(major)) return { value: major, from: asked.from, notes: [] };
  const note = `${asked.from} asks for Erlang/OTP ${shown(asked.value)}, which images of this Elixir do not have: ${usual} is used.`;
  return { value: usual, from: asked.from, notes: [note] };
}

/** Heroku's buildpack: `elixir_version=1.18.4` in elixir_buildpack.config. */
export function buildpack(project: Project, service: string, tool: 'elixir' | 'erlang'): VersionAsk[] {
  const path = inside(service, 'elixir_buildpack.config');
  const value = new RegExp(`^${tool}_version=['"]?([\\w.-]{1,40})`, 'm').exec(project.text(path) ?? '')?.[1];
  return value === undefined ? [] : [{ value, from: `${path} ${tool}_version` }];
}
