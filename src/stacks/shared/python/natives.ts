import type { Manifest } from './manifest.ts';

/** A package that is compiled when it is installed. */
export interface CompiledPackage {
  readonly name: string;
  readonly note: string;
}

/** Packages without wheels for Linux, with the package that has them where there is one. */
const COMPILED: Readonly<Record<string, string | null>> = {
  psycopg2: 'psycopg2-binary or psycopg[binary]',
  mysqlclient: 'PyMySQL',
  'python-ldap': 'ldap3',
  uwsgi: 'gunicorn',
  pygraphviz: null,
  pycairo: null,
  'pyside-setup': null,
  'mod-wsgi': 'gunicorn',
  pysqlite3: 'pysqlite3-binary',
  'mysql-python': 'PyMySQL',
  pyaudio: null,
  'dbus-python': null,
  systemd: null,
};

/** The dependencies that need a compiler, and mostly a C library when they run. */
export function compiledPackages(manifest: Manifest | undefined): CompiledPackage[] {
  const names = [...(manifest?.packages.keys() ?? [])].filter((name) => Object.hasOwn(COMPILED, name));
  return names.map((name) => {
    const instead = COMPILED[name];
    const advice = instead ? ` ${instead} needs neither.` : '';
    return {
      name,
      note: `${name} is compiled in the build and may need a C library that the last stage does not have.${advice}`,
    };
  });
}
