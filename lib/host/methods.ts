import type { EmailMarketing } from '../model';

export type Group = keyof EmailMarketing;

/** The interface, method by method: what may be asked for over the port. The compiler misses none. */
const METHODS: { readonly [G in Group]: Readonly<Record<keyof EmailMarketing[G], true>> } = {
  campaigns: {
    create: true,
    get: true,
    list: true,
    update: true,
    delete: true,
    duplicate: true,
    countRecipients: true,
    lint: true,
    preview: true,
    sendTest: true,
    send: true,
    schedule: true,
    cancelSchedule: true,
    pause: true,
    resume: true,
    stop: true,
    progress: true,
    deliveries: true,
  },
  templates: { create: true, get: true, list: true, update: true, delete: true },
  reports: { basic: true },
  categories: { create: true, list: true, update: true, delete: true },
  contacts: {
    upsert: true,
    upsertMany: true,
    get: true,
    list: true,
    delete: true,
    label: true,
    unlabel: true,
    import: true,
    export: true,
  },
  consent: {
    requestConfirmation: true,
    confirm: true,
    unsubscribe: true,
    resubscribe: true,
    topics: true,
    chooseTopics: true,
    erase: true,
    personalData: true,
  },
  fields: { create: true, list: true, update: true, delete: true },
  labels: {
    create: true,
    list: true,
    update: true,
    delete: true,
    merge: true,
    addTo: true,
    removeFrom: true,
  },
  segments: { create: true, get: true, list: true, update: true, delete: true, count: true },
  suppressions: { add: true, list: true, remove: true, import: true },
  events: { list: true, follow: true, next: true, acknowledge: true, ingestMail: true, ingestProvider: true },
  webhooks: {
    create: true,
    get: true,
    list: true,
    update: true,
    delete: true,
    test: true,
    listDeadLetters: true,
    replay: true,
  },
  settings: {
    get: true,
    update: true,
    setTransport: true,
    removeTransport: true,
    checkTransport: true,
    setSendingDomain: true,
    listSendingDomains: true,
    removeSendingDomain: true,
  },
};

export const GROUPS = Object.keys(METHODS) as Group[];

export const methodsOf = (group: Group): string[] => Object.keys(METHODS[group]);
