import { describe, expect, it } from 'vitest';
import type { Given } from '../../src/core/answers.ts';
import type { Project } from '../../src/core/project.ts';
import { UserError } from '../../src/errors.ts';
import { detectNode } from '../../src/stacks/node/detect.ts';
import { healthPathOf } from '../../src/stacks/shared/javascript/health.ts';
import { portOf } from '../../src/stacks/shared/javascript/port.ts';
import { listensForSignals } from '../../src/stacks/shared/javascript/signals.ts';
import { memoryProject } from '../helpers.ts';

type Files = Readonly<Record<string, string>>;

describe('port', () => {
  it.each([
    ['process.env.PORT || 8080', 8080],
    ['process.env.PORT ?? 8080', 8080],
    ["process.env.PORT || '8080'", 8080],
    ['process.env["PORT"] || 8080', 8080],
    ["const port = parseInt(process.env.PORT || '8080', 10)", 8080],
    ['const port = parseInt(process.env.PORT, 10) || 8080', 8080],
    ['const port = Number(process.env.PORT ?? 8080)', 8080],
    ['const port = +(process.env.PORT || 8080)', 8080],
    ["var port = normalizePort(process.env.PORT || '8080');", 8080],
    ['process.env.PORT ? Number(process.env.PORT) : 8080', 8080],
    ['const { PORT = 8080 } = process.env', 8080],
    ['const { PORT = "8080" } = process.env', 8080],
    ['PORT: z.coerce.number().default(8080)', 8080],
    ['PORT: port({ default: 8080 })', 8080],
    ["configService.get('PORT', 8080)", 8080],
    ["config.get<number>('PORT') ?? 8080", 8080],
    ['Bun.env.PORT ?? 8080', 8080],
    ['process.env.APP_PORT || 8080', 8080],
    ['app.listen(8080)', 8080],
    ['app.listen(8080, () => {})', 8080],
    ['server.listen({ port: 8080 })', 8080],
    ['const PORT = 8080;\napp.listen(PORT)', 8080],
    ['const port: number = 8080', 8080],
    ['serve({ fetch: app.fetch, port: 8080 })', 8080],
    ['Bun.serve({ port: 8080, fetch() {} })', 8080],
    ['process.env.SMTP_PORT || 2525', null],
    ['process.env.REDIS_PORT || 6379', null],
    ['// app.listen(8080)', null],
    ['app.listen(port)', null],
    ['app.listen(99999)', null],
    ['parseInt(process.env.PORT, 10)', null],
    ['const support = 8080', null],
  ])('%s  is %s', (text, port) => {
    expect(portOf(memoryProject({ 'server.js': text }), '.')?.port ?? null).toBe(port);
  });

  it.each([
    ['a default before a literal', { 'a.js': 'app.listen(4000)', 'z.js': 'process.env.PORT || 5000' }, 5000, 'z.js:1'],
    [
      'the likely file first',
      { 'src/db.js': 'process.env.PORT || 1111', 'src/server.js': '\nprocess.env.PORT || 2222' },
      2222,
      'src/server.js:2',
    ],
    ['.env.example', { '.env.example': 'A=1\nPORT=4000\n' }, 4000, '.env.example:2'],
    ['fly.toml', { 'fly.toml': '[http_service]\ninternal_port = 4000' }, 4000, 'fly.toml internal_port'],
    ['fly.toml services', { 'fly.toml': '[[services]]\ninternal_port = 4000' }, 4000, 'fly.toml internal_port'],
  ])('takes %s', (_name, files: Files, port, from) => {
    expect(portOf(memoryProject(files), '.')).toMatchObject({ port, from });
  });

  it.each([
    ['nothing', {}],
    ['.env itself', { '.env': 'PORT=4000' }],
    ['a Dockerfile, which src/foreign reads', { Dockerfile: 'FROM node\nEXPOSE 4000\n' }],
    ['packages', { 'node_modules/x/index.js': 'app.listen(4000)' }],
    ['tests', { 'test/x.js': 'app.listen(4000)', 'src/a.test.ts': 'app.listen(4000)' }],
    ['built files', { 'dist/x.js': 'app.listen(4000)' }],
    ['text beyond 64 KiB', { 'x.js': `${' '.repeat(70_000)}app.listen(4000)` }],
  ])('does not read %s', (_name, files: Files) => {
    expect(portOf(memoryProject(files), '.')).toBeNull();
  });

  it.each([
    "app.listen(3000, 'localhost')",
    "Deno.serve({ hostname: '127.0.0.1', port: 3000 }, answer)",
    "Bun.serve({ port: 3000, hostname: 'localhost', fetch })",
  ])('says that localhost is no address for a container: %s', (text) => {
    expect(portOf(memoryProject({ 'x.js': text }), '.')?.notes).toEqual([
      'x.js listens on localhost, which nothing outside the container can reach: listen on 0.0.0.0 there.',
    ]);
  });

  it('reads at most 200 files', () => {
    let reads = 0;
    const files = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`src/f${index}.js`, '']));
    const project = memoryProject(files);
    const text: Project['text'] = (path) => {
      if (path.startsWith('src/')) reads++;
      return project.text(path);
    };
    portOf({ ...project, text }, '.');
    expect(reads).toBe(200);
  });

  it('passes over a file that cannot be read', () => {
    const project = memoryProject({ 'a.js': '', 'server.js': 'app.listen(4000)' });
    const text: Project['text'] = (path) => {
      if (path === 'a.js') throw new UserError('bad-input', 'a.js is too large');
      return project.text(path);
    };
    expect(portOf({ ...project, text }, '.')?.port).toBe(4000);
  });
});

describe('health path', () => {
  it.each([
    ["app.get('/healthz', h)", '/healthz'],
    ['app.get("/health", h)', '/health'],
    ['app.get(`/health`, h)', '/health'],
    ["app.use('/status', h)", '/status'],
    ["fastify.get('/api/health', h)", '/api/health'],
    ["app\n  .get('/ping', h)", '/ping'],
    ["fastify.route({ method: 'GET', url: '/healthz', handler })", '/healthz'],
    ["router.get('/health', h)", '/health'],
    ["app.use('/api', router); router.get('/health', h)", null],
    ["app.use('/api', router); app.get('/healthz', h)", '/healthz'],
    ["const r = new Router({ prefix: '/v1' }); r.get('/health', h)", null],
    ["@Controller('health')\nclass X { @Get() x() {} }", '/health'],
    ["@Controller('health')\nclass X { @Get() x() {} }\napp.setGlobalPrefix('api')", '/api/health'],
    ["@Controller('health')\nclass X { @Get('live') x() {} }", null],
    ["if (url.pathname === '/healthz') return ok()", '/healthz'],
    ['if (pathname == "/health") return ok()', '/health'],
    ["new URLPattern({ pathname: '/livez' })", '/livez'],
    ["fetch('/health')", null],
    ["app.get('/users', h)", null],
    ["app.get('/ping', h); app.get('/healthz', h)", '/healthz'],
    ["// app.get('/healthz', h)", null],
    ["/*\napp.get('/healthz', h)\n*/", null],
    ["x = 'https://a' + `//`; y = /[\"'`]\\//; app.get('/healthz', h)", '/healthz'],
  ])('%s  is %s', (text, path) => {
    expect(healthPathOf(memoryProject({ 'server.ts': text }), '.')?.path ?? null).toBe(path);
  });

  it.each([
    ['app/api/health/route.ts', '/api/health'],
    ['src/app/healthz/route.js', '/healthz'],
    ['pages/api/health.ts', '/api/health'],
    ['server/api/health.get.ts', '/api/health'],
    ['server/routes/healthz.get.ts', '/healthz'],
    ['src/routes/health/+server.ts', '/health'],
    ['app/routes/healthcheck.tsx', '/healthcheck'],
    ['src/pages/api/health.ts', '/api/health'],
    ['src/health.ts', null],
    ['lib/routes/health.ts', null],
  ])('the file %s is %s', (file, path) => {
    expect(healthPathOf(memoryProject({ [file]: '' }), '.')?.path ?? null).toBe(path);
  });

  it('looks in the folder of the service', () => {
    const project = memoryProject({ 'apps/a/x.js': "app.get('/health', h)", 'apps/b/x.js': "app.get('/ping', h)" });
    expect(healthPathOf(project, 'apps/b')).toEqual({ path: '/ping', from: 'apps/b/x.js:1' });
  });
});

describe('signal handlers', () => {
  it.each([
    ["process.on('SIGTERM', stop)", true],
    ['process.once("SIGTERM", stop)', true],
    ["for (const s of ['SIGINT', 'SIGTERM']) process.on(s, stop)", true],
    ["Deno.addSignalListener('SIGTERM', stop)", true],
    ['for (const s of ["SIGTERM"] as const) Deno.addSignalListener(s, stop)', true],
    ["Deno.addSignalListener('SIGHUP', reload)", false],
    ['app.enableShutdownHooks()', true],
    ['closeWithGrace({ delay: 500 }, stop)', true],
    ["process.on('exit', stop)", false],
    ["process.on('SIGINT', stop)", false],
  ])('%s  is %s', (text, listens) => {
    expect(listensForSignals(memoryProject({ 'x.js': text }), '.')).toBe(listens);
  });
});

describe('a program whose sources listen nowhere', () => {
  const project = memoryProject({ 'package.json': '{}', 'index.js': 'setInterval(work, 1000)' });
  const probed = (given: Given) => {
    const { port, healthcheck } = detectNode(project, given)?.answers ?? {};
    return { port: port !== null, healthcheck: healthcheck !== null };
  };

  it('is a worker, without a port and a health check', () => {
    expect(probed({})).toEqual({ port: false, healthcheck: false });
  });

  it('is a server where a port is given, and its health is asked', () => {
    expect(probed({ port: 8080 })).toEqual({ port: true, healthcheck: true });
  });
});
