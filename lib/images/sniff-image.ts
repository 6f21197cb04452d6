/** The kinds of picture we pass on. SVG is none of them: it is a document with scripts. */
const KINDS = [
  { type: "image/png", extension: "png", at: 0, magic: "\x89PNG\r\n\x1a\n" },
  { type: "image/jpeg", extension: "jpg", at: 0, magic: "\xff\xd8\xff" },
  { type: "image/gif", extension: "gif", at: 0, magic: "GIF87a" },
  { type: "image/gif", extension: "gif", at: 0, magic: "GIF89a" },
  { type: "image/webp", extension: "webp", at: 8, magic: "WEBP" },
  { type: "image/avif", extension: "avif", at: 4, magic: "ftypavif" },
  { type: "image/avif", extension: "avif", at: 4, magic: "ftypavis" },
] as const;

export type ImageKind = { type: string; extension: string };

/** What a file is by its first bytes, whatever it was said to be; null for anything but a picture we know. */
export function sniffImage(bytes: Buffer): ImageKind | null {
  const head = bytes.subarray(0, 16).toString("latin1");
  const kind = KINDS.find(({ at, magic }) => head.startsWith(magic, at));
  if (!kind || (kind.type === "image/webp" && !head.startsWith("RIFF"))) return null;
  return { type: kind.type, extension: kind.extension };
}
