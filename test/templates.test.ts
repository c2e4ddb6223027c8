import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { bakeFile } from '../src/core/bake.ts';
import { loadTemplates } from '../src/io/templates.ts';
import { goldenCases } from './cases.ts';
import { allPaths, newWalk, walkTemplate } from './template-paths.ts';

const templates = loadTemplates();
/** Two services, one of them with a secret: what no single golden case comes to. */
const bake = bakeFile([
  { name: 'api', context: '.', dockerfile: 'api.Dockerfile', secrets: ['npmrc'] },
  { name: 'web', context: 'apps/web', dockerfile: 'Dockerfile', secrets: [] },
]);
const blueprints = [bake, ...goldenCases().flatMap((golden) => golden.generate().blueprints)];

describe('the templates', () => {
  test.each([...templates.keys()])('%s parses', (path) => {
    expect(() => Handlebars.precompile(templates.get(path) ?? '')).not.toThrow();
  });

  test('name nothing that the views of the golden cases lack, and all that they name is looked up in one of them', () => {
    const walk = newWalk();
    for (const { template, view } of blueprints) walkTemplate(walk, templates, template, view);
    expect([...walk.problems.keys()]).toEqual([]);
    expect(allPaths(templates).filter((path) => !walk.seen.has(path))).toEqual([]);
    expect([...walk.partials].sort()).toEqual([...templates.keys()].filter((path) => path.startsWith('partials/')));
  });

  test('are each some blueprint’s own', () => {
    const owned = new Set(blueprints.map(({ template }) => template));
    expect([...templates.keys()].filter((path) => !path.startsWith('partials/') && !owned.has(path))).toEqual([]);
  });
});

describe('the walk over a template', () => {
  const view = { header: { title: 'x', private: null }, list: ['a'], nothing: null, flag: false };
  const good =
    '{{header.title}}{{#if flag}}{{flag}}{{/if}}{{#each list}}{{this}}{{/each}}{{#with header}}{{title}}{{/with}}';

  test.each([
    ['a good one', good, []],
    ['a misspelt condition', '{{#if flga}}x{{/if}}', ['no view has flga']],
    ['a misspelt name behind a condition that does not hold', '{{#if flag}}{{flga}}{{/if}}', ['no view has flga']],
    ['a misspelt name within an object', '{{#if header.titel}}x{{/if}}', ['no view has header.titel']],
    ['a name of the outside within a block', '{{#with header}}{{flag}}{{/with}}', ['no view has flag']],
    ['a name of the outside, said so', '{{#with header}}{{../flag}}{{/with}}', []],
    ['an inherited name', '{{toString}}', ['no view has toString']],
    ['a misspelt list', '{{#each lists}}{{this}}{{/each}}', ['no view has lists']],
    ['a name in what stands instead', '{{#unless flag}}{{else}}{{flga}}{{/unless}}', ['no view has flga']],
    ['a partial that is not there', '{{> footer}}', ['a partial that is not known: footer']],
    ['a helper', '{{upper header.title}}', ['a helper, and there are none']],
    ['a block that is no condition', '{{#lookup list 0}}{{/lookup}}', ['a block that is not known: lookup']],
  ])('%s', (_, template, problems) => {
    const walk = newWalk();
    walkTemplate(walk, new Map([['t.hbs', template]]), 't.hbs', view);
    expect([...walk.problems.values()].map(({ what }) => what)).toEqual(problems);
  });

  test('does not reach into nothing, and says what it has not seen', () => {
    const walk = newWalk();
    const only = new Map([['t.hbs', '{{#with nothing}}{{deep}}{{/with}}']]);
    walkTemplate(walk, only, 't.hbs', view);
    expect(allPaths(only).filter((path) => !walk.seen.has(path))).toEqual(['t.hbs:1:19']);
  });
});
