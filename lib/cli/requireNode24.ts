// Imports nothing and is imported first: on an older Node the rest of the program would crash while loading
// (there is no node:sqlite), with a message that helps nobody.
const OLDEST_NODE = 24;
const { node } = process.versions;

if (Number.parseInt(node, 10) < OLDEST_NODE) {
  console.error(
    `Mailtarget needs Node ${OLDEST_NODE} or later, and this is Node ${node}. ` +
      'Run it through npm (for example "npm run quickstart"), which brings the right one, or update Node.',
  );
  process.exit(1);
}
