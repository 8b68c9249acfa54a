export { Carrier, MAX_BATCH } from './carrier';
export { carriersFor, transportMissing } from './carriersFor';
export { Fleet } from './fleet';
export { handOverEach } from './handOverEach';
export { handOverOne } from './handOverOne';
export { Rest } from './rest';
export { Rests } from './rests';
export { verifyTransport } from './verifyTransport';
