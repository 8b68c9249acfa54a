/** As in `5 % (25 of 500)`. */
export const shareOf = (part: number, whole: number): string =>
  `${percent(part / whole)} (${part} of ${whole})`;

/** As in `0.3 %`. */
export const percent = (rate: number): string => `${Number((100 * rate).toFixed(2))} %`;
