import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindEntry } from 'paper-atlas/node';
import { sealJson } from '../../packages/core/src/store/manifest-seal.ts';

/** A manifest that can be written. */
export interface OpenManifest {
  model: { id: string; sha256: string };
  counts: { papers: number };
  kinds: Record<string, KindEntry>;
  [field: string]: unknown;
}

/** A copy of an atlas with another manifest, sealed as one that was made like this. */
export function copyAtlas(from: string, to: string, change: (manifest: OpenManifest) => void): void {
  cpSync(from, to, { recursive: true });
  const file = join(to, 'manifest.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  change(manifest);
  writeFileSync(file, sealManifest(manifest));
}

/** The bytes of a manifest, with the checksum that fits them. */
export function sealManifest({ checksum: _old, ...manifest }: Readonly<Record<string, unknown>>): Uint8Array {
  return sealJson(manifest);
}

/** Puts other contents in place of a kind of one shard, under a name that fits them. */
export function replaceKind(dir: string, manifest: OpenManifest, kind: string, bytes: Uint8Array): void {
  const { shards, ...entry } = manifest.kinds[kind]!;
  const shard = shards[0]!;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const name = shard.name.replace(/[0-9a-f]{16}/, sha256.slice(0, 16));
  writeFileSync(join(dir, 'data', name), bytes);
  manifest.kinds[kind] = { ...entry, shards: [{ ...shard, name, bytes: bytes.length, sha256 }] };
}

/** Path of the file of a kind, relative to the atlas. */
export function fileOfKind(dir: string, kind: string): string {
  const { kinds } = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as OpenManifest;
  return `data/${kinds[kind]!.shards[0]!.name}`;
}
