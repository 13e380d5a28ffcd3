// Every report that is derived from results.json and events.jsonl. Those that CI and people ask for at once are written at the
// end of each run; the others when they are asked for.

import path from 'node:path';
import { createAllureWriter } from './allure';
import { junitXml } from './junit';
import { createCaptureFiles } from '../capture/capture-files';
import { cucumberJson } from '../cucumber/cucumber-json';
import { asNdjson, ofMessages } from '../cucumber/messages';
import { createRunPage } from '../page/run-page';
import { reqif } from '../reqif/reqif';
import { summary } from '../summary/summary';
import { sourceDigests } from '../../record/source-digests';
import { summaryContext } from '../summary/summary-context';
import { writeAtomically } from '../../record/write-atomically';
import { badgeJson, badgeSvg } from './badge';
import { ctrf } from './ctrf';
import { ofResults, type DerivedReport } from './derived-report';
import { asHtml, asMarkdown, type Document } from './document';
import { earl } from './earl';
import { createInTotoStatement } from './in-toto';
import { matrix } from './matrix';
import { annotations } from './annotations';
import { summaryMarkdown } from './summary-markdown';
import { testReport } from './test-report';

const testReportAs =
  (rendered: (report: Document) => string): DerivedReport['open'] =>
  (file, source) => ({
    finish: () => writeAtomically(file, rendered(testReport(source, sourceDigests(path.dirname(file))))),
  });

export const DERIVED: readonly DerivedReport[] = [
  {
    format: 'page',
    file: 'report.html',
    about: 'the page: verdicts, the clause, ladders',
    always: true,
    open: createRunPage,
  },
  {
    format: 'junit',
    file: 'junit.xml',
    about: 'JUnit',
    always: true,
    open: ofResults(({ run, requirement }) => junitXml(run, requirement)),
  },
  { format: 'ctrf', file: 'ctrf-report.json', about: 'CTRF', always: true, open: ofResults(ctrf) },
  {
    format: 'summary',
    file: 'summary.md',
    about: 'this summary, for the page of a CI job',
    always: true,
    open: ofResults((source, evidence) =>
      summaryMarkdown(source.run, source.requirement, summary(source.run, summaryContext(source, evidence))),
    ),
  },
  {
    format: 'allure',
    file: 'allure-results',
    about: 'Allure results',
    always: true,
    open: (dir, { run, requirement }) => createAllureWriter(dir, run, requirement),
  },
  {
    format: 'pcapng',
    file: 'capture.pcapng',
    about: 'what sockets carried, for Wireshark',
    always: true,
    open: createCaptureFiles,
  },
  {
    format: 'annotations',
    file: 'annotations.txt',
    about: 'annotations of a GitHub job',
    always: false,
    open: ofResults(({ run }) => annotations(run)),
  },
  {
    format: 'messages',
    file: 'cucumber-messages.ndjson',
    about: 'Cucumber Messages',
    always: false,
    open: ofMessages(asNdjson),
  },
  {
    format: 'cucumber-json',
    file: 'cucumber.json',
    about: 'Cucumber JSON',
    always: false,
    open: ofMessages(cucumberJson),
  },
  { format: 'earl', file: 'earl.jsonld', about: 'EARL', always: false, open: ofResults(earl) },
  {
    format: 'in-toto',
    file: 'in-toto.json',
    about: 'in-toto statement, unsigned',
    always: false,
    open: createInTotoStatement,
  },
  {
    format: 'test-report',
    file: 'test-report.html',
    about: 'protocol conformance test report',
    always: false,
    open: testReportAs(asHtml),
  },
  {
    format: 'test-report',
    file: 'test-report.md',
    about: 'the same as Markdown',
    always: false,
    open: testReportAs(asMarkdown),
  },
  { format: 'matrix', file: 'traceability.csv', about: 'traceability matrix', always: false, open: ofResults(matrix) },
  { format: 'reqif', file: 'statements.reqif', about: 'statements and links', always: false, open: ofResults(reqif) },
  { format: 'badge', file: 'badge.json', about: 'badge for shields.io', always: false, open: ofResults(badgeJson) },
  { format: 'badge', file: 'badge.svg', about: 'badge', always: false, open: ofResults(badgeSvg) },
];

export const FORMATS: readonly string[] = [...new Set(DERIVED.map(({ format }) => format))];
export const ALWAYS: readonly DerivedReport[] = DERIVED.filter(({ always }) => always);
