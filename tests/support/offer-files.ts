import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { validateXML } from 'xmllint-wasm';

const OPENIMMO = readFileSync(resolve('tests/support/schema/openimmo-subset.xsd'), 'utf8');

/** What is wrong with an OpenImmo file, a line for each fault. */
export async function findOpenImmoFaults(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'offers.xml', contents: xml }],
    schema: [{ fileName: 'openimmo.xsd', contents: OPENIMMO }]
  });
  return errors.map(({ message }) => message);
}

/** What is wrong with a document as XML alone. */
export async function findXmlFaults(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'file.xml', contents: xml }],
    extension: 'schema',
    schema: []
  });
  return errors.map(({ message }) => message);
}

/** The lines of a table with semicolons, as a spreadsheet reads it. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n|$)/y;
  const content = text.replace(/^\u{FEFF}/u, '');
  while (cell.lastIndex < content.length) {
    const [, quoted, plain = '', end] = cell.exec(content) ?? [];
    rows.at(-1)!.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 1);
}
