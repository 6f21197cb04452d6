/** Letters of an ordinary word to a token, of a code (no vowel, five consonants in a row, or longer than words are) to one. */
const LETTERS = { word: 8, code: 2 } as const;
const LONGEST_WORD = 16;
const MOST_CONSONANTS = 4;
const SHORTEST_CODE = 3;
/** Marks such as brackets and quotes to a token, where they stand together. */
const MARKS = 3;
const DIGITS = 3;
/** Two-byte scripts (Latin with accents, Greek, Cyrillic, Hebrew, Arabic): letters to a token, on the safe side. */
const TWO_BYTE_LETTERS = 2.2;
/** A character of three bytes: common CJK characters are a token or less, rare ones two. A surrogate pair has four bytes. */
const THREE_BYTES = 1.2;
const FOUR_BYTES = 3;

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isBlank = (code: number): boolean => code <= 32;
const isMark = (code: number): boolean => code < 0x80 && !isLetter(code) && !isDigit(code) && !isBlank(code);
const isTwoBytes = (code: number): boolean => code >= 0x80 && code < 0x800;

/** Where a run of such characters ends. */
function endOf(text: string, start: number, belongs: (code: number) => boolean): number {
  let end = start + 1;
  while (end < text.length && belongs(text.charCodeAt(end))) end += 1;
  return end;
}

const VOWELS = new Set(Array.from("aeiouy", (letter) => letter.charCodeAt(0)));

function wordTokens(text: string, start: number, end: number): number {
  let [vowels, row, longestRow] = [0, 0, 0];
  for (let at = start; at < end; at += 1) {
    if (VOWELS.has(text.charCodeAt(at) | 32)) {
      vowels += 1;
      row = 0;
    } else {
      row += 1;
      longestRow = Math.max(longestRow, row);
    }
  }
  const length = end - start;
  const isCode =
    length > LONGEST_WORD || longestRow > MOST_CONSONANTS || (length >= SHORTEST_CODE && vowels === 0);
  return Math.ceil(length / (isCode ? LETTERS.code : LETTERS.word));
}

/**
 * How many tokens a text is for the tokenizers of today's models (o200k), estimated from its characters without a vocabulary.
 * High by a tenth or so for prose and JSON in any script; text that is no language at all may come to three times as much.
 */
export function estimateTokens(text: string): number {
  let sum = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const start = at;
    if (isLetter(code)) {
      at = endOf(text, start, isLetter);
      sum += wordTokens(text, start, at);
    } else if (isDigit(code)) {
      at = endOf(text, start, isDigit);
      sum += Math.ceil((at - start) / DIGITS);
    } else if (isBlank(code)) {
      at = endOf(text, start, isBlank);
      // A single blank belongs to the word behind it.
      sum += at - start === 1 && isLetter(text.charCodeAt(at)) ? 0 : 1;
    } else if (isMark(code)) {
      at = endOf(text, start, isMark);
      sum += Math.ceil((at - start) / MARKS);
    } else if (isTwoBytes(code)) {
      at = endOf(text, start, isTwoBytes);
      sum += Math.ceil((at - start) / TWO_BYTE_LETTERS);
    } else {
      const isPair = code >= 0xd8_00 && code < 0xdc_00;
      at += isPair ? 2 : 1;
      sum += isPair ? FOUR_BYTES : THREE_BYTES;
    }
  }
  return Math.ceil(sum);
}
