/**
 * What says to a learning management system what is in a package: `imsmanifest.xml` of both versions of SCORM, `cmi5.xml`.
 * Pure. Namespaces and names are those of the standards: SCORM 1.2 CAM, SCORM 2004 3rd Edition CAM, cmi5 course structure.
 */

export interface Lesson {
  /** Letters, digits, hyphens. */
  readonly name: string;
  readonly title: { readonly en: string; readonly ko: string };
  /** The language of the title where there is place for one. */
  readonly language: 'en' | 'ko';
  /** From 0 to 1; null: to have finished it is enough. */
  readonly mastery: number | null;
}

/** The page, in every package. */
export const PAGE = 'index.html';

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

export function scorm12(lesson: Lesson): string {
  const { mastery } = lesson;
  const enough = mastery === null ? '' : `<adlcp:masteryscore>${Math.round(mastery * 100)}</adlcp:masteryscore>`;
  return manifest(lesson, {
    root: 'http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd',
    others: { adlcp: 'http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd' },
    version: '1.2',
    ofItem: enough,
    ofCourse: '',
    kind: 'adlcp:scormtype',
  });
}

export function scorm2004(lesson: Lesson): string {
  const { mastery } = lesson;
  const measure = mastery === null ? '' : `<imsss:minNormalizedMeasure>${mastery}</imsss:minNormalizedMeasure>`;
  return manifest(lesson, {
    root: 'http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd',
    others: {
      adlcp: 'http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd',
      adlseq: 'http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd',
      adlnav: 'http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd',
      imsss: 'http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd',
    },
    version: '2004 3rd Edition',
    ofItem: `<imsss:sequencing>
          <imsss:objectives>
            <imsss:primaryObjective objectiveID="lesson-objective"${mastery === null ? '' : ' satisfiedByMeasure="true"'}>${measure}</imsss:primaryObjective>
          </imsss:objectives>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>`,
    // Whoever starts the course is in the lesson.
    ofCourse: '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>',
    kind: 'adlcp:scormType',
  });
}

/** What the two versions do not have in common. */
interface Version {
  /** A namespace and where its schema is, as `xsi:schemaLocation` writes it. */
  readonly root: string;
  readonly others: Readonly<Record<string, string>>;
  readonly version: string;
  readonly ofItem: string;
  readonly ofCourse: string;
  /** The attribute that says that the page reports. */
  readonly kind: string;
}

function manifest(
  { name, title, language }: Lesson,
  { root, others, version, ofItem, ofCourse, kind }: Version,
): string {
  const called = `<title>${escaped(title[language])}</title>`;
  const namespaces = Object.entries(others).map(([prefix, said]) => `\n  xmlns:${prefix}="${said.split(' ')[0]}"`);
  return `${XML}
<manifest identifier="tidemark-${name}" version="1.0"
  xmlns="${root.split(' ')[0]}"${namespaces.join('')}
  xmlns:xsi="${XSI}"
  xsi:schemaLocation="${[root, ...Object.values(others)].join(' ')}">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>${version}</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      ${called}
      <item identifier="lesson" identifierref="page" isvisible="true">
        ${called}${ofItem}
      </item>${ofCourse}
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" ${kind}="sco" href="${PAGE}">
      <file href="${PAGE}"/>
    </resource>
  </resources>
</manifest>
`;
}

export function cmi5({ name, title, mastery }: Lesson): string {
  const texts = (Object.keys(title) as (keyof typeof title)[])
    .map((language) => `<langstring lang="${language}">${escaped(title[language])}</langstring>`)
    .join('');
  const enough = mastery === null ? 'moveOn="Completed"' : `moveOn="Passed" masteryScore="${mastery}"`;
  return `${XML}
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="urn:x-tidemark:course:${name}">
    <title>${texts}</title>
    <description>${texts}</description>
  </course>
  <au id="urn:x-tidemark:lesson:${name}" ${enough} launchMethod="AnyWindow">
    <title>${texts}</title>
    <description>${texts}</description>
    <url>${PAGE}</url>
  </au>
</courseStructure>
`;
}

function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD]/g, (one) => (/[\uD800-\uDFFF]/.test(one) ? one : ''));
}
