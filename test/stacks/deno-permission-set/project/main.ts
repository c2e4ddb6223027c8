Deno.serve((request) => (new URL(request.url).pathname === '/healthz' ? new Response('ok') : new Response('hello')));
