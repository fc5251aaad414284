// One contender of the bench `embed`, a process of its own: the worker pool of Paper Atlas, from its build.
import { readFileSync } from 'node:fs';
import { createWorkerPool, openModelFolder } from '../dist/node.js';

const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { spec, path } = await openModelFolder();
const pool = createWorkerPool({ model: spec, location: path });
await pool.embed(texts.slice(0, 8), 'document');
const start = performance.now();
await pool.embed(texts, 'document');
const seconds = (performance.now() - start) / 1000;
const peakBytes = pool.peakBytes + process.resourceUsage().maxRSS * 1024;
await pool.dispose();
console.log(JSON.stringify({ textsPerSecond: texts.length / seconds, peakBytes }));
