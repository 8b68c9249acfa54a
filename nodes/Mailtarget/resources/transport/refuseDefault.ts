import { DEFAULT_TRANSPORT, MailtargetError } from '../../../../lib/model';

/** @param field the parameter that names the transport */
export function refuseDefault(id: string, field: string): void {
  if (id !== DEFAULT_TRANSPORT) return;
  throw new MailtargetError(
    'INVALID_INPUT',
    `The transport "${DEFAULT_TRANSPORT}" comes from the Mailtarget Engine credential. Change it there, or name another one.`,
    { field },
  );
}
