import { Secrets } from '../../lib/settings/secrets';

const secrets = new Secrets('the key');

test('what was encrypted is decrypted, in any script and length', () => {
  for (const secret of ['', 'pässwörd 🔑', 'x'.repeat(5000)]) {
    expect(secrets.decrypt(secrets.encrypt(secret, 'here'), 'here')).toBe(secret);
    expect(new Secrets('the key').decrypt(secrets.encrypt(secret, 'here'), 'here')).toBe(secret);
  }
});

test('the same secret never looks the same, and never shows', () => {
  const [one, other] = [secrets.encrypt('password', 'here'), secrets.encrypt('password', 'here')];
  expect(one).not.toBe(other);
  expect(Buffer.from(one, 'base64').includes('password')).toBe(false);
});

test('another key decrypts nothing', () => {
  const encrypted = secrets.encrypt('password', 'here');
  expect(() => new Secrets('The key').decrypt(encrypted, 'here')).toThrow();
});

test('a secret that was moved to another place is refused', () => {
  const encrypted = secrets.encrypt('password', 'here');
  expect(() => secrets.decrypt(encrypted, 'there')).toThrow();
});

test('a change in any byte is refused, and so is a truncated secret', () => {
  const bytes = Buffer.from(secrets.encrypt('password', 'here'), 'base64');
  for (const index of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[index]! ^= 1;
    expect(() => secrets.decrypt(changed.toString('base64'), 'here')).toThrow();
    expect(() => secrets.decrypt(bytes.subarray(0, index).toString('base64'), 'here')).toThrow();
  }
});
