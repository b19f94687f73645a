import { crc32, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';

const inflate = promisify(inflateRaw);

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const MOST_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;

/** Why an archive is not opened; it says nothing of its content. */
export class UnreadableArchive extends Error {
  override readonly name = 'UnreadableArchive';
}

/** What an archive may hold altogether. */
export interface ArchiveLimits {
  readonly mostFiles: number;
  /** Unpacked, whatever the archive says of its size. */
  readonly mostBytes: number;
}

/**
 * The files of a ZIP archive by their names (APPNOTE 6.3.10), packed or not, without encryption and below 4 GB. What
 * unpacks to more than is allowed is never unpacked. Throws `UnreadableArchive`.
 */
export async function unpackArchive(
  archive: Buffer,
  { mostFiles, mostBytes }: ArchiveLimits
): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let left = mostBytes;
  for (const { name, method, packed } of listFiles(archive, mostFiles)) {
    if (method !== STORED && method !== DEFLATED) throw new UnreadableArchive('unknown compression');
    const content = method === STORED ? packed : await inflateWithin(packed, left);
    left -= content.length;
    if (left < 0) throw new UnreadableArchive('too large');
    files.set(name, content);
  }
  return files;
}

async function inflateWithin(packed: Buffer, most: number): Promise<Buffer> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(most, 1) });
  } catch (cause) {
    throw new UnreadableArchive('cannot be unpacked', { cause });
  }
}

interface PackedFile {
  readonly name: string;
  readonly method: number;
  readonly packed: Buffer;
}

/** By the directory at the archive's end, which alone counts. */
function listFiles(archive: Buffer, mostFiles: number): PackedFile[] {
  const end = findEnd(archive);
  const count = archive.readUInt16LE(end + 10);
  if (count > mostFiles) throw new UnreadableArchive('too many files');
  const files: PackedFile[] = [];
  try {
    for (let at = archive.readUInt32LE(end + 16), index = 0; index < count; index++) {
      if (archive.readUInt32LE(at) !== CENTRAL) throw new UnreadableArchive('no directory');
      if ((archive.readUInt16LE(at + 8) & 1) === 1) throw new UnreadableArchive('encrypted');
      const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
      const name = archive.toString('utf8', at + 46, at + 46 + nameBytes!);
      const local = archive.readUInt32LE(at + 42);
      if (archive.readUInt32LE(local) !== LOCAL) throw new UnreadableArchive('no file');
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const packed = archive.subarray(start, start + archive.readUInt32LE(at + 20));
      files.push({ name, method: archive.readUInt16LE(at + 10), packed });
      at += 46 + nameBytes! + extraBytes! + commentBytes!;
    }
  } catch (cause) {
    if (cause instanceof RangeError) throw new UnreadableArchive('cut off', { cause });
    throw cause;
  }
  return files;
}

function findEnd(archive: Buffer): number {
  for (let at = archive.length - END_BYTES; at >= Math.max(0, archive.length - END_BYTES - MOST_COMMENT_BYTES); at--) {
    if (archive.readUInt32LE(at) === END) return at;
  }
  throw new UnreadableArchive('no archive');
}

/** A ZIP archive of files that are not packed: for a reader on the same machine. */
export function packArchive(files: ReadonlyMap<string, Buffer>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = Buffer.from(name, 'utf8');
    // Version 2.0, names in UTF-8, stored, 1980-01-01.
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x0800, 2);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(crc32(content), 10);
    shared.writeUInt32LE(content.length, 14);
    shared.writeUInt32LE(content.length, 18);
    shared.writeUInt16LE(path.length, 22);
    parts.push(uint32(LOCAL), shared, path, content);
    const entry = Buffer.alloc(14);
    entry.writeUInt32LE(offset, 10);
    directory.push(uint32(CENTRAL), Buffer.from([20, 0]), shared, entry, path);
    offset += 30 + path.length + content.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(END_BYTES);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(files.size, 8);
  end.writeUInt16LE(files.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}
