import { splitHashtag } from "./words/split-hashtag";

const HASHTAG = /^[#＃][^\s#＃]+$/u;

/** A title that is a hashtag and nothing else, in words: "#cloudslippers" is "Cloud slippers". Other titles as they are. */
export function readableTitle(title: string): string {
  const tag = title.trim();
  if (!HASHTAG.test(tag)) return title;
  const words = splitHashtag(tag).words.join(" ");
  return words === "" ? title : words.charAt(0).toUpperCase() + words.slice(1);
}
