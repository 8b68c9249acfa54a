import { pickSamples } from '../../../lib/cli/quickstart/samples';
import type { Contact, ContactFields } from '../../../lib/model';
import { aContact } from '../../support/aContact';

let made = 0;
function makeContact(fields: ContactFields): Contact {
  const id = String(++made);
  return aContact({ id, email: `reader.${id}@example.com`, fields });
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
