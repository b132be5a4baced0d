// A picture of a page as a small file: at most 256 colours, packed as tightly as zlib can. Chromium's own are four times
// as large, and they stay in the repository for ever. Not here: which pages.
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pictures that documents show, and stay. */
export const KEPT = resolve(import.meta.dirname, '../../docs/screens');
/** Pictures to be looked at after a change. */
export const ALL = resolve(import.meta.dirname, process.env.SCREENS_FOLDER ?? '../test-results/screens');

/** Takes the page as it is when it is awake; `foreign` is a page without our scripts. */
export async function picture(page: Page, path: string, { foreign = false, highest = Infinity } = {}) {
  // What the page is waiting for to be awake: buttons that only then are there belong to the picture.
  if (!foreign) await page.locator('html[data-hydrated]').waitFor();
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: document.documentElement.scrollHeight }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, highest) };
  const png = await page.screenshot({ fullPage: true, clip, animations: 'disabled', scale: 'css' });
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, small(png));
}

interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue in one number, row by row. */
  colours: Uint32Array;
}

/** The chunks of a PNG with this name, one after another. */
function chunks(png: Buffer, name: string): Buffer {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === name) found.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat(found);
}

/** Reads what Chromium writes: eight bits a colour, RGB or RGBA, not interlaced. */
function read(png: Buffer): Pixels {
  const head = chunks(png, 'IHDR');
  const [width, height, bytes] = [head.readUInt32BE(0), head.readUInt32BE(4), head[9] === 6 ? 4 : 3];
  if (head[8] !== 8 || (head[9] !== 2 && head[9] !== 6) || head[12] !== 0) throw new Error('not a PNG as Chromium writes them');
  const raw = inflateSync(chunks(png, 'IDAT'));
  const line = width * bytes;
  const colours = new Uint32Array(width * height);
  let above = Buffer.alloc(line);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (line + 1)]!;
    const row = raw.subarray(y * (line + 1) + 1, (y + 1) * (line + 1));
    for (let i = 0; i < line; i += 1) {
      const [left, up, corner] = [i < bytes ? 0 : row[i - bytes]!, above[i]!, i < bytes ? 0 : above[i - bytes]!];
      const guesses = [0, left, up, (left + up) >> 1, paeth(left, up, corner)];
      row[i] = row[i]! + guesses[filter]!;
    }
    above = row;
    for (let x = 0; x < width; x += 1) colours[y * width + x] = row.readUIntBE(x * bytes, 3);
  }
  return { width, height, colours };
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

/** The same picture in the 256 colours that are most of it. */
function small(png: Buffer): Buffer {
  const { width, height, colours } = read(png);
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const palette = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 256).map(([colour]) => colour);
  const places = new Map(palette.map((colour, place) => [colour, place]));
  const place = (colour: number) => {
    let found = places.get(colour);
    if (found === undefined) {
      const far = palette.map((other) => [0, 8, 16].reduce((sum, bit) => sum + (((colour >> bit) & 255) - ((other >> bit) & 255)) ** 2, 0));
      found = far.indexOf(Math.min(...far));
      places.set(colour, found);
    }
    return found;
  };
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) for (let x = 0; x < width; x += 1) rows[y * (width + 1) + x + 1] = place(colours[y * width + x]!);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3, 0, 0, 0], 8);
  const table = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const parts: [string, Buffer][] = [['IHDR', head], ['PLTE', table], ['IDAT', deflateSync(rows, { level: 9 })], ['IEND', Buffer.alloc(0)]];
  return Buffer.concat([png.subarray(0, 8), ...parts.map(([name, data]) => chunk(name, data))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
