import { pickSamples } from '../../../lib/cli/quickstart/samples';
import type { Contact, ContactFields } from '../../../lib/model';

let made = 0;
function makeContact(fields: ContactFields): Contact {
  const id = String(++made);
  return {
    id,
    email: `reader.${id}@example.com`,
    name: null,
    status: 'active',
    suppressed: false,
    labels: [],
    fields,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
  };
}

const nobody = makeContact({});
const half = makeContact({ first_name: 'Ana' });
const whole = makeContact({ first_name: 'Łukasz', city: 'Łódź', plan: 'filter' });
const greek = makeContact({ first_name: 'Ελένη', city: 'Πάτρα', plan: 'filter' });

test('picks somebody well known, a stranger, and a name in another script', () => {
  const picked = pickSamples([half, nobody, whole, greek]);
  expect(picked.map(({ contact }) => contact)).toEqual([whole, nobody, greek]);
});

test('shows nobody twice, and leaves out a kind that nobody is of', () => {
  expect(pickSamples([greek, half]).map(({ contact }) => contact)).toEqual([greek]);
});
