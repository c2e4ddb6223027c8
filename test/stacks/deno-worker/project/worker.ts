Deno.cron('drain', '* * * * *', async () => {
  await fetch(`https://queue.example.com/${Deno.env.get('QUEUE')}`, { method: 'POST' });
});
