import { aptInstall } from '../shared/apt.ts';
import { withoutShell, withShell } from '../shared/bases.ts';
import { calledAfter, NO_VERSION, published } from '../shared/image-names.ts';
import { cmakeLook, cmakeSteps } from './cmake.ts';
import { mesonLook, mesonSteps } from './meson.ts';
import type { Chosen, Look, Recipe, Skeleton } from './skeleton.ts';

/** Debian 13's own compilers and tools. */
const COMPILER = ['g++=4:14.2.*', 'ninja-build=1.12.*'];
const TOOLS = { cmake: 'cmake=3.31.*', meson: 'meson=1.7.*' };

/** C and C++ with CMake or Meson: Debian's compilers, and the libraries that the project asks for by name. */
export const cpp: Skeleton = {
  id: 'cpp',
  title: 'C and C++',
  proof: { built: 'CMake and Meson, with Debian’s compilers', checked: 'libraries of Debian beyond OpenSSL' },
  because: 'a CMakeLists.txt may be an addon of what another stack builds',
  foreign: {
    // the version here is that of Debian, whose compilers build
    images: [published('gcc', NO_VERSION), calledAfter('gcc\\d{0,2}|clang|cmake|conan', NO_VERSION)],
  },
  manifests: ['CMakeLists.txt', 'meson.build'],
  yields: true,
  sources: {
    source: (name) => /\.(?:c|cc|cpp|cxx|h|hpp|ixx)$/.test(name),
    likely: /^(?:main|server|app)\b/,
    skipped: /^(?:build.*|third_party|external|vendor|tests?|examples?|docs|subprojects|node_modules)$/,
  },
  versions: ['13'],
  look: (project, service) => cmakeLook(project, service) ?? mesonLook(project, service),
  bases: (look) => ({
    // the C++ library and OpenSSL are in it; more cannot be added to it
    ...(runtimeOf(look).every((name) => name.startsWith('libssl'))
      ? { distroless: () => withoutShell('debian:trixie-slim', 'gcr.io/distroless/cc-debian13:nonroot') }
      : {}),
    slim: () => withShell('debian:trixie-slim', 'debian:trixie-slim'),
  }),
  recipe,
  ignored: { built: ['**/build', '**/cmake-build-*', '**/*.o'], development: ['**/.clang-*', '**/.cache'] },
};

function runtimeOf(look: Look | null): readonly string[] {
  return look?.packages?.runtime ?? [];
}

function recipe({ look, program }: Chosen): Recipe {
  const { manager, packages, values = {} } = look;
  const downloads = values.downloads === 'yes';
  const tool = manager?.name === 'meson' ? TOOLS.meson : TOOLS.cmake;
  const git = downloads ? ['git=1:2.47.*', 'ca-certificates=20*'] : [];
  const libraries = packages?.build ?? [];
  const pkgConfig = libraries.length > 0 ? ['pkg-config=1.8.*'] : [];
  const steps = manager?.name === 'meson' ? mesonSteps(program, values) : cmakeSteps(program, values);
  return {
    tools: aptInstall([...COMPILER, tool, ...pkgConfig, ...git, ...libraries]),
    fetchesFromSources: true,
    compiler: 'gcc',
    start: [`/app/${program}`],
    ...steps,
  };
}
