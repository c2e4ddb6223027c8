import { isNewerOrEqual } from './boot.ts';
import type { JavaBuild } from './build.ts';

/** Where the official image has it. */
const HOME = '/usr/local/tomcat';

/** The lines of Tomcat that get fixes. */
export const TOMCATS = ['11.0', '10.1', '9.0'] as const;

/** The line of Tomcat that a WAR is made for: the interfaces moved to another package with 10, and 11 has their newest version. */
export function tomcatVersion({ dependencies }: JavaBuild): (typeof TOMCATS)[number] {
  const names = [...dependencies.keys()];
  if (names.some((name) => name.startsWith('javax.'))) return '9.0';
  const servlet = dependencies.get('jakarta.servlet:jakarta.servlet-api');
  const platform = dependencies.get('jakarta.platform:jakarta.jakartaee-web-api');
  const older = (servlet && !isNewerOrEqual(servlet, '6.1')) || (platform && !isNewerOrEqual(platform, '11'));
  return older ? '10.1' : '11.0';
}

/** Tomcat's own image, which comes without the applications that Tomcat brings. */
export function tomcatImage(tomcat: (typeof TOMCATS)[number], java: string): string {
  return `tomcat:${tomcat}-jre${java}`;
}

/** The start that catalina.sh comes to, without its shell. */
export const TOMCAT_START: readonly string[] = [
  'java',
  `-Djava.util.logging.config.file=${HOME}/conf/logging.properties`,
  '-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager',
  ...['java.lang', 'java.io', 'java.util', 'java.util.concurrent'].map(
    (name) => `--add-opens=java.base/${name}=ALL-UNNAMED`,
  ),
  ...['home', 'base'].map((name) => `-Dcatalina.${name}=${HOME}`),
  '-Djava.io.tmpdir=/tmp',
  '-cp',
  `${HOME}/bin/bootstrap.jar:${HOME}/bin/tomcat-juli.jar`,
  'org.apache.catalina.startup.Bootstrap',
  'start',
];

/** What Tomcat writes. */
export const TOMCAT_WRITES = [`${HOME}/logs`, `${HOME}/work`];
/** Where the application goes that answers at `/`. */
export const TOMCAT_ROOT = `${HOME}/webapps/ROOT/`;
