import { Worker } from 'bullmq';

new Worker('orders', async () => {}, { connection: { host: process.env.REDIS_HOST } });
