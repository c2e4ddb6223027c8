import type { Given } from '../../src/core/answers.ts';
import { type DotnetFacts, detectDotnet } from '../../src/stacks/dotnet/detect.ts';
import { memoryProject } from '../helpers.ts';

export type Files = Readonly<Record<string, string>>;

/** A project file of an SDK with properties and items. */
export function sdk(name: string, properties: Readonly<Record<string, string>> = {}, items = ''): string {
  const lines = Object.entries(properties).map(([key, value]) => `<${key}>${value}</${key}>`);
  return `<Project Sdk="${name}"><PropertyGroup>${lines.join('')}</PropertyGroup><ItemGroup>${items}</ItemGroup></Project>`;
}

export const web = (properties: Readonly<Record<string, string>> = {}, items = '') =>
  sdk('Microsoft.NET.Sdk.Web', { TargetFramework: 'net10.0', ...properties }, items);
export const program = (properties: Readonly<Record<string, string>> = {}, items = '') =>
  sdk('Microsoft.NET.Sdk', { TargetFramework: 'net10.0', OutputType: 'Exe', ...properties }, items);
export const library = (items = '') => sdk('Microsoft.NET.Sdk', { TargetFramework: 'net10.0' }, items);
export const packages = (...names: string[]) => names.map((name) => `<PackageReference Include="${name}" />`).join('');
export const references = (...paths: string[]) =>
  paths.map((path) => `<ProjectReference Include="${path}" />`).join('');

/** What is found of some files, with the pieces that tests look at. */
export function detected(files: Files, given: Given = {}) {
  const found = detectDotnet(memoryProject(files), given);
  const from = (what: string) => found?.detected.find((one) => one.what === what)?.from;
  const facts = found?.facts as DotnetFacts | undefined;
  return { found, answers: found?.answers, from, notes: found?.notes ?? [], one: facts?.program ?? undefined };
}
