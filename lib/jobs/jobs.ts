/** @param signal aborted when the process stops: finish what is on the wire, then return */
export type JobHandler = (argument: string, signal: AbortSignal) => Promise<void>;

/**
 * Work that runs later or elsewhere. A job only says "look now": what there is to do is read from the domain tables,
 * so a lost or repeated job does no harm. Locally on p-queue; on Postgres, later, on pg-boss.
 */
export interface Jobs {
  handle(name: string, handler: JobHandler): void;
  /**
   * The same job (name and argument) never runs twice at once: asked for while it runs, it runs once more afterwards.
   * Of several later times the earliest counts, so a handler that finds more to come asks again.
   * @param notBefore an instant; absent means now
   */
  enqueue(name: string, argument?: string, notBefore?: number): void;
  /** Takes no more, tells what is running to finish, and waits for it. */
  stop(): Promise<void>;
}
