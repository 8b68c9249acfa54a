import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { TransportInput, TransportType } from '../../../../lib/model';
import { readNumber } from '../../parameters/read';

/** The credentials that transports connect with: n8n's own, and ours. */
export const CREDENTIALS: Record<TransportType, string> = {
  smtp: 'smtp',
  transmission: 'mailtargetTransmission',
};

/** What a transport connects with, beside its credential. */
export const connection: INodeProperties[] = [
  {
    displayName: 'Type',
    name: 'type',
    type: 'options',
    noDataExpression: true,
    options: [
      {
        name: 'Mailtarget Transmission API',
        value: 'transmission',
        description: "Mailtarget's cloud, with an API key",
      },
      {
        name: 'SMTP Relay',
        value: 'smtp',
        description: 'A mail server, with the SMTP credential that Send Email has too',
      },
    ],
    default: 'smtp',
    description:
      'What carries the messages. Without SSL/TLS in its credential, a relay has to offer STARTTLS, unless that is disabled there.',
  },
  {
    displayName: 'Allow Unauthorized Certificates',
    name: 'allowUnauthorizedCerts',
    type: 'boolean',
    default: false,
    displayOptions: { show: { type: ['smtp'] } },
    description: 'Whether to connect even if SSL certificate validation is not possible',
  },
];

/** The fields of n8n's credential `smtp`. The second switch is shown while the first is off. */
interface SmtpCredential {
  user: string;
  password: string;
  host: string;
  port: number;
  secure: boolean;
  disableStartTls?: boolean;
}

interface TransmissionCredential {
  apiKey: string;
  url: string;
}

export async function readConnection(
  context: IExecuteFunctions,
  item: number,
  id: string,
): Promise<TransportInput> {
  const type = context.getNodeParameter('type', item) as TransportType;
  if (type === 'transmission') {
    const { apiKey, url } = await context.getCredentials<TransmissionCredential>(CREDENTIALS[type], item);
    return { id, type, apiKey, url };
  }
  const credential = await context.getCredentials<SmtpCredential>(CREDENTIALS[type], item);
  return {
    id,
    type,
    host: credential.host,
    // An expression in a credential yields text.
    port: Number(credential.port),
    tls: tlsOf(credential),
    allowUnauthorizedCerts: context.getNodeParameter('allowUnauthorizedCerts', item) as boolean,
    user: credential.user,
    password: credential.password,
    messagesInFlight: readNumber(context, 'additionalFields.messagesInFlight', item),
  };
}

function tlsOf({ secure, disableStartTls }: SmtpCredential): 'implicit' | 'starttls' | 'none' {
  if (secure) return 'implicit';
  return disableStartTls ? 'none' : 'starttls';
}
