/** Text as HTML and XML want it. */
const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Groups of three, as American pages write counts. */
export function grouped(count: number): string {
  return count.toLocaleString("en-US");
}
