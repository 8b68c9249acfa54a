export { type DkimKey, type DkimSign, dkimSigner } from './dkimSigner';
