export type { TrackingCounts } from './counts';
export type { TrackingDeps } from './deps';
export { Listener } from './listener';
export { openPath, preferencesPath, viewPath } from './paths';
export type { TrackingRequest, TrackingResponse } from './request';
export { takeUpClicks } from './takeUpClicks';
export { type ListenOptions, type TrackingOptions, TrackingServer } from './trackingServer';
