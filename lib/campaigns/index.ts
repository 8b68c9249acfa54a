export { Campaigns } from './campaigns';
export { Categories } from './categories';
export { DELIVER, Launcher } from './launch';
export { transition } from './lifecycle';
