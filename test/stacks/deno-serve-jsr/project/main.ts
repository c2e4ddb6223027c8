import { serveDir } from '@std/http';

export default {
  fetch: (request) => serveDir(request, { fsRoot: 'static' }),
} satisfies Deno.ServeDefaultExport;
