/** What leaves the page: a link, a snippet, files, pictures, an animation, a storyboard, facts, a real cluster. */
import { useState } from 'react';
import { Heading } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { useTranslate } from '../appContext.ts';
import { useSay } from '../dialogs/words.ts';
import { AnimationPart } from './AnimationPart.tsx';
import { EmbedPart } from './EmbedPart.tsx';
import { ClusterPart, FactsPart, FilePart } from './FileParts.tsx';
import { LinkPart } from './LinkPart.tsx';
import { PicturePart } from './PicturePart.tsx';
import { StoryboardPart } from './StoryboardPart.tsx';
import { TABS, TITLE } from './words.ts';
import './share.css';

type Part = keyof typeof TABS;

/** Who opens it again wants the same, most often. */
let last: Part = 'link';

export default function ShareDialog({ close }: { readonly close: () => void }) {
  const say = useSay();
  const t = useTranslate();
  const [part, setPart] = useState(last);
  const choose = (chosen: Part) => {
    last = chosen;
    setPart(chosen);
  };
  const content: Readonly<Record<Part, () => React.ReactNode>> = {
    link: () => <LinkPart toFile={() => choose('file')} />,
    embed: () => <EmbedPart />,
    file: () => <FilePart />,
    picture: () => <PicturePart />,
    animation: () => <AnimationPart toStoryboard={() => choose('storyboard')} />,
    storyboard: () => <StoryboardPart />,
    facts: () => <FactsPart />,
    cluster: () => <ClusterPart />,
  };
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {say(TITLE)}
      </Heading>
      <Tabs
        label={say(TITLE)}
        className="share-tabs"
        selected={part}
        onSelect={(id) => choose(id as Part)}
        items={(Object.keys(TABS) as Part[]).map((id) => ({ id, title: say(TABS[id]), content: content[id] }))}
      />
      <div className="dialog-end">
        <Button onPress={close}>{t('view.close')}</Button>
      </div>
    </>
  );
}
