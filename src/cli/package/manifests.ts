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
  const title = `<title>${escaped(lesson.title[lesson.language])}</title>`;
  const mastery =
    lesson.mastery === null
      ? ''
      : `\n        <adlcp:masteryscore>${Math.round(lesson.mastery * 100)}</adlcp:masteryscore>`;
  return `${XML}
<manifest identifier="tidemark-${lesson.name}" version="1.0"
  xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"
  xmlns:xsi="${XSI}"
  xsi:schemaLocation="http://www.imsproject.org/xsd/imscp_rootv1p1p2 imscp_rootv1p1p2.xsd http://www.adlnet.org/xsd/adlcp_rootv1p2 adlcp_rootv1p2.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>1.2</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      ${title}
      <item identifier="lesson" identifierref="page" isvisible="true">
        ${title}${mastery}
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="${PAGE}">
      <file href="${PAGE}"/>
    </resource>
  </resources>
</manifest>
`;
}

export function scorm2004(lesson: Lesson): string {
  const title = `<title>${escaped(lesson.title[lesson.language])}</title>`;
  const measure =
    lesson.mastery === null
      ? '<imsss:primaryObjective objectiveID="lesson-objective"/>'
      : `<imsss:primaryObjective objectiveID="lesson-objective" satisfiedByMeasure="true">
              <imsss:minNormalizedMeasure>${lesson.mastery}</imsss:minNormalizedMeasure>
            </imsss:primaryObjective>`;
  return `${XML}
<manifest identifier="tidemark-${lesson.name}" version="1.0"
  xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3"
  xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss"
  xmlns:xsi="${XSI}"
  xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">
  <metadata>
    <schema>ADL SCORM</schema>
    <schemaversion>2004 3rd Edition</schemaversion>
  </metadata>
  <organizations default="course">
    <organization identifier="course">
      ${title}
      <item identifier="lesson" identifierref="page">
        ${title}
        <imsss:sequencing>
          <imsss:objectives>
            ${measure}
          </imsss:objectives>
          <imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>
        </imsss:sequencing>
      </item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:scormType="sco" href="${PAGE}">
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
