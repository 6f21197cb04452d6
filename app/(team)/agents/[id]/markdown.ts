/** The part of Markdown that instructions are written in, read into blocks of plain text. Whatever else stands there stays as it is. */

type Block =
  | { kind: "heading"; level: number; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "list"; ordered: boolean; items: string[] }
  /** Fenced, indented, or a table: shown letter by letter. */
  | { kind: "verbatim"; text: string };

const FENCE = /^\s*(?:```|~~~)/;
const HEADING = /^(#{1,6})\s+(\S.*)$/;
const BULLET = /^\s{0,3}[-*+]\s+(\S.*)$/;
const NUMBERED = /^\s{0,3}\d{1,3}[.)]\s+(\S.*)$/;

/** Markdown as blocks, in order. Every text of the source stands in exactly one of them. */
export function readMarkdown(source: string): Block[] {
  const lines = source.replaceAll("\r\n", "\n").split("\n");
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const heading = HEADING.exec(line);
    if (line.trim() === "") at += 1;
    else if (FENCE.test(line)) at = takeFenced(lines, at, blocks);
    else if (line.trimStart().startsWith("|")) at = takeTable(lines, at, blocks);
    else if (heading) {
      blocks.push({ kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? "" });
      at += 1;
    } else if (BULLET.test(line) || NUMBERED.test(line)) at = takeList(lines, at, blocks);
    else at = takeParagraph(lines, at, blocks);
  }
  return blocks;
}

function takeFenced(lines: readonly string[], from: number, blocks: Block[]): number {
  let to = from + 1;
  while (to < lines.length && !FENCE.test(lines[to] ?? "")) to += 1;
  blocks.push({ kind: "verbatim", text: lines.slice(from + 1, to).join("\n") });
  return to + 1;
}

function takeTable(lines: readonly string[], from: number, blocks: Block[]): number {
  let to = from;
  while (to < lines.length && (lines[to] ?? "").trimStart().startsWith("|")) to += 1;
  blocks.push({ kind: "verbatim", text: lines.slice(from, to).join("\n") });
  return to;
}

function takeList(lines: readonly string[], from: number, blocks: Block[]): number {
  const ordered = NUMBERED.test(lines[from] ?? "");
  const items: string[] = [];
  let at = from;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const item = (ordered ? NUMBERED : BULLET).exec(line);
    if (item) items.push(item[1] ?? "");
    // A line further in goes on with its item.
    else if (line.trim() !== "" && /^\s{2,}/.test(line) && !FENCE.test(line))
      items.push(`${items.pop()} ${line.trim()}`);
    else break;
  }
  blocks.push({ kind: "list", ordered, items });
  return at;
}

function takeParagraph(lines: readonly string[], from: number, blocks: Block[]): number {
  const ends = (line: string) =>
    line.trim() === "" || FENCE.test(line) || HEADING.test(line) || BULLET.test(line) || NUMBERED.test(line);
  let to = from + 1;
  while (to < lines.length && !ends(lines[to] ?? "")) to += 1;
  blocks.push({
    kind: "paragraph",
    text: lines
      .slice(from, to)
      .map((line) => line.trim())
      .join(" "),
  });
  return to;
}

export type Piece = { look: "plain" | "strong" | "code"; text: string };

/** A line as pieces: `**strong**`, `` `code` `` and the rest as it is written. */
export function readPieces(text: string): Piece[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*)/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      if (/^`[^`]+`$/.test(piece)) return { look: "code", text: piece.slice(1, -1) };
      if (/^\*\*[^*]+\*\*$/.test(piece)) return { look: "strong", text: piece.slice(2, -2) };
      return { look: "plain", text: piece };
    });
}
