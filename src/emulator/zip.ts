import { crc32, deflateRawSync } from 'node:zlib';

/** A zip with one file in it, as any unpacker reads it: local header, data, directory, end. */
export function zipOf(name: string, content: Buffer, now: Date): Buffer {
  const data = deflateRawSync(content);
  const label = Buffer.from(name, 'utf8');
  const facts = factsOf(content, data, label, now);
  const local = Buffer.concat([numbers([0x04034b50, 4], [20, 2]), facts, numbers([0, 2]), label, data]);
  const central = Buffer.concat([
    ...[numbers([0x02014b50, 4], [20, 2], [20, 2]), facts],
    ...[numbers([0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [0, 4]), label],
  ]);
  const end = numbers([0x06054b50, 4], [0, 2], [0, 2], [1, 2], [1, 2], [central.length, 4], [local.length, 4], [0, 2]);
  return Buffer.concat([local, central, end]);
}

/** What both headers say: UTF-8 names, deflated, when, what it has to sum up to, how long it is packed, unpacked and named. */
function factsOf(content: Buffer, data: Buffer, label: Buffer, now: Date): Buffer {
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1);
  const day = ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate();
  const sizes = [data.length, content.length].map((size): [number, number] => [size, 4]);
  return numbers([0x0800, 2], [8, 2], [time, 2], [day, 2], [crc32(content), 4], ...sizes, [label.length, 2]);
}

/** Little-endian, each with its width in bytes. */
function numbers(...list: readonly (readonly [value: number, width: number])[]): Buffer {
  return Buffer.concat(
    list.map(([value, width]) => {
      const bytes = Buffer.alloc(width);
      bytes.writeUIntLE(value >>> 0, 0, width);
      return bytes;
    }),
  );
}
