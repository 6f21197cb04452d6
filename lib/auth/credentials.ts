/** What a name, an address and a password must look like. */
import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password-length";

export const personName = z
  .string("Enter a name.")
  .trim()
  .min(1, "Enter a name.")
  .max(100, "A name has at most 100 characters.")
  // Line breaks and direction marks would let a name dress up as something else.
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "A name has no control characters.");

export const emailAddress = z
  .string("Enter an e-mail address.")
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("Enter an e-mail address such as name@example.com."));

export const newPassword = z
  .string("Enter a password.")
  .min(PASSWORD_MIN, `A password has at least ${PASSWORD_MIN} characters.`)
  .max(PASSWORD_MAX, `A password has at most ${PASSWORD_MAX} characters.`);

/** What somebody types to get in: the rules for new passwords do not apply to it. */
export const givenPassword = z
  .string("Enter your password.")
  .min(1, "Enter your password.")
  .max(PASSWORD_MAX, "That is not a password.");
