/** Tells people talking from a thing being shown. Words of titles and of the labels that subreddits give their posts. */

/** A question, or the beginning of one. A question mark inside a title is often a seller's: "No more dead batteries? Yes." */
const ASKS =
  /\?\s*$|^(?:\[[^\]]{1,30}\]\s*)?(?:what|which|who|why|how|where|when|is it|is there|are there|does any|do you|has any|have you|should i|can any|can i|could any|anyone|any (?:ideas?|suggestions?|recommendations?|recs?|advice|tips)|help (?:me|needed|please|with|finding|choosing|identify\w*)|eli5|aita)\b/iu;
/** Asks for advice, wherever in the title it stands. */
const SEEKS =
  /\b(?:looking for|recommend(?:ations?)? (?:for|me|needed|wanted|please)|in search of|help me (?:find|choose|pick|decide)|need (?:advice|help|recommendations?)|advice (?:needed|please|wanted|on)|suggestions? (?:for|please|needed)|worth it)\b/iu;
/** Threads, rules, news of the subreddit itself, and what is only meant to be funny. */
const THREADS =
  /\b(?:mega ?thread|(?:daily|weekly|monthly|simple) (?:\w+ ){0,2}(?:thread|questions?|discussion|help)|discussion thread|ask me anything|ama\b|giveaway|psa\b|rant\b|unpopular opinion|starter ?pack|shit ?post|meme|mods?\b.{0,20}\b(?:announcement|applications?)|subreddit (?:rules|update|census)|rule \d)/iu;
/** Marks in square brackets in front of a title, such as "[Request]" or "[Meta]". */
const MARKS =
  /[[(]\s*(?:request|discussion|question|meta|meme|humou?r|rant|psa|help|advice|misc|off[ -]topic|announcement|news|article|update|survey|nsfw)\s*[\])]/iu;
/** Labels that subreddits give such posts. */
const FLAIRS =
  /\b(?:discussion|question|request|help|advice|recommendation|news|article|meta|meme|humou?r|funny|rant|psa|announcement|mod post|weekly|daily|thread|giveaway|survey|off[ -]topic|routine help|warranty|repair)\b/iu;

/**
 * True when a post's words say that people talk: a question, a request for advice, a thread, a joke, news. One that leads out
 * to a page of its own is not made talk by a question: titles there like to ask "Tired of cold coffee?".
 */
export function isTalk({
  title,
  flair,
  leadsOut,
}: {
  title: string;
  flair?: string | undefined;
  leadsOut: boolean;
}): boolean {
  const signs = leadsOut ? [SEEKS, THREADS, MARKS] : [ASKS, SEEKS, THREADS, MARKS];
  return signs.some((sign) => sign.test(title)) || (flair !== undefined && FLAIRS.test(flair));
}
