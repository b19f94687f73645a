/**
 * The address that links in mails begin with: what the launcher knows from `ORIGIN` or its own port. Not what a request
 * says, because anybody can ask for somebody else's mail under any host name.
 */
export function linkOrigin(): string {
  const origin = process.env.LINK_ORIGIN;
  if (!origin) throw new Error('LINK_ORIGIN is not set: the application was not started by npm start or npm run dev.');
  return origin;
}
