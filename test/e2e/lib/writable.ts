import { type ImageConfig, LABEL } from './engine.ts';
import { must } from './process.ts';

/** Runs inside the image, as its own user and with a root file system that is not read-only: only ownership protects it. */
const PROGRAM = `
const fs = require('node:fs');
const found = [];
const walk = (path) => {
  try { fs.accessSync(path, fs.constants.W_OK); found.push(path); } catch {}
  for (const entry of fs.readdirSync(path, { withFileTypes: true })) {
    const inner = path + '/' + entry.name;
    if (entry.isDirectory()) walk(inner);
    else if (entry.isFile()) try { fs.accessSync(inner, fs.constants.W_OK); found.push(inner); } catch {}
  }
};
if (fs.existsSync('/app')) walk('/app');
try { fs.writeFileSync('/app/.probe', ''); found.push('/app/.probe'); } catch {}
console.log(JSON.stringify(found));
`;

/** Paths below /app that the runtime user can write, asked of the kernel; empty for images without node or bun. */
export async function writableInside(
  image: string,
  { Entrypoint }: ImageConfig,
  allowed: readonly string[],
): Promise<string[]> {
  const program = Entrypoint?.[0] ?? '';
  if (!/(^|\/)(node|bun)$/.test(program)) return [];
  const options = ['run', '--rm', '--network', 'none', '--label', LABEL, '--entrypoint', program];
  const { stdout } = await must('docker', [...options, image, '-e', PROGRAM]);
  const found = JSON.parse(stdout) as string[];
  return found.filter((path) => !allowed.some((free) => path === free || path.startsWith(`${free}/`)));
}
