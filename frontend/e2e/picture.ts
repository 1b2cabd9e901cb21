import { crc32, deflateSync } from "node:zlib";

/** A PNG of a phone whose screen has a scratch, for a file field. */
export const scratched = (name: string, wide = 1200, high = 900) => ({
  name,
  mimeType: "image/png",
  buffer: png(wide, high, (x, y) => {
    const inside = Math.abs(x - wide / 2) < wide / 5 && Math.abs(y - high / 2) < high / 2.3;
    if (!inside) return [214, 203, 184];
    return Math.abs(x - y * 0.4 - wide / 3) < 4 ? [240, 240, 235] : [30, 36 + (y * 60) / high, 48];
  }),
});

/** The head of a PNG that claims to be far larger than it is. */
export const bomb = (name: string) => ({
  name,
  mimeType: "image/png",
  buffer: Buffer.concat([SIGNATURE, chunk("IHDR", head(60_000, 60_000))]),
});

const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

function png(wide: number, high: number, colour: (x: number, y: number) => number[]): Buffer {
  const rows = Buffer.alloc(high * (1 + 3 * wide));
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) rows.set(colour(x, y), y * (1 + 3 * wide) + 1 + 3 * x);
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head(wide, high)),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function head(wide: number, high: number): Buffer {
  const bytes = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  bytes.writeUInt32BE(wide, 0);
  bytes.writeUInt32BE(high, 4);
  return bytes;
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
