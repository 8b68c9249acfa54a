import type { ResolvedFilter } from '../filters/resolvedFilter';

/** A segment as it was when it was resolved. */
export interface ResolvedSegment {
  id: string;
  name: string;
  filters: ResolvedFilter[];
}

/** The recipients of a campaign with their segments as they were found at one instant. Plain JSON. */
export interface Audience {
  all: boolean;
  labelIds: string[];
  segments: ResolvedSegment[];
  excludeLabelIds: string[];
  excludeSegments: ResolvedSegment[];
  /** From which "within N days" counts back. */
  now: number;
}
