export type { Bounce, Complaint, Failure, MailReport, NoReport } from './mailReport';
export { readMailReport } from './readMailReport';
