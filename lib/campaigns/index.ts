export { Campaigns } from './campaigns';
export { DELIVER, Launcher } from './launch';
export { transition } from './lifecycle';
