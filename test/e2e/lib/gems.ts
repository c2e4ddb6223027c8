import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Engine, whyFailed } from './engine.ts';
import type { PrivateRegistry } from './registry.ts';

const IMAGE = 'ruby:3.4-slim-trixie';

/** A gem as its file and as the index lists it. */
interface Packed {
  readonly file: string;
  readonly content: Buffer;
  readonly name: string;
  /** Its line below `/info/<name>`: version, what it needs, checksum. */
  readonly line: string;
}

/**
 * Serves the gems below a folder (`<folder>/<name>/<name>.gemspec` …), packed by RubyGems, as an index of Bundler's kind that
 * answers only to one user.
 * @param port a fixed one, since the project's Gemfile names it
 */
export async function serveGems(engine: Engine, folder: string, port: number, user: string): Promise<PrivateRegistry> {
  const gems = await packAll(engine, folder);
  const wanted = `Basic ${Buffer.from(`${user}:x-oauth-basic`).toString('base64')}`;
  let downloads = 0;
  const server = createServer((request, response) => {
    if (request.headers.authorization !== wanted) return void response.writeHead(401).end();
    const path = request.url ?? '';
    const page = gems.find(({ file }) => path === `/gems/${file}`)?.content ?? pageOf(gems, path);
    // what it lists counts, too: gems may be in a cache from the build before, the list of them is in none
    if (page !== undefined) downloads++;
    return void (page === undefined ? response.writeHead(404).end() : response.end(page));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return { downloads: () => downloads, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

function pageOf(gems: readonly Packed[], path: string): string | undefined {
  const info = (gem: Packed) => `---\n${gem.line}\n`;
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  if (path === '/versions')
    return `created_at: 2026-11-26T00:00:00Z\n---\n${gems.map((gem) => `${gem.name} ${gem.line.split(' ')[0]} ${md5(info(gem))}\n`).join('')}`;
  const gem = gems.find(({ name }) => path === `/info/${name}`);
  return gem && info(gem);
}

const LIST =
  'puts [spec.file_name, spec.name, spec.version, spec.runtime_dependencies.map { |it| "#{it.name}:#{it.requirement}" }.join(",")].join("\\t")';

/** Packs each gem where there is a Ruby, and asks it what is in them. */
async function packAll(engine: Engine, folder: string): Promise<Packed[]> {
  const context = await mkdtemp(join(tmpdir(), 'gems-'));
  await cp(folder, context, { recursive: true });
  const pack =
    'for name in */; do (cd "$name" && gem build --silent --output "/out/$(basename "$name").gem" *.gemspec) || exit 1; done';
  const list = `Dir["/out/*.gem"].each { |file| spec = Gem::Package.new(file).spec; ${LIST} }`;
  const lines = [
    `FROM ${IMAGE} AS pack`,
    'WORKDIR /gems',
    'COPY . .',
    `RUN mkdir /out && ${pack} && ruby -rrubygems/package -e '${list}' > /out/list`,
    'FROM scratch',
    'COPY --from=pack /out /',
  ];
  const output = join(context, 'packed');
  await writeFile(join(context, 'Dockerfile'), `${lines.join('\n')}\n`);
  const outcome = await build(engine, { context, output });
  if (outcome.code !== 0) throw new Error(`gems: ${whyFailed(outcome)}`);
  const listed = (await readFile(join(output, 'list'), 'utf8')).trim().split('\n');
  return Promise.all(
    listed.map(async (text) => {
      const [file = '', name = '', version = '', needs = ''] = text.split('\t');
      const content = await readFile(join(output, `${name}.gem`));
      const checksum = createHash('sha256').update(content).digest('hex');
      return { file, content, name, line: `${version} ${needs}|checksum:${checksum}` };
    }),
  );
}
