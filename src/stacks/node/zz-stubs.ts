import type { Project } from '../../core/project.ts';
import type { Manifest } from './manifest.ts';
export function startOf(project: Project, service: string, m: Manifest) {
  const s = /node ([\w./-]+)/.exec(m.scripts.start ?? '')?.[1];
  return {
    start: s ? [s] : null,
    environment: {},
    from: 'stub',
    notes: [] as string[],
    runtime: 'node' as 'node' | 'bun',
    build: null,
  };
}
export function registries(..._: unknown[]) {
  return {
    secrets: [{ id: 'npmrc', required: false, for: 'install' as const, source: '$HOME/.npmrc' }],
    notes: [] as string[],
    cleanNpmrc: true,
  };
}
export function natives(..._: unknown[]) {
  return { allowed: [] as string[], compile: false, notes: [] as string[] };
}
export function portOf(..._: unknown[]): { port: number; from: string } | null {
  return null;
}
export function healthPathOf(..._: unknown[]): { path: string; from: string } | null {
  return null;
}
export function listensForSignals(..._: unknown[]) {
  return false;
}
