import { readYaml, stringAt } from '../../../core/project.ts';
import { inside } from '../../shared/paths.ts';
import type { Framework } from '../framework.ts';
import { findBuild } from './support/build.ts';
import { safeFolder } from './support/config.ts';
import { site } from './support/shape.ts';

export const hexo: Framework = {
  id: 'hexo',
  title: 'Hexo',
  packages: ['hexo'],
  never: ['hexo server', 'hexo s'],
  shape: (input) => {
    const { build, notes, from } = findBuild(input, 'hexo generate');
    const said = stringAt(readYaml(input.project, inside(input.service, '_config.yml')), 'public_dir');
    return site(input, {
      build,
      folder: safeFolder(input, said) ?? 'public',
      fallback: '404',
      notes,
      from: { build: from, outputs: said === undefined ? 'default' : '_config.yml' },
    });
  },
};
