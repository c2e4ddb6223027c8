import { afterEach, describe, expect, it } from 'vitest';
import { command, folder, removeFolders } from './cli/helpers.ts';
import { generate } from './generate.ts';
import { memoryProject } from './helpers.ts';

/** What projects of others came to when somebody who knew only the README tried it on them. */
afterEach(removeFolders);

const create = (root: string, ...flags: string[]) =>
  command(root, '--yes', '--offline', '--allow-unpinned', '--dry-run', ...flags);

describe('a service of Python', () => {
  const DOCS = { 'docs/conf.py': 'project = "comments"\n', 'docs/index.rst': 'x\n' };
  const COMMENTS = {
    ...DOCS,
    'package.json': JSON.stringify({ scripts: { test: 'jest' }, devDependencies: { jest: '30' } }),
    'pyproject.toml':
      '[project]\nname = "comments"\nversion = "1"\ndependencies = ["werkzeug"]\n[project.scripts]\ncomments = "comments:main"\n[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n',
    'comments/__init__.py': '',
  };
  const DOCKERFILE = 'FROM python:3.13\nCOPY . /app\nEXPOSE 8080\nCMD ["comments", "--bind", "0.0.0.0:8080"]\n';

  it('is not taken for its documentation where its Dockerfile runs it', async () => {
    const { code, out } = await create(folder({ ...COMMENTS, Dockerfile: DOCKERFILE }), '--on-conflict', 'overwrite');
    expect(code).toBe(0);
    expect(out).toMatch(/\(Python\)\n/);
    expect(out).toMatch(/^\+CMD \["comments", "--bind", "0\.0\.0\.0:8080"\]$|^\+ENTRYPOINT \["comments"/m);
  });

  it('is its documentation where that is what its Dockerfile serves', async () => {
    const serves =
      'FROM python:3.13 AS build\nRUN sphinx-build docs out\nFROM nginx\nCOPY --from=build out /usr/share/nginx/html\n';
    const files = { ...DOCS, 'docs/requirements.txt': 'sphinx==8.2.3\n', Dockerfile: serves };
    expect((await create(folder(files), '--on-conflict', 'overwrite')).out).toMatch(/\(Static site\)\n/);
  });

  it('is the application that answers something, not the one for tests', () => {
    const files = {
      'requirements.txt': 'flask==3.1\ngunicorn==23.0\n',
      'bin/__init__.py': '',
      'bin/core.py':
        "from flask import Flask\napp = Flask(__name__)\n\n@app.route('/get')\ndef get():\n    return 'x'\n",
      'bin/aside.py': 'from flask import Flask\napp = Flask(__name__)\n',
    };
    expect(generate(memoryProject(files)).answers.start).toContain('bin.core:app');
  });

  it('says where its port is a guess', () => {
    const files = (source: string) => ({
      'requirements.txt': 'wsgiref-more==1.0\n',
      'main.py': `from wsgiref.simple_server import make_server\n${source}\n`,
    });
    const notes = (source: string) => generate(memoryProject(files(source))).detection.notes.join('\n');
    expect(notes('make_server(host, config.listen_on, app).serve_forever()')).toContain(
      '8000 is a guess: --port says it.',
    );
    expect(notes('make_server("", 5232, app).serve_forever()')).not.toContain('guess');
    expect(generate(memoryProject(files('make_server(h, p, a)')), { port: 9 }).detection.notes.join()).not.toContain(
      'guess',
    );
  });

  it('without a server ends with what to add, not only with a flag', async () => {
    const files = { 'requirements.txt': 'flask==3.1\n', 'app.py': 'from flask import Flask\napp = Flask(__name__)\n' };
    const { code, err } = await create(folder(files));
    expect(code).toBe(2);
    expect(err).toMatch(
      /^error --start is missing.*\n {2}Nothing among the dependencies serves Flask in production: add gunicorn/m,
    );
  });
});
