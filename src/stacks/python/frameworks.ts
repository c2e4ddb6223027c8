/** How a framework's application is served. */
export type Kind = 'wsgi' | 'asgi' | 'script' | 'worker';

/** A framework that is told apart. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** The packages that it is found by. */
  readonly packages: readonly string[];
  readonly kind: Kind;
  /** What makes its application object, as the sources call it; empty where a file is started as it is. */
  readonly makes: readonly string[];
  /** Where it listens when nothing is said; null: nowhere. */
  readonly port: number | null;
  /** What its application is served by when that is all there is of it: `fastapi[standard]` brings uvicorn. */
  readonly brings?: { readonly server: string; readonly extras: readonly string[] };
  /** A health route that it has of its own. */
  readonly health?: string;
}

/** In order: the first whose application is found in the sources is it. */
export const FRAMEWORKS: readonly Framework[] = [
  { id: 'django', title: 'Django', packages: ['django'], kind: 'wsgi', makes: [], port: 8000 },
  {
    id: 'fastapi',
    title: 'FastAPI',
    packages: ['fastapi', 'fastapi-slim'],
    kind: 'asgi',
    makes: ['FastAPI'],
    port: 8000,
    brings: { server: 'uvicorn', extras: ['standard', 'standard-no-fastapi-cloud-cli', 'all'] },
  },
  {
    id: 'litestar',
    title: 'Litestar',
    packages: ['litestar'],
    kind: 'asgi',
    makes: ['Litestar'],
    port: 8000,
    brings: { server: 'uvicorn', extras: ['standard', 'full'] },
  },
  {
    id: 'fasthtml',
    title: 'FastHTML',
    packages: ['python-fasthtml'],
    kind: 'asgi',
    makes: ['FastHTML', 'fast_app'],
    port: 8000,
    brings: { server: 'uvicorn', extras: [] },
  },
  {
    id: 'quart',
    title: 'Quart',
    packages: ['quart'],
    kind: 'asgi',
    makes: ['Quart'],
    port: 8000,
    brings: { server: 'hypercorn', extras: [] },
  },
  { id: 'starlette', title: 'Starlette', packages: ['starlette'], kind: 'asgi', makes: ['Starlette'], port: 8000 },
  {
    id: 'flask',
    title: 'Flask',
    packages: ['flask'],
    kind: 'wsgi',
    makes: ['Flask', 'APIFlask', 'OpenAPI'],
    port: 8000,
  },
  { id: 'aiohttp', title: 'aiohttp', packages: ['aiohttp'], kind: 'script', makes: [], port: 8080 },
  {
    id: 'streamlit',
    title: 'Streamlit',
    packages: ['streamlit'],
    kind: 'script',
    makes: [],
    port: 8501,
    health: '/_stcore/health',
  },
  { id: 'gradio', title: 'Gradio', packages: ['gradio'], kind: 'script', makes: [], port: 7860 },
  { id: 'celery', title: 'Celery', packages: ['celery'], kind: 'worker', makes: ['Celery'], port: null },
  { id: 'rq', title: 'RQ', packages: ['rq'], kind: 'worker', makes: [], port: null },
];
