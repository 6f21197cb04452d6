/** What is the same for one page under the spellings that models and searches give its address. */
export function pageKey(url: string): string {
  const read = URL.parse(url.trim());
  if (!read) return url.trim();
  const campaign = [...read.searchParams.keys()].filter((name) => /^utm_/i.test(name));
  for (const name of campaign) read.searchParams.delete(name);
  return `${read.host.replace(/^www\./, "")}${read.pathname.replace(/\/+$/, "")}${read.search}`;
}
