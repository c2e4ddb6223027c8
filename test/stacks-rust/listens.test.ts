import { describe, expect, it, test } from 'vitest';
import { crate, detected, type Files, MAIN, server } from './helpers.ts';

const axum = (line: string, files: Files = {}): Files => ({ 'Cargo.toml': crate(['axum']), ...server(line), ...files });

describe('the port', () => {
  test.each<[string, string, number, string]>([
    ['an address', 'TcpListener::bind("0.0.0.0:3001").await?;', 3001, 'src/main.rs:2'],
    ['an address of IPv6', 'TcpListener::bind("[::]:3002").await?;', 3002, 'src/main.rs:2'],
    ['a tuple', 'HttpServer::new(app).bind(("0.0.0.0", 8081))?.run();', 8081, 'src/main.rs:2'],
    ['bytes', 'warp::serve(routes).run(([0, 0, 0, 0], 3031)).await;', 3031, 'src/main.rs:2'],
    [
      'bytes of a socket',
      'let addr = SocketAddr::from(([127, 0, 0, 1], 3032)); axum::serve(addr);',
      3032,
      'src/main.rs:2',
    ],
    ['a constant of the standard library', 'TcpListener::bind((Ipv4Addr::UNSPECIFIED, 3003))', 3003, 'src/main.rs:2'],
    ['Salvo', 'let acceptor = TcpListener::new("0.0.0.0:5801").bind().await;', 5801, 'src/main.rs:2'],
    ['a variable', 'let port = 3004; TcpListener::bind(addr(port));', 3004, 'src/main.rs:2'],
    ['a variable with its type', 'let port: u16 = 3005; TcpListener::bind(addr(port));', 3005, 'src/main.rs:2'],
    ['a constant', 'const PORT: u16 = 3006; TcpListener::bind(addr(PORT));', 3006, 'src/main.rs:2'],
    [
      'a variable of the environment with a default',
      'let p = env::var("PORT").unwrap_or("3007".into()); TcpListener::bind(p);',
      3007,
      'src/main.rs:2',
    ],
    [
      'a default that a function gives',
      'let p = env::var("PORT").unwrap_or_else(|_| "3008".to_string()); TcpListener::bind(p);',
      3008,
      'src/main.rs:2',
    ],
    [
      'a default behind a parsed number',
      'let p = env::var("PORT").ok().and_then(|p| p.parse().ok()).unwrap_or(3009); TcpListener::bind(p);',
      3009,
      'src/main.rs:2',
    ],
    [
      'another variable',
      'let p = env::var("HTTP_PORT").unwrap_or("3010".into()); TcpListener::bind(p);',
      3010,
      'src/main.rs:2',
    ],
    ['an option of clap', '#[arg(long, env = "PORT", default_value = "3011")] bind: String,', 3011, 'src/main.rs:2'],
    ['a number of clap', '#[arg(long, env = "PORT", default_value_t = 3012)] bind: u16,', 3012, 'src/main.rs:2'],
    ['an option of clap by its name', '#[arg(long, default_value_t = 3013)] pub port: u16,', 3013, 'src/main.rs:2'],
    [
      'the default before an address',
      'let p = env::var("PORT").unwrap_or("3014".into()); bind("0.0.0.0:9999");',
      3014,
      'src/main.rs:2',
    ],
    ['nothing said', 'axum::serve(listener(), app).await', 3000, 'default'],
    ['a comment', '// TcpListener::bind("0.0.0.0:1234")', 3000, 'default'],
    ['what is no port', 'TcpListener::bind("0.0.0.0:99999")', 3000, 'default'],
  ])('%s', (_, line, port, source) => {
    const { answers, from } = detected(axum(line));
    expect([answers?.port, from('port')]).toEqual([port, source]);
  });

  test.each<[string, string, number, string | null]>([
    ['Axum', 'axum', 3000, 'axum'],
    ['Actix Web', 'actix-web', 8080, 'actix'],
    ['Rocket', 'rocket', 8000, 'rocket'],
    ['Warp', 'warp', 3030, 'warp'],
    ['Poem', 'poem', 3000, 'poem'],
    ['Salvo', 'salvo', 8698, 'salvo'],
    ['Tonic', 'tonic', 50051, 'tonic'],
    ['Loco', 'loco-rs', 5150, 'loco'],
    ['no framework', 'hyper', 8080, null],
  ])('is by itself that of %s', (_, dependency, port, framework) => {
    const { answers, from } = detected({ 'Cargo.toml': crate([dependency]), ...server('TcpListener::bind(addr())') });
    expect([answers?.port, answers?.framework, from('port')]).toEqual([port, framework, 'default']);
  });

  it('of Rocket is what its own file says', () => {
    const rocket = { 'Cargo.toml': crate(['rocket']), ...server('rocket::build()') };
    const { answers, from } = detected({ ...rocket, 'Rocket.toml': '[default]\nport = 8001\n' });
    expect([answers?.port, from('port')]).toEqual([8001, 'Rocket.toml default.port']);
    const release = { ...rocket, 'Rocket.toml': '[default]\nport = 8001\n[release]\nport = 9001\n' };
    expect(detected(release).from('port')).toBe('Rocket.toml release.port');
  });

  it('is none for a worker', () => {
    const { answers, from } = detected({ 'Cargo.toml': crate(['tokio']), ...server('consume().await') });
    expect([answers?.port, from('port')]).toEqual([null, 'the sources, which listen nowhere']);
  });

  it('may stand in other files', () => {
    const files = axum('axum::serve(listener(), app).await');
    expect(detected({ ...files, '.env.example': 'PORT=7070\n' }).from('port')).toBe('.env.example:1');
    expect(detected({ ...files, 'fly.toml': '[http_service]\ninternal_port = 7171\n' }).answers?.port).toBe(7171);
  });

  it('is that of the chosen program’s own package', () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["api", "worker"]\n',
      'api/Cargo.toml': crate(['axum']).replace('shop', 'api'),
      'api/src/main.rs': 'TcpListener::bind("0.0.0.0:4001")',
      'worker/Cargo.toml': crate(['tokio']).replace('shop', 'worker'),
      'worker/src/main.rs': '',
    };
    expect(detected(files, { set: { bin: 'api' } }).answers?.port).toBe(4001);
    expect(detected(files, { set: { bin: 'worker' } }).answers?.port).toBeNull();
  });
});

describe('a service that listens to its own machine only', () => {
  test.each<[string, string, boolean]>([
    ['an address', 'TcpListener::bind("127.0.0.1:3000")', true],
    ['localhost', 'TcpListener::bind("localhost:3000")', true],
    ['a tuple', '.bind(("127.0.0.1", 8080))?', true],
    ['bytes', 'warp::serve(r).run(([127, 0, 0, 1], 3030))', true],
    ['everybody', 'TcpListener::bind("0.0.0.0:3000")', false],
    ['a client', 'connect("127.0.0.1:5432")', false],
    ['a comment', '// TcpListener::bind("127.0.0.1:3000")', false],
    ['a test', '}\n#[cfg(test)]\nmod tests { fn f() { TcpListener::bind("127.0.0.1:0"); }', false],
  ])('%s: %s', (_, line, told) => {
    const notes = detected(axum(line)).notes.join();
    expect(notes.includes('src/main.rs:2 listens to its own machine only')).toBe(told);
  });

  it('is not Rocket, which is told', () => {
    const files = { 'Cargo.toml': crate(['rocket']), ...server('bind("127.0.0.1:8000")') };
    expect(detected(files).notes.join()).not.toContain('own machine');
  });
});

describe('the health route', () => {
  test.each<[string, string, string | null]>([
    ['Axum', '.route("/healthz", get(ok))', '/healthz'],
    ['actix', '.route("/health", web::get().to(ok))', '/health'],
    ['a resource of actix', '.service(web::resource("/health").to(ok))', '/health'],
    ['an attribute', '#[get("/livez")] async fn live() {}', '/livez'],
    ['an attribute with its path', '#[rocket::get("/livez")] fn live() {}', '/livez'],
    ['Poem', 'Route::new().at("/healthz", get(ok))', '/healthz'],
    ['Warp', 'warp::path("healthz").map(ok)', '/healthz'],
    ['Warp’s macro', 'warp::path!("health" / "live")', '/health'],
    ['Salvo', 'Router::with_path("healthz").get(ok)', '/healthz'],
    ['the plainest of several', '.route("/ping", get(ok)).route("/healthz", get(ok))', '/healthz'],
    ['a comment', '// .route("/healthz", get(ok))', null],
    ['a comment of several lines', '/*\n.route("/healthz", get(ok))\n*/', null],
    ['behind the marks of a comment', '.fallback("https://a").route("/healthz", get(ok))', '/healthz'],
    ['none', '.route("/orders", get(ok))', null],
  ])('%s', (_, line, path) => {
    expect(detected(axum(line)).answers?.healthcheck).toBe(path);
  });

  it('is none of a worker', () => {
    expect(detected({ 'Cargo.toml': crate(), ...server('.route("/healthz", x)') }).answers?.healthcheck).toBeNull();
  });
});

describe('what the program reads when it runs', () => {
  const folders = {
    'static/a.css': '',
    'templates/a.html': '',
    'config/default.toml': '',
    'public/index.html': '',
  };

  test.each<[string, string, string[]]>([
    ['Axum', 'ServeDir::new("static")', ['static']],
    ['a path that starts with a dot', 'ServeDir::new("./static/")', ['static']],
    ['actix', 'Files::new("/", "./public")', ['public']],
    ['Rocket', 'FileServer::from(relative!("static"))', ['static']],
    ['a file', 'NamedFile::open("public/index.html")', ['public/index.html']],
    ['Warp', 'warp::fs::dir("static")', ['static']],
    ['Poem', 'StaticFilesEndpoint::new("./static")', ['static']],
    ['Tera', 'Tera::new("templates/**/*.html")', ['templates']],
    ['a file without its ending', 'config::File::with_name("config/default")', ['config']],
    [
      'a file within a folder that is read, too',
      'ServeDir::new("public"); NamedFile::open("public/index.html")',
      ['public'],
    ],
    ['what is compiled in', 'include_str!("../templates/a.html")', []],
    ['what is not there', 'ServeDir::new("nowhere")', []],
    ['what lies outside', 'ServeDir::new("../static")', []],
    ['the sources', 'read_to_string("src/main.rs"); ServeDir::new("src")', ['src/main.rs']],
    ['everything', 'ServeDir::new(".")', []],
    ['what is hidden', 'read_to_string(".env")', []],
  ])('%s', (_, line, paths) => {
    const { facts, from } = detected(axum(line, { ...folders, '.env': '' }));
    expect(facts?.files.paths).toEqual(paths);
    expect(from('files')).toBe(paths.length > 0 ? 'src/main.rs' : undefined);
  });

  it('is what the framework reads by itself', () => {
    const files = { 'Cargo.toml': crate(['rocket']), ...server('rocket::build()'), 'Rocket.toml': '', ...folders };
    expect(detected(files).facts?.files.paths).toEqual(['Rocket.toml', 'templates']);
  });

  it('is what was named', () => {
    const named = (text: string) => detected(axum('', folders), { set: { files: text } }).facts?.files.paths;
    expect(named('static, config/default.toml')).toEqual(['static', 'config/default.toml']);
    expect(named('none')).toEqual([]);
    expect(() => named('../x')).toThrow(/does not lie in the service's folder/);
    expect(() => named('.')).toThrow(/does not lie in the service's folder/);
  });

  it('lies in the folder of the chosen program’s package', () => {
    const files = {
      'Cargo.toml': '[workspace]\nmembers = ["api"]\n',
      'api/Cargo.toml': crate(['axum']),
      'api/src/main.rs': 'ServeDir::new("static")',
      'api/static/a.css': '',
    };
    expect(detected(files, { service: 'api' }).facts?.files.paths).toEqual(['api/static']);
  });

  it('is nothing of a worker', () => {
    expect(detected({ 'Cargo.toml': crate(), ...MAIN, ...folders }).facts?.files).toEqual({ paths: [], from: null });
  });
});
