export { Caretaker } from './caretaker';
export { Campaigns } from './campaigns';
export { Categories } from './categories';
export { finishCampaign } from './finishCampaign';
export { DELIVER, Launcher } from './launch';
export { transition } from './lifecycle';
export { pauseCampaign } from './pauseCampaign';
export { Stopper } from './stop';
