import { describe, expect, it, test } from 'vitest';
import { serviceNames } from '../../src/core/service-names.ts';

/** The names of services that have these files. */
const named = (files: Readonly<Record<string, readonly string[]>>, project = 'shop') =>
  Object.fromEntries(serviceNames(project, new Map(Object.entries(files))));
const fresh = (...paths: string[]) => named(Object.fromEntries(paths.map((path) => [path, []])));

describe('the name of a service', () => {
  test.each<[string, string[], string[]]>([
    ['the project’s for its root', ['.'], ['shop']],
    ['its folder’s', ['apps/api', 'apps/web'], ['api', 'web']],
    ['longer for both where two folders are called alike', ['apps/api', 'services/api'], ['apps-api', 'services-api']],
    ['the short one for the folder that has no longer one', ['api', 'services/api'], ['api', 'services-api']],
    ['as long as it has to be', ['a/x/api', 'b/x/api', 'c/api'], ['a-x-api', 'b-x-api', 'c-api']],
    ['not the project’s below its root', ['.', 'apps/shop'], ['shop', 'apps-shop']],
    ['numbered where no name tells them apart', ['a b/api', 'a-b/api'], ['a-b-api', 'a-b-api-2']],
    ['numbered where the number is taken, too', ['API', 'Api', 'api', 'api-2'], ['api', 'api-2', 'api-3', 'api-2-2']],
  ])('is %s', (_, paths, names) => {
    expect(fresh(...paths)).toEqual(Object.fromEntries(paths.map((path, at) => [path, names[at]])));
  });

  it('stays what its Dockerfile in the root is called, whoever comes later', () => {
    expect(named({ 'services/api': ['api.Dockerfile'], 'apps/api': [] })).toEqual({
      'services/api': 'api',
      'apps/api': 'apps-api',
    });
    const both = { 'services/api': ['services-api.Dockerfile'], 'apps/api': ['api.Dockerfile'] };
    expect(named(both)).toEqual({ 'services/api': 'services-api', 'apps/api': 'api' });
  });

  it('is one’s alone where a lock gives it to two', () => {
    expect(named({ 'apps/api': ['api.Dockerfile'], 'services/api': ['api.Dockerfile'] })).toEqual({
      'apps/api': 'api',
      'services/api': 'services-api',
    });
  });
});
