export { EXPORT_USAGE, exportFile } from './exportFile';
export { IMPORT_USAGE, importFile } from './importFile';
