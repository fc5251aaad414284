let url: string | null = null;

/**
 * The script that is running once more, as a worker of this name. A page from a disk may start no other, and none that is
 * a module: so the module's text becomes the body of a function.
 */
export function startOwnScript(name: string): Worker {
  url ??= typeof document === 'undefined' ? self.location.href : createUrl();
  return new Worker(url, { name });
}

function createUrl(): string {
  const module = document.querySelector('script[type="module"]')?.textContent ?? '';
  const begin = '(async () => { "use strict";\n';
  // What goes wrong at the start is an error of the worker.
  const end = '\n})().catch((error) => setTimeout(() => { throw error; }));';
  return URL.createObjectURL(new Blob([begin, module, end], { type: 'text/javascript' }));
}
