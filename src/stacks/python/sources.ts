import { sourceReader } from '../shared/sources.ts';

/** The service's own Python sources: never tests, migrations or packages of others. */
export const pythonSources = sourceReader({
  source: (name) => name.endsWith('.py') && !/^(?:test_|conftest|setup\.py|noxfile)|_test\.py$/.test(name),
  likely:
    /^(?:main|app|server|wsgi|asgi|application|api|bot|worker|settings|config|__main__|streamlit_app|manage|run)\b/,
  skipped:
    /^(?:tests?|migrations|versions|alembic|node_modules|static|templates|docs|examples?|scripts|notebooks|venv|env|build|dist|site-packages|__pycache__)$|\.egg-info$/,
});
