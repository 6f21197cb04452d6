/** What a caption says: its title, and the hashtags that stand in it. */
import { cleanText } from "../reading/text";

/** A longer caption says the rest somewhere else. */
const MAX_CAPTION_CHARS = 5_000;
/** Instagram allows 30 hashtags; a caption with more was made by a machine. */
const MAX_HASHTAGS = 30;
/** A first sentence without an end is cut at a word: a title is no story. */
const MAX_TITLE_CHARS = 200;
/** A first sentence of fewer words takes the next one with it: "Wow!" is no title. */
const MIN_TITLE_WORDS = 2;

const HASHTAG = /[#＃]([\p{L}\p{M}\p{N}_]+)/gu;
/** A line or sentence that is nothing but mentions, dots and pictures says nothing. */
const SAYS_SOMETHING = /\p{L}/u;
const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });
/** Ends that are none: the dot belongs to the word. */
const ABBREVIATION = /\b(?:dr|mr|mrs|ms|st|no|nr|vs|vol|feat|ft|approx|incl|etc|inc|ca|e\.g|i\.e)\.\s*$/i;

/** Hashtags of a caption in small letters, each once, in their order. */
export function hashtagsOf(caption: string): string[] {
  const tags = [...caption.slice(0, MAX_CAPTION_CHARS).matchAll(HASHTAG)].map(([, tag = ""]) =>
    cleanText(tag, 150).toLowerCase(),
  );
  return [...new Set(tags)]
    .filter((tag) => SAYS_SOMETHING.test(tag) && tag.length <= 100)
    .slice(0, MAX_HASHTAGS);
}

/**
 * The first sentence of the first line that says something, without its hashtags. Of a caption that is nothing but
 * hashtags or pictures, its first line as it is; "" where there is not even that.
 */
export function titleOf(caption: string): string {
  const lines = caption
    .slice(0, MAX_CAPTION_CHARS)
    .split(/\r?\n/)
    .map((line) => cleanText(line, MAX_CAPTION_CHARS));
  for (const line of lines) {
    const title = firstSentence(withoutHashtags(line));
    if (title !== undefined) return title;
  }
  const said = lines.find((line) => /[\p{L}\p{N}]/u.test(line)) ?? lines.find((line) => line !== "") ?? "";
  return cutAtWord(withoutBullet(said));
}

/** The line without its hashtags, and without the dots that hold them apart or stand before the first word. */
function withoutHashtags(line: string): string {
  const words = line
    .replaceAll(HASHTAG, " ")
    .replaceAll(/(?<=^|\s)[.•·|_]+(?=\s|$)/gu, " ")
    .replaceAll(/\s+/g, " ");
  return withoutBullet(words).replace(/[\s\-–—:,|]+$/u, "");
}

const withoutBullet = (text: string): string => text.replace(/^(?:[\s.•·|_]|[-–—]+\s)+/u, "");

function firstSentence(line: string): string | undefined {
  if (!saysSomething(line)) return undefined;
  let title = "";
  for (const { segment } of SENTENCES.segment(line)) {
    title += segment;
    const words = title.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
    if (words.length >= MIN_TITLE_WORDS && saysSomething(title) && !ABBREVIATION.test(title)) break;
  }
  return cutAtWord(title.trim());
}

const saysSomething = (text: string): boolean =>
  SAYS_SOMETHING.test(text.replaceAll(/@[\p{L}\p{N}_.]+/gu, ""));

/** The text, cut between words where it is too long for a title. */
function cutAtWord(text: string): string {
  if (text.length <= MAX_TITLE_CHARS) return text;
  const cut = cleanText(text, MAX_TITLE_CHARS);
  if (text.charAt(cut.length) === " ") return cut;
  const space = cut.lastIndexOf(" ");
  return space > MAX_TITLE_CHARS / 2 ? cut.slice(0, space) : cut;
}
