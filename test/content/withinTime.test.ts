import { withinTime } from '../../lib/content/withinTime';

test('work that would never end is ended, with a sentence for its author', () => {
  const forever = () => {
    for (;;);
  };
  expect(() => withinTime(forever, 20)).toThrow(
    expect.objectContaining({
      code: 'TEMPLATE_INVALID',
      message:
        'body: the HTML takes more than 0.02 seconds to prepare. Use fewer elements and styles, and close what you open.',
    }),
  );
});

test('so is work that goes too deep', () => {
  const deeper = (): number => deeper() + 1;
  expect(() => withinTime(deeper)).toThrow('body: the HTML is nested too deep.');
});

test('a result and an error come through as they are', () => {
  const error = new Error('mine');
  expect(withinTime(() => 42)).toBe(42);
  expect(() =>
    withinTime(() => {
      throw error;
    }),
  ).toThrow(error);
});
