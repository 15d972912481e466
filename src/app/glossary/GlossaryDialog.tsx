/** The glossary over the page. */
import { useEffect } from 'react';
import { Heading } from 'react-aria-components';
import { Button } from '../../ui/Button.tsx';
import { GlossaryView } from '../../views/glossary/GlossaryView.tsx';
import { GLOSSARY_TITLE } from '../../views/glossary/words.ts';
import { useApp, useAppState, useTranslate } from '../appContext.ts';
import { CodeThing } from './CodeThing.tsx';
import { RunTermCard } from './RunTermCard.tsx';

export default function GlossaryDialog({ close }: { readonly close: () => void }) {
  const { conductor } = useApp();
  const t = useTranslate();
  const { language } = useAppState((state) => state.settings);
  const open = useAppState((state) => state.term);
  // A relative, or the term that a link names, may be far down the list.
  useEffect(() => {
    if (open !== null) document.querySelector(`[data-term="${open}"].open`)?.scrollIntoView({ block: 'center' });
  }, [open]);
  return (
    <>
      <Heading slot="title" className="dialog-title">
        {GLOSSARY_TITLE[language]}
      </Heading>
      <GlossaryView
        language={language}
        open={open}
        onOpen={(term) => conductor.set({ term })}
        card={(term) => <RunTermCard term={term} withoutName />}
        ofCode={(name) => <CodeThing text={name} />}
      />
      <div className="dialog-end">
        <Button onPress={close}>{t('view.close')}</Button>
      </div>
    </>
  );
}
