export { classify, type Verdict } from './classify';
