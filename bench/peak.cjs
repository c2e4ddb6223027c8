// Loaded before the program that is measured (and before every Node.js program that it starts): leaves its peak memory, in
// kilobytes, as a line of PEAK_FILE.
const { appendFileSync } = require('node:fs');

process.on('exit', () => appendFileSync(process.env.PEAK_FILE, `${process.resourceUsage().maxRSS}\n`));
