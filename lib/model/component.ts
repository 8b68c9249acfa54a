import { z } from 'zod/v4';
import { neverNull } from './body';
import { storableText } from './validate';

/** Every text and URL of a component takes variables. A URL is absolute: http, https, mailto, tel or sms. */
const text = (what: string) => storableText(50_000, `${what} is over 50,000 characters.`);
const url = storableText(2000, 'A URL is over 2,000 characters.');
const alignSchema = z.enum(['left', 'center', 'right']);
const colorSchema = z.string().regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i, 'Write a colour like #1a73e8.');
/** Pixels; 600 is the width of the message. */
const widthSchema = z.int().min(1).max(600);

const linkSchema = z.strictObject({ text: text('A link'), url });

const headerSchema = z.strictObject({
  type: z.literal('header'),
  logoUrl: url.optional(),
  logoAlt: storableText(500).default(''),
  logoWidth: widthSchema.default(160),
  /** Stands in for the logo where there is none, or beneath it. */
  title: text('The title').optional(),
  /** Where logo and title lead. */
  url: url.optional(),
  /** The navigation. */
  links: z.array(linkSchema).max(10).default([]),
});

const textSchema = z.strictObject({
  type: z.literal('text'),
  /** HTML; where it has no tags, an empty line makes a paragraph. */
  text: text('The text'),
  align: alignSchema.default('left'),
});

const imageSchema = z.strictObject({
  type: z.literal('image'),
  src: url,
  /** What the image shows, for those who do not see it. Empty for mere decoration. */
  alt: storableText(500).default(''),
  url: url.optional(),
  width: widthSchema.optional(),
  align: alignSchema.default('center'),
});

const buttonSchema = z.strictObject({
  type: z.literal('button'),
  text: text('The button'),
  url,
  color: colorSchema.default('#1f5fd6'),
  textColor: colorSchema.default('#ffffff'),
  align: alignSchema.default('center'),
});

const dividerSchema = z.strictObject({ type: z.literal('divider'), color: colorSchema.default('#d9dde3') });

const spacerSchema = z.strictObject({
  type: z.literal('spacer'),
  height: z.int().min(1).max(200).default(24),
});

const footerSchema = z.strictObject({
  type: z.literal('footer'),
  /** The sender's postal address; many laws ask for one. */
  address: text('The address'),
  /** For example why people receive this. */
  text: text('The text').optional(),
  unsubscribeText: storableText(200).default('Unsubscribe'),
  preferencesUrl: url.optional(),
  preferencesText: storableText(200).default('Preferences'),
});

const insideColumnSchema = z.discriminatedUnion('type', [
  textSchema,
  imageSchema,
  buttonSchema,
  dividerSchema,
  spacerSchema,
]);

/** Side by side; one below the other where the screen is narrow. */
const columnsSchema = z.strictObject({
  type: z.literal('columns'),
  columns: z
    .array(z.array(insideColumnSchema).max(20))
    .min(1, 'Add at least one column.')
    .max(4, 'Use at most four columns.'),
});

export const componentSchema = z.discriminatedUnion('type', [
  headerSchema,
  textSchema,
  imageSchema,
  buttonSchema,
  dividerSchema,
  spacerSchema,
  columnsSchema,
  footerSchema,
]);
export type ComponentInput = z.input<typeof componentSchema>;
export type Component = z.output<typeof componentSchema>;

/** A body, from top to bottom. */
export const componentsSchema = z
  .array(componentSchema, neverNull)
  .min(1, 'Add at least one component.')
  .max(100, 'Use at most 100 components.');
