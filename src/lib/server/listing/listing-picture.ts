import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { MOST_MEGABYTES, MOST_MEGAPIXELS, LONGEST_EDGE_PX } from '../../domain/listing-picture';
import { InvalidInput, type RefusalCode } from '../../domain/refusal';

/** A picture as it is stored and sent: WebP, upright, without anything that came with it. */
export interface StoredPicture {
  readonly data: Uint8Array;
  readonly mediaType: 'image/webp';
  readonly widthPx: number;
  readonly heightPx: number;
  /** Hex. */
  readonly sha256: string;
}

const MEGA = 1_000_000;
const QUALITY = 80;

/**
 * What a file is by its first bytes, whatever it calls itself; null for all that is not taken. Only what passes here
 * ever reaches a decoder. AVIF: ISO 14496-12, a `ftyp` box with the brand `avif`.
 */
function sniff(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | 'avif' | null {
  const text = (from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (text(0, 3) === '\u00ff\u00d8\u00ff') return 'jpeg';
  if (text(0, 8) === '\u0089PNG\r\n\u001a\n') return 'png';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
  return text(4, 8) === 'ftyp' && text(8, 32).includes('avif') ? 'avif' : null;
}

/**
 * Makes of an uploaded file what may be shown: turned as its camera held it, at most 1600 pixels long, without position,
 * camera, author or any other metadata.
 * @throws {InvalidInput} at `field`: `file_missing`, `file_too_large`, `file_no_picture`, `file_too_many_pixels`
 */
export async function preparePicture(bytes: Uint8Array, field: string): Promise<StoredPicture> {
  const refused = (code: RefusalCode, most?: number) =>
    new InvalidInput([most === undefined ? { field, code } : { field, code, details: { most } }]);
  if (bytes.length === 0) throw refused('file_missing');
  if (bytes.length > MOST_MEGABYTES * MEGA) throw refused('file_too_large', MOST_MEGABYTES);
  if (sniff(bytes) === null) throw refused('file_no_picture');
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MOST_MEGAPIXELS * MEGA) throw refused('file_too_many_pixels', MOST_MEGAPIXELS);
    const { data, info } = await sharp(bytes, { limitInputPixels: MOST_MEGAPIXELS * MEGA, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_EDGE_PX, height: LONGEST_EDGE_PX, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    const sha256 = createHash('sha256').update(data).digest('hex');
    return { data, mediaType: 'image/webp', widthPx: info.width, heightPx: info.height, sha256 };
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    // A file that is broken or lies about its kind: its sender is told, nobody else need know.
    throw new InvalidInput([{ field, code: 'file_no_picture' }]);
  }
}
