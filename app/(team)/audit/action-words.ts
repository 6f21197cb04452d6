/** Audit rows in words. */
const SAYS: Record<string, string> = {
  "product.analyzing": "Analysis begun",
  "product.pending_review": "Put up for review",
  "product.discovered": "Sent back to wait",
  "product.analysis_failed": "Analysis given up",
  "product.approved": "Approved",
  "product.rejected": "Rejected",
  "product.posted": "Posted",
  "product.merged": "Merged",
  "product.merge-undone": "Merge undone",
  "product.split": "Split off",
  "product.split-undone": "Split undone",
  "product.told-apart": "Told apart",
  "product.add": "Added by hand",
  "product.see": "Named again by hand",
  "fact.state": "Fact stated",
  "fact.take-back": "Fact taken back",
  "product.money-stated": "Figure of the margin stated",
  "product.money-taken-back": "Stated figure taken back",
  "rate.set": "Exchange rate entered",
  "rate.remove": "Entered exchange rate removed",
  "run.resumed": "Run resumed",
  "listing.recorded": "Posting recorded",
  "listing.figures": "Figures edited",
  "setting.change": "Setting changed",
  "session.begin": "Signed in",
  "session.end": "Signed out",
  "session.end-all": "Signed out everywhere",
  "session.end-other": "Signed out on another device",
  "person.first-owner": "First owner joined",
  "person.join": "Joined",
  "person.role": "Role changed",
  "person.rename": "Name changed",
  "person.password-change": "Password changed",
  "person.reset-link": "Link for a new password made",
  "person.password-reset": "Password set by link",
  "person.disable": "Access taken",
  "person.enable": "Access given back",
  "invitation.create": "Invitation made",
  "invitation.revoke": "Invitation taken back",
  "source.scan": "Scan asked for",
  "source.enabled": "Source switched on or off",
  "source.mode": "Source switched between live and samples",
  "source.interval": "Interval changed",
  "source.robots": "Robots rules of a source put aside or back in force",
  "keyword.add": "Keyword added",
  "keyword.pin": "Keyword pinned",
  "keyword.unpin": "Keyword unpinned",
  "keyword.mute": "Keyword muted",
  "keyword.unmute": "Keyword unmuted",
  "keyword.restore": "Keyword put back as it was",
};

/** "product.approved" → "Approved"; an action without words of its own → "Noun: verb". */
export function actionWords(action: string): string {
  const known = SAYS[action];
  if (known) return known;
  const [noun = "", ...verb] = action.split(".");
  const words = verb.join(" ").replaceAll(/[-_]/g, " ");
  const name = noun.charAt(0).toUpperCase() + noun.slice(1);
  return words ? `${name}: ${words}` : name;
}

/** The page of an entity, where it has one. */
export function entityHref(type: string, id: string | null): string | null {
  if (id === null) return null;
  if (type === "product" && /^\d+$/.test(id)) return `/products/${id}`;
  if (type === "run" && /^\d+$/.test(id)) return `/runs/${id}`;
  if (type === "source") return `/sources/${encodeURIComponent(id)}`;
  if (type === "listing") return "/listings";
  if (type === "keyword") return "/keywords";
  if (type === "exchange-rate") return "/settings#exchange-rates";
  if (type === "setting" || type === "person" || type === "invitation") return "/settings";
  return null;
}

const MACHINES: Record<string, string> = {
  schedule: "The schedule",
  policy: "The policy",
  system: "The system",
};
export const MACHINE_IDS = Object.keys(MACHINES);

/** Who acted: a person's name, what a machine is called, or the id where neither is known any more. */
export function actorWords(userId: string | null, userName: string | null): string {
  if (userName) return userName;
  if (userId === null) return "Nobody signed in";
  return MACHINES[userId] ?? userId;
}
