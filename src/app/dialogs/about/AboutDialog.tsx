/** What this is, and whose work is in it: the list of packages as it stands in the repository. */
import { Heading } from 'react-aria-components';
import { Button } from '../../../ui/Button.tsx';
import { useTranslate } from '../../appContext.ts';
import { useSay, words } from '../words.ts';
import './about.css';

const FILES = import.meta.glob<string>('/THIRD-PARTY.md', { query: '?raw', import: 'default', eager: true });
/** Package, version and licence: a row of the table in that file each, below its head. */
const PACKAGES = Object.values(FILES)
  .join('\n')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(1)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const ABOUT_TITLE = words('About Tidemark', 'Tidemark 정보');
const WHAT = words(
  'Apache Kafka under glass: a deterministic, rewindable simulator of a whole cluster. Everything runs in this page. It is not a product of the Apache Software Foundation.',
  'Apache Kafka 클러스터 전체를 들여다보는 결정론적 시뮬레이터입니다. 시간을 되감을 수 있습니다. 모든 것은 이 페이지 안에서 실행됩니다. Apache Software Foundation의 제품이 아닙니다.',
);
const OTHERS = words('Third-party packages', '함께 쓰인 패키지');
const HEADS = [words('Package', '패키지'), words('Version', '버전'), words('Licence', '라이선스')];

export default function AboutDialog({ close }: { readonly close: () => void }) {
  const say = useSay();
  const t = useTranslate();
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {say(ABOUT_TITLE)}
      </Heading>
      <p className="dim dialog-hint">{say(WHAT)}</p>
      <h3 className="dialog-part">{say(OTHERS)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and that has to go by keyboard. */}
      <section className="about-notices" tabIndex={0} aria-label={say(OTHERS)} data-testid="third-party">
        <table>
          <thead>
            <tr>
              {HEADS.map((head) => (
                <th key={head.en} scope="col">
                  {say(head)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {PACKAGES.map(([name, version, licence]) => (
              <tr key={`${name} ${version}`}>
                <td className="mono">{name}</td>
                <td className="mono">{version}</td>
                <td>{licence}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div className="dialog-end">
        <Button onPress={close}>{t('view.close')}</Button>
      </div>
    </>
  );
}
