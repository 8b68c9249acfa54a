/** A part of a campaign that holds a template, by its name in the interface. */
export type TemplateField = 'subject' | 'previewText' | 'body' | 'bodyText' | 'utm';

/** What a campaign is made of, as far as lint wants to know. */
export interface ContentFacts {
  /** Each mention of a variable, by the first word of its path; reserved ones and those inside each/with left out. */
  variables: readonly {
    name: string;
    field: TemplateField;
    /** A default filter, or the variable is only asked for by if or unless, or stands inside an if that asks for it. */
    hasFallback: boolean;
  }[];
  /** Their URLs in the order of the body, as written: template tags included, entities decoded. */
  links: readonly string[];
  /** `alt` is null where the attribute is missing. */
  images: readonly { src: string; alt: string | null }[];
  /** Tags of other systems, such as `*|NAME|*`. */
  foreignTags: readonly { tag: string; field: TemplateField }[];
  /** Whether the body as written has the unsubscribe link. */
  hasUnsubscribeLink: boolean;
  /** The subject without its holes. */
  subjectText: string;
  /** Bytes of the HTML without what is filled in; of each block the longer branch. */
  htmlSize: number;
}
