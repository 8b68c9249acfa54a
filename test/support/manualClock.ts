import type { Clock } from '../../lib/model';

interface Alarm {
  instant: number;
  callback: () => void;
}

/** A clock whose time moves only when a test says so. */
export class ManualClock implements Clock {
  private time: number;
  private readonly alarms = new Set<Alarm>();

  constructor(start = '2026-01-01T00:00:00Z') {
    this.time = Date.parse(start);
  }

  now(): number {
    return this.time;
  }

  at(instant: number, callback: () => void): () => void {
    if (instant <= this.time) {
      const soon = setImmediate(callback);
      return () => clearImmediate(soon);
    }
    const alarm = { instant, callback };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  advanceBy(milliseconds: number): Promise<void> {
    return this.advanceTo(this.time + milliseconds);
  }

  /**
   * Moves to `instant`, firing what falls due on the way, in order and each at its own time. Between two of them, code
   * that was waiting gets to run, so that what it asks for next fires too; reads and writes it starts may still be
   * under way afterwards.
   */
  async advanceTo(instant: number): Promise<void> {
    for (let alarm = this.next(instant); alarm; alarm = this.next(instant)) {
      this.alarms.delete(alarm);
      this.time = Math.max(this.time, alarm.instant);
      alarm.callback();
      await new Promise(setImmediate);
    }
    this.time = Math.max(this.time, instant);
  }

  /** As `advanceTo`, for a machine that was asleep: what falls due on the way fires at the end of it. */
  leapTo(instant: number): Promise<void> {
    this.time = Math.max(this.time, instant);
    return this.advanceTo(instant);
  }

  /** The alarm due first, if that is no later than `instant`; of equals, the one set first. */
  private next(instant: number): Alarm | undefined {
    const due = [...this.alarms].filter((alarm) => alarm.instant <= instant);
    return due.sort((a, b) => a.instant - b.instant)[0];
  }
}
