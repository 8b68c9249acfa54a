import { closeEngines, type HeldEngine, holdEngine, openEngine } from '../../lib/host';
import { failure } from '../support/campaigns';
import { type FreshDatabase, freshDatabase } from '../support/databases';

describe('an engine that is held', () => {
  let fresh: FreshDatabase;
  const hold = (as: 'host' | 'guest') => holdEngine({ database: fresh.database }, as);
  const isOpen = async ({ api }: HeldEngine) => (await failure(api.labels.list()))?.code !== 'ENGINE_STOPPED';

  beforeEach(async () => {
    fresh = await freshDatabase.sqlite();
  });
  afterEach(async () => {
    await closeEngines();
    await fresh.remove();
  });

  test('runs until its last host lets go', async () => {
    const [one, other] = [await hold('host'), await hold('host')];
    await one.release();
    await one.release();
    expect(await isOpen(other)).toBe(true);
    await other.release();
    expect(await isOpen(other)).toBe(false);
  });

  test('is kept by a guest for as long as that is busy', async () => {
    const [host, guest] = [await hold('host'), await hold('guest')];
    await host.release();
    expect(await isOpen(guest)).toBe(true);
    await guest.release();
    expect(await isOpen(guest)).toBe(false);
  });

  test('without a host it stays open', async () => {
    const guest = await hold('guest');
    await guest.release();
    expect(await isOpen(guest)).toBe(true);
  });

  test('a new host takes over from one that has let go', async () => {
    const [first, guest] = [await hold('host'), await hold('guest')];
    await first.release();
    const second = await hold('host');
    await guest.release();
    expect(await isOpen(second)).toBe(true);
  });

  test('a new host that is still waiting for it keeps it', async () => {
    const first = await hold('host');
    const second = hold('host');
    await first.release();
    expect(await isOpen(await second)).toBe(true);
  });

  test('whoever asks while it is being closed gets a new one', async () => {
    const first = await hold('host');
    const closed = first.release();
    const second = await hold('host');
    await closed;
    expect(await isOpen(second)).toBe(true);
  });

  test('whoever asks after it was closed gets a new one', async () => {
    const host = await hold('host');
    await host.release();
    expect(await (await openEngine({ database: fresh.database })).labels.list()).toMatchObject({ data: [] });
  });
});
