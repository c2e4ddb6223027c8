import { lineAt } from '../../shared/sources.ts';
import { bootShapeFor } from '../boot.ts';
import type { MainClass, Shape } from '../build.ts';
import { isClass } from '../mains.ts';
import type { GradleProject } from './script.ts';
import { filledGradle } from './values.ts';

/** What a Gradle build leaves, which task makes it, and what says so. */
export interface GradleShape {
  readonly shape: Shape;
  readonly task: string;
  readonly from: string;
  readonly version: string | undefined;
}

const SHADOW = ['com.gradleup.shadow', 'com.github.johnrengelman.shadow', 'io.github.goooler.shadow'];
/** Plugins that bring the application plugin along. */
const APPLICATION = ['application', 'io.ktor.plugin', 'io.micronaut.application', 'io.micronaut.minimal.application'];

const MAIN =
  /\b(?:mainClass(?:Name)?\s{0,4}(?:=|\.set\(|\.convention\()|["']?Main-Class["']?\s{0,4}(?:\bto\b|:|=|\]\s{0,4}=|,))\s{0,4}["']([\w.$]{1,300})["']/g;
const CUSTOM_LAYERS =
  /\blayered\s{0,4}\{[^{}]{0,400}(?:enabled|isEnabled)?\s{0,4}(?:application|dependencies|layerOrder|enabled\s{0,4}=\s{0,4}false)/;

/** Reads from the plugins of a project what it leaves; null for a library. */
export function gradleShape(gradle: GradleProject): GradleShape | null {
  const applied = (ids: readonly string[]) => ids.find((id) => gradle.plugins.has(id));
  const made = (id: string, shape: Shape, task: string): GradleShape => ({
    shape,
    task,
    from: gradle.plugins.get(id) ?? gradle.path,
    version: filledGradle(gradle, gradle.pluginVersions.get(id)),
  });
  const boot = applied(['org.springframework.boot']);
  if (boot) return bootShape(gradle, made(boot, 'jar', 'bootJar'));
  const quarkus = applied(['io.quarkus']);
  if (quarkus) return quarkusShape(gradle, made(quarkus, 'quarkus', 'quarkusBuild'));
  const application = applied(APPLICATION);
  if (application) return made(application, 'dist', 'installDist');
  const shadow = applied(SHADOW);
  if (shadow) return made(shadow, 'jar', 'shadowJar');
  if (applied(['war'])) return made('war', 'war', 'war');
  const manifest = gradleMain(gradle);
  return manifest ? { shape: 'jar', task: 'jar', from: manifest.from, version: undefined } : null;
}

function bootShape(gradle: GradleProject, made: GradleShape): GradleShape {
  if (gradle.plugins.has('war')) return { ...made, task: 'bootWar' };
  const closed = gradle.scripts.some(({ text }) => /\blaunchScript\s{0,4}\(/.test(text) || CUSTOM_LAYERS.test(text));
  return closed ? made : { ...made, shape: bootShapeFor(made.version) };
}

function quarkusShape(gradle: GradleProject, made: GradleShape): GradleShape {
  const type = gradle.properties.get('quarkus.package.jar.type') ?? gradle.properties.get('quarkus.package.type');
  return type === 'uber-jar' ? { ...made, shape: 'jar' } : made;
}

/** The class that a project's files say to run, or null. */
export function gradleMain(gradle: GradleProject): MainClass | null {
  for (const { path, text } of gradle.scripts)
    for (const match of text.matchAll(MAIN)) {
      const value = match[1] ?? '';
      if (isClass(value)) return { value, from: `${path}:${lineAt(text, match.index)}` };
    }
  return null;
}
