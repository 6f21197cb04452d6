/** Which role may do what. Client-safe: pages hide what the server would refuse, the server refuses it anyway. */
import { ROLES, type Role } from "../core/words";

export const PERMISSIONS = ["view", "decide", "post", "run-scan", "manage-settings", "manage-team"] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** The weakest role that has the permission. */
const WEAKEST: Record<Permission, Role> = {
  view: "viewer",
  decide: "reviewer",
  post: "reviewer",
  "run-scan": "reviewer",
  "manage-settings": "admin",
  "manage-team": "admin",
};

/** True when `role` is `other` or stronger. */
export function atLeast(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) <= ROLES.indexOf(other);
}

/** True when the role has the permission. */
export function may(role: Role, permission: Permission): boolean {
  return atLeast(role, WEAKEST[permission]);
}

/** The roles that somebody with `role` may give to others: nobody gives more than their own. */
export function rolesGrantableBy(role: Role): Role[] {
  return may(role, "manage-team") ? ROLES.filter((granted) => atLeast(role, granted)) : [];
}
