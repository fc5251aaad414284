import { makeDots } from './made-dots.ts';
import { traceTerrain, drawLand, drawContours } from '../../src/map/terrain.ts';
import { paletteOf } from '../../src/map/palette.ts';
const out: string[] = [];
const time = (name: string, f: () => void, n = 8) => { const ts: number[] = []; for (let i = 0; i < n; i++) { const t = performance.now(); f(); ts.push(performance.now() - t); } ts.sort((a, b) => a - b); out.push(`${name}: min ${ts[0]!.toFixed(1)} med ${ts[n >> 1]!.toFixed(1)} max ${ts[n - 1]!.toFixed(1)}`); };
for (const count of [5000, 100000, 1000000]) {
  const scene = makeDots({ count, seed: 1, theme: 'light' });
  const paths = traceTerrain(scene.terrain);
  const pal = paletteOf('light');
  let pts = 0; for (const b of scene.terrain.bands) for (const r of b) pts += r.length / 2;
  out.push(`count ${count} terrain points ${pts}`);
  for (const [w, h, s] of [[1440, 900, 440], [720, 450, 220], [1872, 1170, 440], [1872,1170,1760]] as const) {
    const c = document.createElement('canvas'); c.width = w; c.height = h;
    const x = c.getContext('2d', { alpha: false, willReadFrequently: true })!;
    time(`land ${w} scale ${s}`, () => { x.setTransform(1, 0, 0, 1, 0, 0); x.fillStyle = pal.sea; x.fillRect(0, 0, w, h); x.setTransform(s, 0, 0, -s, w / 2, h / 2); drawLand(x, paths, pal, 1 / s); x.getImageData(0, 0, 1, 1); });
    time(`contours ${w} scale ${s}`, () => { x.setTransform(s, 0, 0, -s, w / 2, h / 2); drawContours(x, paths, pal, 1 / s); x.getImageData(0, 0, 1, 1); });
  }
}
const a = document.createElement('canvas'); a.width = 1872; a.height = 1170; const ax = a.getContext('2d', { alpha: false, willReadFrequently: true })!; ax.fillRect(0, 0, 100, 100);
const b = document.createElement('canvas'); b.width = 1440; b.height = 900; const bx = b.getContext('2d', { alpha: false, willReadFrequently: true })!;
const d = document.createElement('canvas'); d.width = 1440; d.height = 900; const dx = d.getContext('2d', { willReadFrequently: true })!;
const sync = (x: CanvasRenderingContext2D) => x.getImageData(0, 0, 1, 1);
time('drawImage copy', () => { bx.drawImage(a, -100, -100); sync(bx); }, 20);
time('drawImage stretch 1.3', () => { bx.drawImage(a, -200, -200, 1872 * 1.3, 1170 * 1.3); sync(bx); }, 20);
bx.imageSmoothingEnabled = false;
time('drawImage stretch 1.3 nearest', () => { bx.drawImage(a, -200, -200, 1872 * 1.3, 1170 * 1.3); sync(bx); }, 20);
bx.imageSmoothingEnabled = true;
let im = bx.getImageData(0, 0, 1440, 900);
time('getImageData opaque', () => { im = bx.getImageData(0, 0, 1440, 900); }, 20);
time('putImageData opaque', () => { bx.putImageData(im, 0, 0); sync(bx); }, 20);
const im2 = dx.createImageData(1440, 900);
time('putImageData alpha', () => { dx.putImageData(im2, 0, 0); sync(dx); }, 20);
for (let i = 0; i < im2.data.length; i++) im2.data[i] = (i * 7) & 255;
time('putImageData alpha full', () => { dx.putImageData(im2, 0, 0); sync(dx); }, 20);
time('drawImage alpha over', () => { bx.drawImage(d, 0, 0); sync(bx); }, 20);
const oc = new OffscreenCanvas(1440, 900); const ox = oc.getContext('2d', { alpha: false, willReadFrequently: true })!;
time('offscreen put', () => { ox.putImageData(im, 0, 0); ox.getImageData(0, 0, 1, 1); }, 20);
const n = 1e6; const scene = makeDots({ count: n, seed: 1, theme: 'light' });
const { sortIntoCells } = await import('../../src/map/cells.ts');
const cells = sortIntoCells(scene.xy); const sx = new Float32Array(n), sy = new Float32Array(n); cells.rows.forEach((r, i) => { sx[i] = scene.xy[2 * r]!; sy[i] = scene.xy[2 * r + 1]!; });
const W = 1440, H = 900; const cnt = new Uint16Array(W * H), key = new Uint8Array(W * H), st = new Uint8Array(n);
time('ink 1M', () => { cnt.fill(0); for (let i = 0; i < n; i++) { const px = (720 + sx[i]! * 440) | 0, py = (450 - sy[i]! * 440) | 0; if (px < 0 || py < 0 || px >= W || py >= H) continue; const p = py * W + px; cnt[p] = cnt[p]! + 1; key[p] = st[i]!; } }, 20);
const px32 = new Uint32Array(im.data.buffer); const lut = new Uint32Array(256).fill(128);
time('tone', () => { for (let p = 0; p < W * H; p++) { const c = cnt[p]!; if (c === 0) continue; const a = lut[c & 255]!; const v = px32[p]!; const r = v & 255, g = (v >> 8) & 255, bl = (v >> 16) & 255; px32[p] = 0xff000000 | ((r + (((90 - r) * a) >> 8))) | ((g + (((90 - g) * a) >> 8)) << 8) | ((bl + (((80 - bl) * a) >> 8)) << 16); } }, 20);
Object.assign(globalThis, { out });
document.documentElement.dataset['ready'] = 'true';
