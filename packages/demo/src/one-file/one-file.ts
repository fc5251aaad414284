import '../styles/main.css';

/**
 * The entry of the page in one file. Its one script is the page, and again each of the page's workers: it is started anew
 * under the worker's name (see `own-script.ts`), so that code which both need stands in the file once.
 */
if (typeof document !== 'undefined') await import('../main.ts');
else if (self.name === 'atlas') await import('../search/atlas-worker.ts');
else if (self.name === 'map') await import('../search/map-worker.ts');
else throw new Error(`this file has no worker called ${JSON.stringify(self.name)}`);
