/** Why people reject, in the words that learning reads later; client-safe. */
export const REJECT_REASONS = [
  "Margin too thin",
  "Too crowded",
  "Will not last",
  "Poor quality",
  "Legal or safety risk",
  "Not for our shop",
] as const;

/** A chip of a rejection; empty where none was chosen. */
export type Chip = (typeof REJECT_REASONS)[number] | "";

/** The longest note that is kept with a decision. */
export const NOTE_LENGTH = 300;

/** One sentence of a chip and a note: the chip speaks for rejections alone. */
export function reasonOf(decision: "approve" | "reject", chip: Chip, note: string): string | undefined {
  const parts = [decision === "reject" ? chip : "", note.trim()].filter(Boolean);
  return parts.length > 0 ? parts.join(": ") : undefined;
}
