/** Apart from the schemas, so that a form does not carry a schema library into the browser. */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
