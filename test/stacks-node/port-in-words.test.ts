import { expect, it } from 'vitest';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

const service = (start: string, source = 'app.listen(options.port)') =>
  memoryProject({
    'package.json': JSON.stringify({ scripts: { start }, dependencies: { express: '5' } }),
    'server.js': source,
  });

it.each([
  ['node server.js --port 9000', 9000, ['--port', '9000']],
  ['node server.js --port=9000', 9000, ['--port=9000']],
  ['node server.js -p 9000', 9000, ['-p', '9000']],
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the shell's own
  ['node server.js --port ${PORT:=9000}', 9000, ['--port', '9000']],
  ['node server.js --port ${PORT:-9000}', 9000, ['--port', '9000']],
  ['node server.js -p ${PORT-9000} --host ::', 9000, ['-p', '9000', '--host', '::']],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the shell's own
  ['node server.js --ports 9000 --import 1 --page 77', 3000, ['--ports', '9000', '--import', '1', '--page', '77']],
])('%s listens on %i', (start, port, rest) => {
  const { answers, files } = generate(service(start));
  expect(answers.port).toBe(port);
  expect(answers.start).toEqual(['node', 'server.js', ...rest]);
  expect(files.find(({ path }) => path === 'Dockerfile')?.text).toContain(`\nEXPOSE ${port}\n`);
});

it('what the command says counts more than what its sources fall back to', () => {
  expect(generate(service('node server.js -p 9000', 'app.listen(process.env.PORT || 4000)')).answers.port).toBe(9000);
});

it('what the sources say of the address is still told', () => {
  const { detection } = generate(
    service('node server.js -p 9000', "app.listen(process.env.PORT || 4000, 'localhost')"),
  );
  expect(detection.notes).toContainEqual(expect.stringContaining('listens on localhost'));
});

it('a start that somebody gives says it too', () => {
  const { answers } = generate(service('node server.js'), { start: ['node', 'server.js', '--port', '9001'] });
  expect(answers.port).toBe(9001);
});
