/** The cookie that carries one sentence over a redirect, and the header in which the proxy hands it to the page. */
export const FLASH_COOKIE = "pta.flash";
export const FLASH_HEADER = "x-flash";
