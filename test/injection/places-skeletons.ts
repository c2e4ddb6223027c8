import type { Crafted, Place } from './project.ts';

const SAYS = ['program', 'file', 'path', 'Found nothing', 'shard.yml'];

/** A name that a build file gives to its program; what is no plain name is passed over, and then another is there. */
function program(name: string, craft: (value: string) => Crafted['files']): Place {
  return { name, says: SAYS, harmless: 'harmless', craft: (value) => ({ files: craft(value ?? 'other') }) };
}

/** The names of programs in the files of languages that are detected and asked for. */
export const SKELETON_PLACES: readonly Place[] = [
  program('a target of CMake', (value) => ({
    'CMakeLists.txt': `project(a)\nadd_executable(${value} main.c)\nadd_executable(other main.c)\n`,
  })),
  program('a project of CMake', (value) => ({
    'CMakeLists.txt': `project(${value})\nadd_executable(\${PROJECT_NAME} main.c)\n`,
  })),
  program('an output folder of CMake', (value) => ({
    'CMakeLists.txt': `project(a)\nset(CMAKE_RUNTIME_OUTPUT_DIRECTORY \${CMAKE_BINARY_DIR}/${value})\nadd_executable(a main.c)\n`,
  })),
  program('an executable of Meson', (value) => ({
    'meson.build': `project('a', 'c')\nexecutable('${value}', 'main.c')\n`,
  })),
  program('a product of Swift', (value) => ({ 'Package.swift': `.executableTarget(name: "${value}")\n` })),
  program('an executable of cabal', (value) => ({ 'a.cabal': `name: a\nexecutable ${value}\n` })),
  program('a target of shards', (value) => ({
    'shard.yml': JSON.stringify({ targets: { [value]: { main: 'a.cr' } } }),
  })),
  program('a program of Dart', (value) => ({ 'pubspec.yaml': 'name: a\n', [`bin/${value}.dart`]: '' })),
  program('an executable of Zig', (value) => ({ 'build.zig': `b.addExecutable(.{ .name = "${value}" });\n` })),
  program('a jar of tools.build', (value) => ({
    'deps.edn': '{:aliases {:build {}}}',
    'build.clj': `(defn uber [_] (b/uber {:uber-file "target/${value}.jar"}))\n`,
  })),
];
