/** The name of the cookie that carries one sentence over a redirect. */
export const FLASH_COOKIE = "pta.flash";
