import { describe, expect, it, test } from 'vitest';
import { detected, type Files, program, web } from './projects.ts';

const server = (source: string, more: Files = {}): Files => ({ 'App.csproj': web(), 'Program.cs': source, ...more });
const settings = (json: object) => server('', { 'appsettings.json': JSON.stringify(json) });

describe('the port', () => {
  test.each<[name: string, files: Files, port: number | null, source: string]>([
    ['of the images', server('app.Run();'), 8080, 'default'],
    ['of app.Run', server('\napp.Run("http://0.0.0.0:5050");'), 5050, 'Program.cs:2'],
    ['of UseUrls', server('builder.WebHost.UseUrls("http://*:5051/");'), 5051, 'Program.cs:1'],
    ['of Urls', server('app.Urls.Add("http://+:5052");'), 5052, 'Program.cs:1'],
    ['of ListenAnyIP', server('k.ListenAnyIP(5053);'), 5053, 'Program.cs:1'],
    ['of Listen', server('k.Listen(IPAddress.Any, 5054);'), 5054, 'Program.cs:1'],
    ['not of a comment', server('// app.Run("http://*:5055");\napp.Run();'), 8080, 'default'],
    ['not with a certificate', server('app.Run("https://*:5056");'), 8080, 'default'],
    [
      'of Kestrel’s settings',
      settings({ Kestrel: { Endpoints: { Http: { Url: 'http://*:5057' } } } }),
      5057,
      'appsettings.json Kestrel.Endpoints.Http',
    ],
    ['of the settings’ addresses', settings({ Urls: 'https://*:1;http://*:5058' }), 5058, 'appsettings.json Urls'],
    [
      'of the settings for production first',
      server('', {
        'appsettings.json': '{ "urls": "http://*:1111" }',
        'appsettings.Production.json': '{ "Urls": "http://*:5059" }',
      }),
      5059,
      'appsettings.Production.json Urls',
    ],
    ['not of settings that are no JSON', server('', { 'appsettings.json': '{' }), 8080, 'default'],
    [
      'not of a developer’s settings',
      server('', { 'Properties/launchSettings.json': '{ "applicationUrl": "http://localhost:5000" }' }),
      8080,
      'default',
    ],
    ['of an example', server('', { '.env.example': 'PORT=5060\n' }), 5060, '.env.example:1'],
    ['of F#', { 'App.fsproj': web(), 'Program.fs': 'app.Run("http://*:5061")' }, 5061, 'Program.fs:1'],
    ['none for a worker', { 'App.csproj': program(), 'Program.cs': '' }, null, 'App.csproj, which is no server'],
    [
      'of a program that listens',
      { 'App.csproj': program(), 'Program.cs': 'new HttpListener(); app.Run("http://*:5062");' },
      5062,
      'Program.cs:1',
    ],
  ])('%s', (_, files, port, source) => {
    const { answers, from } = detected(files);
    expect([answers?.port, from('port')]).toEqual([port, source]);
  });

  test.each([
    ['ASPNETCORE_HTTP_PORTS', 'app.Run();'],
    ['PORT', 'var p = Environment.GetEnvironmentVariable("PORT") ?? "8080";'],
    ['PORT', 'var p = builder.Configuration["PORT"];'],
  ])('comes by %s', (variable, source) => {
    expect(detected(server(source)).one?.listens.variable).toBe(variable);
  });

  test.each([
    'app.Run("http://localhost:5000");',
    'builder.WebHost.UseUrls("http://127.0.0.1:5000");',
    'k.ListenLocalhost(5000);',
    'k.Listen(IPAddress.Loopback, 5000);',
  ])('that nobody outside reaches is said: %s', (source) => {
    expect(detected(server(source)).notes).toEqual([
      'Program.cs:1 listens on localhost only: nothing outside the container reaches it.',
    ]);
  });
});

describe('the health route', () => {
  test.each<[name: string, source: string, path: string | null]>([
    ['of health checks', 'app.MapHealthChecks("/healthz");', '/healthz'],
    ['of health checks by another name', 'app.MapHealthChecks("/hc", options);', '/hc'],
    ['of older health checks', 'app.UseHealthChecks("/health");', '/health'],
    ['of a plain route', 'app.MapGet("/health", () => "ok");', '/health'],
    ['of a controller', '[Route("health")]\npublic class HealthController {}', '/health'],
    ['of an action', '[HttpGet("/ping")]', '/ping'],
    ['of health checks before a plain one', 'app.MapGet("/healthz", A); app.MapHealthChecks("/ready");', '/ready'],
    ['not of any route', 'app.MapGet("/orders", A);', null],
    ['not of a comment', '// app.MapHealthChecks("/healthz");', null],
    ['not of a comment of several lines', '/*\napp.MapHealthChecks("/healthz");\n*/', null],
    ['behind the marks of a comment', 'var a = @"\\\\a\\"; app.MapHealthChecks("/healthz");', '/healthz'],
  ])('%s', (_, source, path) => {
    expect(detected(server(source)).answers?.healthcheck).toBe(path);
  });

  it('is none where only HTTP/2 is spoken, as by gRPC', () => {
    const http2 = { Kestrel: { EndpointDefaults: { Protocols: 'Http2' } } };
    const files = server('app.MapHealthChecks("/healthz");', { 'appsettings.json': JSON.stringify(http2) });
    expect(detected(files).answers?.healthcheck).toBeNull();
  });
});

describe('what to know', () => {
  test.each<[name: string, files: Files, notes: string[]]>([
    [
      'keys that are lost',
      server('builder.Services.AddRazorPages();'),
      [
        'Program.cs signs cookies, and the keys for it are lost when the container goes: keep them in a shared store (AddDataProtection, PersistKeysTo…).',
      ],
    ],
    [
      'keys that are kept',
      server('services.AddAuthentication();\nservices.AddDataProtection().PersistKeysToDbContext<Db>();'),
      [],
    ],
    [
      'a password',
      server('', { 'appsettings.json': '{\n"ConnectionStrings": { "Db": "Host=db;Password=hunter2" } }' }),
      [
        'appsettings.json:2 holds a password, and the file is part of the image: revoke it, and give it when the container starts (ConnectionStrings__NAME).',
      ],
    ],
    ['a placeholder', server('', { 'appsettings.json': '{ "Db": "Host=db;Password=<secret>;Pwd=" }' }), []],
    ['a developer’s password', server('', { 'appsettings.Development.json': '{ "Db": "Password=hunter2" }' }), []],
    [
      'a database beside the program',
      server('', { 'appsettings.json': '{ "Db": "Data Source=app.db" }' }),
      [
        'appsettings.json:1 keeps a database beside the program, where nothing can be written: name a file on a volume.',
      ],
    ],
    ['a database on a volume', server('', { 'appsettings.json': '{ "Db": "Data Source=/data/app.db" }' }), []],
    ['a database in memory', server('', { 'appsettings.json': '{ "Db": "Data Source=:memory:" }' }), []],
  ])('%s', (_, files, notes) => {
    expect(detected(files).notes).toEqual(notes);
  });

  it('never shows a password', () => {
    const { notes } = detected(server('', { 'appsettings.json': '{ "Db": "Password=hunter2" }' }));
    expect(notes.join()).not.toContain('hunter2');
  });
});
