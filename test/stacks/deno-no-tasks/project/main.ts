import { serveFile } from 'jsr:@std/http@1/file-server';

Deno.serve({ port: Number(Deno.env.get('PORT') ?? 8000) }, (request) => serveFile(request, 'index.html'));
