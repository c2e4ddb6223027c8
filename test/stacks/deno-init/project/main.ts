export function handler(req: Request): Response {
  return new Response(new URL(req.url).pathname);
}

if (import.meta.main) {
  Deno.serve(handler);
}
