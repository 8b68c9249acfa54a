/**
 * A region, and not more than a region: `sns.s3-us-west-2.amazonaws.com` is somebody's bucket of files. Amazon's own libraries
 * look at the host alone as well.
 */
const SNS_HOST = /^sns\.[a-z]{2}(-[a-z]+){1,3}-\d{1,2}\.amazonaws\.com(\.cn)?$/;

export function isOfSns(url: string): boolean {
  if (url.length > 2000 || !URL.canParse(url)) return false;
  const { protocol, hostname, port, username, password } = new URL(url);
  return (
    protocol === 'https:' && port === '' && username === '' && password === '' && SNS_HOST.test(hostname)
  );
}

export function isCertificateOfSns(url: string): boolean {
  if (!isOfSns(url)) return false;
  const { pathname, search, hash } = new URL(url);
  return /^\/[\w-]+\.pem$/.test(pathname) && search === '' && hash === '';
}
