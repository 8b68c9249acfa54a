import { setTimeout as sleep } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import type { BasicReport, EmailMarketing } from '../../model';

const LOOK_EVERY = 100;
/** Without a terminal the bar becomes a line now and then. */
const LINE_EVERY = 2000;
/** This long without a single outcome, and something is wrong. */
const PATIENCE = 30_000;

/** Launches the campaign and draws a progress bar until its last delivery is settled. */
export async function sendWithProgress(engine: EmailMarketing, campaignId: string): Promise<BasicReport> {
  const start = Date.now();
  const bar = new SingleBar({
    format: 'Sending     {bar} {value} of {total}, {rate} a second',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    stream: process.stdout,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: LINE_EVERY,
  });
  await engine.campaigns.send(campaignId);

  let report = await engine.reports.basic(campaignId);
  bar.start(report.audience, 0, { rate: 0 });
  try {
    for (let movedAt = start; report.status !== 'sent';) {
      await sleep(LOOK_EVERY);
      const before = settled(report);
      report = await engine.reports.basic(campaignId);
      const seconds = (Date.now() - start) / 1000;
      bar.setTotal(report.audience);
      bar.update(settled(report), { rate: Math.round(settled(report) / seconds) });
      if (settled(report) > before) movedAt = Date.now();
      if (Date.now() - movedAt > PATIENCE) throw new Error(stalled(report));
    }
  } finally {
    bar.stop();
  }
  return report;
}

const settled = ({ audience, remaining }: BasicReport): number => audience - remaining;

function stalled({ statusReason, remaining }: BasicReport): string {
  const reason = statusReason ?? 'The engine gives no reason';
  return `Nothing was sent for ${PATIENCE / 1000} seconds, and ${remaining} messages are still waiting. ${reason}.`;
}
