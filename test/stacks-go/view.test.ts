import { describe, expect, it, test } from 'vitest';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

/** The Dockerfile of a program with this name, which is the module's. */
function dockerfile(name: string): string {
  const main = 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n';
  const project = memoryProject({ 'go.mod': `module example.com/${name}\n\ngo 1.26\n`, 'main.go': main });
  const { files } = generate(project, { healthcheck: '/healthz' });
  return files.find(({ path }) => path === 'Dockerfile')?.text ?? '';
}

describe('the name of a Go program', () => {
  test.each(['service', 'top', 'kill', 'mount'])(
    'is in no command where it is %s, which checkers take for one',
    (name) => {
      const text = dockerfile(name);
      expect(text).toContain(`ENTRYPOINT ["/app/${name}"]`);
      const compile = text.split('\n').filter((line) => line.includes('go build'));
      expect(compile).not.toHaveLength(0);
      for (const line of compile) expect(line).not.toMatch(new RegExp(`\\b${name}\\b `));
    },
  );

  it('may be that of the probe, which is another program', () => {
    const text = dockerfile('healthcheck');
    expect(text).toContain('COPY --from=build /out/healthcheck /healthcheck');
    expect(text).toContain('COPY --from=build /out/program /app/healthcheck');
  });
});
