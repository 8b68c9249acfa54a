/** What went on since the start; for whoever watches the server. */
export interface TrackingCounts {
  requests: number;
  /** With a token that is not ours, or not complete. */
  refused: number;
  /** Answered before they were recorded, because that took too long. They still may have been. */
  late: number;
  /** Not recorded: there were too many at once, or the database failed. */
  lost: number;
}

export const noCounts = (): TrackingCounts => ({ requests: 0, refused: 0, late: 0, lost: 0 });
