import { type Addressee, type Program, runProgram } from '../../content';
import type { Db } from '../../store';
import { type Delivery, type Destination, NOWHERE } from '../request';
import { addresseesOf } from './addressees';
import type { FindCampaign, LaunchedCampaign } from './campaigns';

/** Whoever was erased still gets to where a link leads. */
const NOBODY: Addressee = { email: '', name: null, fields: {} };

type Click = Delivery & { link: number };

/** Where clicks lead, in order: always to a link that its campaign has, so that nobody can be sent elsewhere from here. */
export async function destinationsOf(
  db: Db,
  findCampaign: FindCampaign,
  clicks: readonly Click[],
): Promise<Destination[]> {
  const found = await Promise.all(clicks.map(({ campaign }) => findCampaign(campaign)));
  const programs = clicks.map(({ link }, index) => found[index]?.content.links[link]?.destination);
  const personal = clicks.filter((_, index) => programs[index] && !isFixed(programs[index]));
  const addressees = await addresseesOf(
    db,
    personal.map(({ contact }) => contact),
  );
  return clicks.map(({ contact }, index) => {
    const program = programs[index];
    if (!program) return NOWHERE;
    const url = urlFor(program, found[index]!, addressees.get(contact) ?? NOBODY);
    return { url, isForAll: isFixed(program) };
  });
}

const isFixed = (program: Program): boolean => program.every((segment) => typeof segment === 'string');

function urlFor(program: Program, { variables }: LaunchedCampaign, contact: Addressee): string | null {
  const written = runProgram(program, { variables: variables(contact), token: '', unsubscribeUrl: '' });
  const url = URL.parse(written);
  return url && /^https?:$/.test(url.protocol) ? url.href : null;
}
