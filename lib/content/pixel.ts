import { deliveryToken, type Program } from './program';

/** Where a body ends; what stands behind it is often cut off. */
const END = /<\/body\s*>/i;

/** Puts the image last in the body by which an open is noticed: mail programs that show images ask for it. */
export function withPixel(html: Program, publicUrl: string): Program {
  const pixel: Program = [
    `<img src="${publicUrl}/o/`,
    deliveryToken,
    '.gif" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0">',
  ];
  const last = html.findLastIndex((segment) => typeof segment === 'string' && END.test(segment));
  if (last === -1) return [...html, ...pixel];
  const text = html[last] as string;
  const at = text.search(END);
  return [...html.slice(0, last), text.slice(0, at), ...pixel, text.slice(at), ...html.slice(last + 1)];
}
