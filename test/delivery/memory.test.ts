import { Memory } from '../../lib/delivery/memory';

describe('the memory of messages', () => {
  test('is used again once it was given back, and not before', () => {
    const memory = new Memory();
    const [first, second] = [memory.lease(), memory.lease()];
    const one = first.allocate(20_000).fill('a');
    const other = second.allocate(20_000).fill('b');
    expect(other.buffer).not.toBe(one.buffer);
    first.release();
    const third = memory.lease().allocate(19_000).fill('c');
    expect(third.buffer).toBe(one.buffer);
    expect(third).toHaveLength(19_000);
    expect(other.every((byte) => byte === 'b'.charCodeAt(0))).toBe(true);
  });

  test('given back twice is given to one message all the same', () => {
    const memory = new Memory();
    const lease = memory.lease();
    lease.allocate(10);
    lease.release();
    lease.release();
    const [one, other] = [memory.lease().allocate(10), memory.lease().allocate(10)];
    expect(one.buffer).not.toBe(other.buffer);
  });

  test('is not kept without bound', () => {
    const memory = new Memory();
    const leases = Array.from({ length: 20 }, () => memory.lease());
    const blocks = new Set(leases.map((lease) => lease.allocate(1024 * 1024).buffer));
    for (const lease of leases) lease.release();
    const again = Array.from({ length: 20 }, () => memory.lease().allocate(1024 * 1024).buffer);
    expect(again.filter((block) => blocks.has(block))).toHaveLength(16);
  });
});
