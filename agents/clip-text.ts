/** Words beside which a text is kept: what stops a product must not be what is cut off. */
const WARNING =
  /\b(?:recall\w*|banned|prohibited|restricted|counterfeit\w*|infring\w*|injur\w*|fire|hazard\w*|toxic|deceptive|misleading)\b/iu;

/** True when a text speaks of a danger; hurried or denied, that is for a reader to say. */
export const warns = (text: string): boolean => WARNING.test(text);

/** A text of at most `limit` characters, cut with an ellipsis and never inside a surrogate pair; a warning stays in it. */
export function clipText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const at = WARNING.exec(text)?.index ?? 0;
  if (at < limit * 0.6) return `${wellFormed(text.slice(0, Math.max(0, limit - 1)))}…`;
  const start = at - Math.floor(limit / 3);
  const end = start + Math.max(0, limit - 2);
  return `…${wellFormed(text.slice(start, end))}${end < text.length ? "…" : ""}`;
}

/** Without the halves of pairs that a cut has left at either end. */
const wellFormed = (text: string): string =>
  text.replace(/^[\uDC00-\uDFFF]/, "").replace(/[\uD800-\uDBFF]$/, "");
