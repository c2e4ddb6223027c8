import type { Project } from '../../core/project.ts';
import type { Manifest } from '../shared/python/manifest.ts';
import { lineAt, type Source } from '../shared/sources.ts';
import { FRAMEWORKS, type Framework } from './frameworks.ts';
import { type ModuleName, moduleName } from './import-root.ts';
import { pythonSources } from './sources.ts';

/** An application object in the sources. */
export interface App extends ModuleName {
  readonly framework: Framework;
  /** The variable that holds it, or the function that makes it. */
  readonly name: string;
  /** Whether `name` is a function that has to be called. */
  readonly factory: boolean;
  readonly from: string;
}

/** The applications of the sources, in the order of the frameworks and, within one, of the sources. */
export function applications(project: Project, service: string, manifest: Manifest | undefined): App[] {
  const sources = pythonSources(project, service);
  const known = FRAMEWORKS.filter(
    ({ makes, packages }) => makes.length > 0 && packages.some((name) => has(manifest, name)),
  );
  return known.flatMap((framework) =>
    [objects, factories].flatMap((find) =>
      servingFirst(sources, find === objects ? framework : undefined).flatMap(({ path, text }) => {
        const found = find(framework, text);
        if (!found || !/^[\w./-]+$/.test(path)) return [];
        const from = `${path}:${lineAt(text, found.index)}`;
        return [
          {
            framework,
            name: found.name,
            factory: find === factories,
            from,
            ...moduleName(project, service, path, text),
          },
        ];
      }),
    ),
  );
}

const ROUTES =
  /^@\w{1,60}\.(?:route|get|post|api_route|websocket)\(|\.(?:include_router|register_blueprint|add_url_rule|mount)\(/m;

/** Where several modules make an application, the ones that give it something to answer come first: others are for tests. */
function servingFirst(sources: readonly Source[], framework: Framework | undefined): readonly Source[] {
  if (!framework) return sources;
  const serves = sources.filter(({ text }) => objects(framework, text) && ROUTES.test(text));
  return [...serves, ...sources.filter((source) => !serves.includes(source))];
}

function has(manifest: Manifest | undefined, name: string): boolean {
  return manifest?.packages.has(name) ?? false;
}

interface Place {
  readonly name: string;
  readonly index: number;
}

/** `app = FastAPI(…)` and `app, rt = fast_app(…)` at the top of a module. */
function objects({ makes }: Framework, text: string): Place | undefined {
  const pattern = new RegExp(
    `^([A-Za-z_]\\w{0,60})(?:[ \\t]{0,4},[ \\t]{0,4}\\w{1,60}){0,4}[ \\t]{0,4}(?::[^=\\n]{1,80})?=[ \\t]{0,4}(?:\\w{1,60}\\.)?(?:${makes.join('|')})\\(`,
    'm',
  );
  const match = pattern.exec(text);
  return match ? { name: match[1] ?? 'app', index: match.index } : undefined;
}

/** A function without required arguments that makes it: `def create_app():`. */
function factories({ makes }: Framework, text: string): Place | undefined {
  const match = /^def (create_app|make_app|get_app|build_app|create_application|app_factory)\(/m.exec(text);
  const calls = new RegExp(`\\b(?:${makes.join('|')})\\(`).test(text);
  return match && calls ? { name: match[1] ?? 'create_app', index: match.index } : undefined;
}
