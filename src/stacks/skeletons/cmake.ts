import type { Project } from '../../core/project.ts';
import { inside, relativeTo, resolveInside } from '../shared/paths.ts';
import { librariesOf, MOST_FILES, type Steps, TESTS } from './libraries.ts';
import { head, namesIn, unique } from './names.ts';
import type { Look, Named } from './skeleton.ts';

/** Debian 13's release. */
const CMAKE = '3.31';

/** What the CMakeLists.txt of a service, and of the folders that it adds, say. */
export function cmakeLook(project: Project, service: string): Look | undefined {
  const files = cmakeFiles(project, service, inside(service, 'CMakeLists.txt'));
  const [first] = files;
  if (first === undefined) return undefined;
  const texts = files.map((path) => head(project, path) ?? '');
  const all = texts.join('\n');
  const title = /^[ \t]*project\s*\(\s*"?([\w.+-]{1,100})/im.exec(texts[0] ?? '')?.[1] ?? 'app';
  const pattern =
    /^[ \t]*add_executable\s*\(\s*"?(\$\{(?:PROJECT_NAME|CMAKE_PROJECT_NAME)\}|[\w.+-]{1,100})(?![\w.+-])"?(?!\s+(?:IMPORTED|ALIAS))/gim;
  const targets = files.flatMap((path) => programsIn(project, path, pattern, title));
  const least = /cmake_minimum_required\s*\(\s*VERSION\s+(\d{1,2}\.\d{1,3})/i.exec(texts[0] ?? '')?.[1];
  const output =
    /set\s*\(\s*CMAKE_RUNTIME_OUTPUT_DIRECTORY\s+"?\$\{CMAKE_(?:CURRENT_)?BINARY_DIR\}\/([\w./-]{1,80})"?/i.exec(
      all,
    )?.[1];
  const downloads = /\b(?:FetchContent_Declare|ExternalProject_Add|CPMAddPackage)\s*\(/i.test(all);
  const wanted = [...all.matchAll(/\bfind_package\s*\(\s*(\w{1,60})/gi)].map((match) => match[1] ?? '');
  return {
    ...librariesOf(wanted, first),
    manager: { name: 'cmake', from: first },
    programs: unique(targets),
    fetches: downloads,
    lock: downloads && !/\bURL_HASH\b|\bGIT_TAG\s+[0-9a-f]{40}\b/i.test(all) ? null : first,
    notes: [
      ...librariesOf(wanted, first).notes,
      ...managed(project, service),
      ...(least !== undefined && least.localeCompare(CMAKE, 'en', { numeric: true }) > 0
        ? [`${first} asks for CMake ${least}, and Debian 13 has ${CMAKE}.`]
        : []),
    ],
    values: { output: output ?? '', downloads: downloads ? 'yes' : '' },
  };
}

/** A CMakeLists.txt and those of the folders that it adds. */
function cmakeFiles(project: Project, service: string, top: string): string[] {
  const files: string[] = [];
  const queue = [top];
  for (let at = 0; at < queue.length && files.length < MOST_FILES; at++) {
    const path = queue[at] ?? top;
    const text = files.includes(path) ? undefined : head(project, path);
    if (text === undefined) continue;
    files.push(path);
    const folder = path.slice(0, -'CMakeLists.txt'.length).replace(/\/$/, '') || '.';
    for (const [, name = ''] of text.matchAll(/^[ \t]*add_subdirectory\s*\(\s*"?([\w./-]{1,200})/gim)) {
      const below = resolveInside(folder, name);
      if (below !== undefined && relativeTo(service, below) !== undefined && !TESTS.test(name))
        queue.push(inside(below, 'CMakeLists.txt'));
    }
  }
  return files;
}

function programsIn(project: Project, path: string, pattern: RegExp, title: string): Named[] {
  const text = head(project, path) ?? '';
  const plain = namesIn(project, path, pattern);
  const own = [...text.matchAll(pattern)].some((match) => match[1]?.startsWith('$'))
    ? [{ name: title, from: path }]
    : [];
  return [...plain, ...own].filter(({ name }) => !TESTS.test(name));
}

function managed(project: Project, service: string): string[] {
  const file = ['conanfile.txt', 'conanfile.py', 'vcpkg.json'].find((name) => project.has(inside(service, name)));
  return file === undefined
    ? []
    : [
        `${inside(service, file)} names packages of a manager that this build does not run: --stack generic builds by a command of yours.`,
      ];
}

/** What CMake downloads, it downloads while it configures. */
export function cmakeSteps(program: string, { output = '', downloads }: Readonly<Record<string, string>>): Steps {
  const configure =
    'cmake -S . -B /build -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF -DCMAKE_RUNTIME_OUTPUT_DIRECTORY=/out';
  const compile = `cmake --build /build --target ${program}`;
  const from = output === '' ? `/out/${program}` : `/build/${output}/${program}`;
  return {
    fetch: downloads === 'yes' ? [configure] : null,
    build: downloads === 'yes' ? [[compile]] : [[configure, compile]],
    artefacts: [[from, `./${program}`]],
  };
}
