import type { Graph } from './graph.ts';
import type { DotnetProject, Kind } from './projects.ts';

/** A kind of program that people call by a name, and what tells it. */
export interface Framework {
  readonly id: string;
  readonly from: string;
}

interface Row {
  readonly id: string;
  readonly title: string;
  /** SDKs, packages or files, as the README's table names them. */
  readonly packages: readonly string[];
  readonly kinds: readonly Kind[];
}

/** In order: what says more comes first. */
export const FRAMEWORKS: readonly Row[] = [
  { id: 'grpc', title: 'gRPC', packages: ['Grpc.AspNetCore'], kinds: ['web'] },
  {
    id: 'blazor',
    title: 'Blazor',
    packages: ['Microsoft.AspNetCore.Components.WebAssembly.Server'],
    kinds: ['web'],
  },
  { id: 'orleans', title: 'Orleans', packages: ['Microsoft.Orleans.Server'], kinds: ['web', 'worker', 'console'] },
  { id: 'aspnet', title: 'ASP.NET Core', packages: ['Microsoft.NET.Sdk.Web'], kinds: ['web'] },
  {
    id: 'blazor-wasm',
    title: 'Blazor WebAssembly',
    packages: ['Microsoft.NET.Sdk.BlazorWebAssembly'],
    kinds: ['wasm'],
  },
  {
    id: 'worker',
    title: 'Worker',
    packages: ['Microsoft.NET.Sdk.Worker', 'Microsoft.Extensions.Hosting'],
    kinds: ['worker', 'console'],
  },
];

/** What a program is called, or null for a plain one. */
export function frameworkOf(project: DotnetProject, { projects }: Graph): Framework | null {
  const sdks = project.evaluation.sdks.map((sdk) => sdk.toLowerCase());
  for (const { id, packages, kinds } of FRAMEWORKS) {
    if (!kinds.includes(project.kind)) continue;
    const found = packages.find(
      (name) => sdks.includes(name.toLowerCase()) || project.packages.has(name.toLowerCase()),
    );
    if (found !== undefined) return { id, from: `${project.path} ${found}` };
    // a server that hands out pages which another project builds for the browser
    if (id === 'blazor' && projects.some(({ kind }) => kind === 'wasm'))
      return { id, from: projects.find(({ kind }) => kind === 'wasm')?.path ?? project.path };
  }
  return null;
}
