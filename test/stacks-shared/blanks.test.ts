import { expect, test } from 'vitest';
import { generate } from '../generate.ts';
import { memoryProject } from '../helpers.ts';

/** A service in a folder with a blank, which is built from the root because a package of it lies outside. */
test.each<[what: string, files: Readonly<Record<string, string>>, copy: string]>([
  [
    'Elixir',
    {
      'my shop/mix.exs':
        'def project, do: [app: :shop, deps: [{:own, path: "../own"}]]\ndef application, do: [mod: {A, []}]',
      'own/mix.exs': '',
    },
    'COPY --from=build ["/app/my shop/_build/prod/rel/shop", "./"]',
  ],
  [
    'Gleam',
    {
      'my shop/gleam.toml': 'name = "shop"\n[dependencies]\nmist = ">= 5.0.0"\nown = { path = "../own" }\n',
      'my shop/src/shop.gleam': 'pub fn main() { Nil }',
      'own/gleam.toml': 'name = "own"\n',
    },
    'COPY --from=build ["/app/my shop/build/erlang-shipment", "./"]',
  ],
])('a folder with a blank is one path to COPY: %s', (_, files, copy) => {
  const { files: made } = generate(memoryProject(files), { service: 'my shop' });
  expect(made.find(({ path }) => path.endsWith('Dockerfile'))?.text).toContain(copy);
});
