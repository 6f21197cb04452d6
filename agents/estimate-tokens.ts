/** Runs that a byte-pair tokenizer keeps together: a word with its blank, up to three digits, blanks, marks; then any other character. */
const PIECES = / ?[A-Za-z]+|\d{1,3}|[ \t\r\n]+|[!-/:-@[-`{-~]+|[\u0080-\u07ff]+|[\s\S]/gu;
const LETTER = /[A-Za-z]/;
const MARK = /[!-/:-@[-`{-~]/;
/** Two-byte scripts (Latin with accents, Greek, Cyrillic, Hebrew, Arabic): letters to a token, on the safe side. */
const LETTERS_PER_TOKEN = 2.2;
/** Letters without a vowel, or more of them than words have, are a code and not a word. */
const CODE = /^[^aeiouy]{3,}$|^.{17,}$|[^aeiouy]{5}/i;

function weightOf(piece: string): number {
  const first = piece.trimStart()[0] ?? " ";
  if (LETTER.test(first)) {
    const word = piece.trim();
    return Math.ceil(word.length / (CODE.test(word) ? 2 : 8));
  }
  if (MARK.test(first)) return Math.ceil(piece.length / 3);
  const code = piece.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return Math.ceil(piece.length / LETTERS_PER_TOKEN);
  // Common CJK characters are one token or less each, rare ones two; a surrogate pair is a sign of four bytes.
  return code < 0x10000 ? 1.2 : 3;
}

/**
 * How many tokens a text is for the tokenizers of today's models (o200k), estimated from its characters without a vocabulary.
 * High by a tenth or so for prose and JSON in any script; text that is no language at all may come to three times as much.
 */
export function estimateTokens(text: string): number {
  let sum = 0;
  for (const [piece] of text.matchAll(PIECES)) sum += weightOf(piece);
  return Math.ceil(sum);
}
