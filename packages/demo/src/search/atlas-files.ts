import { type AtlasFiles, httpFiles } from 'paper-atlas';

/** The atlas at an address: a folder on the web, or a zip that stands in the address itself. What reads a zip comes with the first. */
export async function filesAt(url: string): Promise<AtlasFiles> {
  if (!url.startsWith('data:')) return httpFiles(url);
  const { embeddedFiles } = await import('./embedded-files.ts');
  return embeddedFiles(url);
}
