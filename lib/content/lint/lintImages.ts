import type { Finding } from '../../model';
import type { ContentFacts } from '../facts';
import { examples } from './examples';

/** Errors: images that are shown from an attachment which is not there. */
export function missingInlineImages({ images }: ContentFacts, contentIds: readonly string[]): Finding[] {
  const missing = images
    .map(({ src }) => contentIdOf(src))
    .filter((id) => id !== undefined && !contentIds.includes(id)) as string[];
  if (missing.length === 0) return [];
  return [
    {
      code: 'inline_image_missing',
      message: `The body shows images from attachments that are not there. Attach files with these content ids, or change the images: ${examples(missing)}.`,
      field: 'body',
    },
  ];
}

/** Undefined where a tag decides it. */
function contentIdOf(src: string): string | undefined {
  const url = src.trim();
  return /^cid:/i.test(url) && !url.includes('{{') ? unescapeId(url.slice('cid:'.length)) : undefined;
}

/** `%40` stands for `@` (RFC 2392). */
const unescapeId = (id: string): string => id.replaceAll('%40', '@').replaceAll(/%2b/gi, '+');

/** Warnings. */
export function imagesWithoutAlt({ images }: ContentFacts): Finding[] {
  const bare = images.filter(({ alt }) => alt === null).map(({ src }) => src);
  if (bare.length === 0) return [];
  return [
    {
      code: 'image_without_alt',
      message: `Many read without images. Say in alt="…" what these show, or write alt="" where they are mere decoration: ${examples(bare)}.`,
      field: 'body',
    },
  ];
}
