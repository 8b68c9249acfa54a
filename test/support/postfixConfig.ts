import { join } from 'node:path';

/** Who it is, and where. */
export const NAME = 'relay.example';
export const HOST = '127.0.0.1';

export interface Address {
  host: string;
  port: number;
}

export type PostfixSwitches = {
  /** Demands a login with these, by PLAIN or LOGIN; otherwise whoever is on this machine may send. */
  login?: { user: string; password: string };
  /** Demands STARTTLS, with a certificate that nobody trusts. */
  tls?: boolean;
  /** Keeps its queue there: for a bench, because Postfix waits for the disk with each message. */
  inMemory?: boolean;
  /** Where all mail goes on to, bounces as well; or it is thrown away. */
} & ({ relayTo: Address } | { discard: true });

/** Its main.cf. */
export function mainSettings(folder: string, switches: PostfixSwitches): string {
  const { login, tls } = switches;
  const onward =
    'relayTo' in switches ? `smtp:[${switches.relayTo.host}]:${switches.relayTo.port}` : 'discard:';
  return lines(
    {
      compatibility_level: '3.6',
      queue_directory: join(folder, 'queue'),
      data_directory: join(folder, 'data'),
      maillog_file: join(folder, 'log'),
      maillog_file_prefixes: folder,
      myhostname: NAME,
      mydestination: '',
      alias_maps: '',
      // Loopback, whatever happens: also what it sends comes from there.
      inet_interfaces: HOST,
      inet_protocols: 'ipv4',
      smtp_bind_address: HOST,
      disable_dns_lookups: 'yes',
      smtpd_peername_lookup: 'no',
      default_transport: onward,
      mynetworks: '127.0.0.0/8',
      smtpd_relay_restrictions: login ? 'permit_sasl_authenticated, reject' : 'permit_mynetworks, reject',
      smtpd_client_connection_count_limit: '0',
      in_flow_delay: '0',
      ...(login && {
        smtpd_sasl_auth_enable: 'yes',
        smtpd_sasl_local_domain: NAME,
      }),
      ...(tls && {
        smtpd_tls_security_level: 'encrypt',
        smtpd_tls_cert_file: join(folder, 'certificate.pem'),
        smtpd_tls_key_file: join(folder, 'key.pem'),
      }),
    },
    ' = ',
  );
}

/** Its master.cf. Without anvil, which counts rates; nothing is delivered on this machine, and nothing comes from its command line. */
export const services = (port: number): string => `
${HOST}:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
scache unix - - n - 1 scache
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
postlog unix-dgram n - n - 1 postlogd
`;

/** What Cyrus SASL reads. */
export const saslSettings = (database: string): string =>
  lines(
    {
      pwcheck_method: 'auxprop',
      auxprop_plugin: 'sasldb',
      sasldb_path: database,
      mech_list: 'PLAIN LOGIN',
    },
    ': ',
  );

const lines = (settings: Record<string, string>, between: string): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}${between}${value}\n`)
    .join('');
