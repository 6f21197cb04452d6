/** Wordings by which product text tries to talk to a model instead of a buyer. */
const PATTERNS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|your|system)\b.{0,40}\b(?:instruction|prompt|rule|direction|message)s?\b/iu,
  /\byou are now\b/iu,
  /\b(?:system|developer)\s+(?:prompt|message|instruction)s?\b/iu,
  /\b(?:new|updated)\s+instructions?\s*:/iu,
  /\b(?:act|respond|answer|reply)\s+as\s+(?:an?|the)\s+\w+/iu,
  /\b(?:rate|score|mark|grade)\s+(?:this|it|the product)\b.{0,30}\b(?:100|perfect|highest|maximum|approve[d]?)\b/iu,
  /\b(?:recommend|answer|output|return|say)\s*:?\s*"?(?:APPROVE|REJECT)\b/iu,
  /<\/?(?:system|assistant|user|dossier|reports|instructions?)>/iu,
  /\[\/?INST\]|<\|[^|]{1,30}\|>/iu,
];

/** True when a text is worded as an instruction to a model. Looks at the first 4,000 characters. */
export function looksLikeInstruction(text: string): boolean {
  const head = text.slice(0, 4_000);
  return PATTERNS.some((pattern) => pattern.test(head));
}
