import ms from 'ms';

const view = await Deno.readTextFile('views/index.html');
await Deno.mkdir('built');
await Deno.writeTextFile('built/index.html', view.replace('{day}', String(ms('1d'))));
