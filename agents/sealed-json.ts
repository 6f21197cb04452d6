/**
 * JSON in one line that can contain no mark and no tag: every angle bracket and line separator is
 * written as an escape, so text from the web cannot close the block it stands in.
 */
export function sealedJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
