/** The seller's own key of a product on every marketplace: what makes posting twice list once. */
export const skuOf = (productId: number) => `PTA-${productId}`;
