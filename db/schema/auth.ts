import { boolean, index, pgTable, serial, text, varchar } from "drizzle-orm/pg-core";
import { ROLES } from "@/lib/core/words";
import { oneOf, time } from "./columns";

/** The sign-in tables, in the shape better-auth asks for (a test compares them), and our invitations. */
export const users = pgTable(
  "users",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    email: text("email").notNull().unique(),
    emailVerified: boolean("email_verified").notNull().default(false),
    image: text("image"),
    role: varchar("role", { length: 20, enum: ROLES }).notNull().default("viewer"),
    /** Set when an admin takes access away; sessions are deleted with it. */
    disabledAt: time("disabled_at"),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  (table) => [oneOf("users_role_check", table.role, ROLES)],
);

export const sessions = pgTable(
  "sessions",
  {
    id: text("id").primaryKey(),
    expiresAt: time("expires_at").notNull(),
    token: text("token").notNull().unique(),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
  },
  // the sessions of a person, to end them all
  (table) => [index("sessions_user_idx").on(table.userId)],
);

export const accounts = pgTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: time("access_token_expires_at"),
    refreshTokenExpiresAt: time("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  // sign-in looks the password up by person
  (table) => [index("accounts_user_idx").on(table.userId)],
);

export const verifications = pgTable(
  "verifications",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: time("expires_at").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
  },
  // a verification by what it verifies
  (table) => [index("verifications_identifier_idx").on(table.identifier)],
);

/** Invitations by link. The link carries the token, the row only its SHA-256. The first owner's link is one too. */
export const invitations = pgTable(
  "invitations",
  {
    id: serial("id").primaryKey(),
    tokenHash: varchar("token_hash", { length: 64 }).notNull().unique(),
    role: varchar("role", { length: 20, enum: ROLES }).notNull(),
    /** Where set, only this address may accept. */
    email: text("email"),
    note: varchar("note", { length: 200 }),
    /** Null for the first owner's link. */
    createdBy: text("created_by"),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    acceptedAt: time("accepted_at"),
    acceptedBy: text("accepted_by"),
    revokedAt: time("revoked_at"),
  },
  (table) => [oneOf("invitations_role_check", table.role, ROLES)],
);

/**
 * One-time links that set a new password. The link carries the token, the row only its SHA-256. Like an invitation
 * it is used once, and by a compare-and-set.
 */
export const passwordResets = pgTable(
  "password_resets",
  {
    id: serial("id").primaryKey(),
    tokenHash: varchar("token_hash", { length: 64 }).notNull().unique(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Null where the link was made on the machine itself. */
    createdBy: text("created_by").references(() => users.id, { onDelete: "cascade" }),
    createdAt: time("created_at").notNull().defaultNow(),
    expiresAt: time("expires_at").notNull(),
    usedAt: time("used_at"),
    revokedAt: time("revoked_at"),
  },
  // the open links of a person, of whom each has one at most
  (table) => [index("password_resets_user_idx").on(table.userId)],
);
