import { z } from "zod";

export type BodyPart = { name: string; text: string };

/** Parts of a body that are shown each for itself; what comes after stands in one. */
const MOST_PARTS = 20;

const message = z.looseObject({ role: z.string().max(40), content: z.string() });
const cutBody = z.object({ cutAfter: z.number(), begins: z.string() });
const texts = z.array(z.string()).min(1).max(MOST_PARTS);
const conversation = z.looseObject({ messages: z.array(message).min(1).max(MOST_PARTS) });
const wrapped = z.union([
  conversation,
  z
    .array(message)
    .min(1)
    .max(MOST_PARTS)
    .transform((messages) => ({ messages })),
]);

/**
 * A stored body as texts to read: a conversation or several texts one by one, a text as it is, anything else as indented JSON, and
 * JSON that was cut as it stands. Characters that cannot be seen, or that turn the direction of writing, are written out.
 */
export function bodyParts(json: string): BodyPart[] {
  const parsed = parse(json);
  if (parsed === undefined) return [{ name: "Text", text: visible(json) }];
  if (typeof parsed === "string") return [{ name: "Text", text: visible(unfolded(parsed)) }];
  const cut = cutBody.safeParse(parsed);
  if (cut.success) {
    return [{ name: `The first ${cut.data.cutAfter} characters`, text: visible(cut.data.begins) }];
  }
  const several = texts.safeParse(parsed);
  if (several.success) {
    return several.data.map((text, index) => ({ name: `Text ${index + 1}`, text: visible(unfolded(text)) }));
  }
  const talk = wrapped.safeParse(parsed);
  if (!talk.success) return [{ name: "JSON", text: visible(indented(parsed)) }];
  const { messages, ...rest } = talk.data;
  const parts = messages.map(({ role, content }) => ({
    name: `Message: ${visible(role)}`,
    text: visible(content),
  }));
  return Object.keys(rest).length === 0
    ? parts
    : [...parts, { name: "The rest", text: visible(indented(rest)) }];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return undefined;
  }
}

const indented = (value: unknown): string => JSON.stringify(value, null, 2);

/** A text that is itself an object in JSON, indented. */
function unfolded(text: string): string {
  const inner = text.trimStart().startsWith("{") ? parse(text) : undefined;
  return inner === undefined ? text : indented(inner);
}

/** Controls other than tab and line ends, marks of direction, zero-width and tag characters, lone surrogates. */
const UNSEEN =
  /[^\P{C}\t\n\r]|[\u{AD}\u{115F}\u{1160}\u{2028}\u{2029}\u{3164}\u{FFA0}]|[\u{FE00}-\u{FE0F}]/gu;

/** The text with every character that cannot be seen written as its number: ⟨U+202E⟩. */
export function visible(text: string): string {
  return text.replaceAll(
    UNSEEN,
    (unseen) => `⟨U+${(unseen.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`,
  );
}
