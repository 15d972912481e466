/** The stage, or two of them side by side: a branch and the one it is compared with, under one playhead. */

import { lazy, Suspense, useEffect, useRef } from 'react';
import type { BranchFrame } from '../../frame/frame.ts';
import { Button } from '../../ui/Button.tsx';
import { factSentence } from '../../views/factSentences.ts';
import { formatTime } from '../../views/format.ts';
import { VIEWS } from '../../views/index.ts';
import { useApp, useAppState, useRun, useTranslate } from '../appContext.ts';
import { commandOf } from '../commands/index.ts';
import { isOperator } from '../eyes.ts';
import { comparedName } from '../rungs.ts';
import { useViewProps } from './useViewProps.ts';

const OperatorStage = lazy(() => import('../operator/OperatorStage.tsx'));

export function StagePane() {
  const t = useTranslate();
  const branch = useAppState((state) => state.branch);
  const compare = useAppState((state) => state.compare);
  const hidden = useAppState(isOperator);
  const pane = useRef<HTMLElement>(null);
  // The stages are drawn anew: what had the focus in them is gone, and keys must not go with it.
  const drawn = useRef(compare);
  useEffect(() => {
    if (drawn.current === compare) return;
    drawn.current = compare;
    if (document.activeElement === document.body) pane.current?.focus({ preventScroll: true });
  }, [compare]);
  return (
    <section
      ref={pane}
      id="stage"
      className={compare === null || hidden ? 'stage-pane' : 'stage-pane compared'}
      aria-label={t('pane.stage')}
      data-keys="stage"
      data-testid="stage"
      tabIndex={-1}
    >
      {hidden ? (
        <Suspense fallback={null}>
          <OperatorStage />
        </Suspense>
      ) : compare === null ? (
        <OneStage branch={branch} />
      ) : (
        <>
          <Divergence one={compare} other={branch} />
          <Compared branch={compare} other={branch} />
          <Compared branch={branch} other={compare} />
        </>
      )}
    </section>
  );
}

function OneStage({ branch }: { readonly branch: number }) {
  const props = useViewProps(branch);
  return props === undefined ? null : <VIEWS.stage.component {...props} />;
}

function Compared({ branch, other }: { readonly branch: number; readonly other: number }) {
  const { conductor } = useApp();
  const isCurrent = useAppState((state) => state.branch === branch);
  const { language } = useAppState((state) => state.settings);
  const branches = useAppState((state) => state.branches);
  const [found, beside] = [branch, other].map((wanted) => branches.find(({ id }) => id === wanted));
  return (
    <div className={isCurrent ? 'compared-one current' : 'compared-one'} data-testid={`compared-${branch}`}>
      <h2 className="compared-name">
        <button type="button" aria-pressed={isCurrent} onClick={() => conductor.lookAt(branch)}>
          {found === undefined ? '' : comparedName(found, beside, language)}
        </button>
      </h2>
      <OneStage branch={branch} />
    </div>
  );
}

/** Where the two part, and the way there. */
function Divergence({ one, other }: { readonly one: number; readonly other: number }) {
  const { conductor } = useApp();
  const t = useTranslate();
  const run = useRun();
  const { language } = useAppState((state) => state.settings);
  const branches = useAppState((state) => state.branches);
  const isOf = (id: number, of: number) => (branch: BranchFrame) =>
    branch.id === id && (branch.parent === of || branch.beside === of);
  const child = branches.find(isOf(other, one)) ?? branches.find(isOf(one, other));
  const split = child?.divergence ?? null;
  const nameOf = (id: number | undefined): string => {
    const found = branches.find((branch) => branch.id === id);
    const beside = branches.find((branch) => branch.id === (id === one ? other : one));
    return found === undefined ? '' : comparedName(found, beside, language);
  };
  return (
    <div className="divergence" data-testid="divergence">
      {split === null ? (
        <span>{t('branch.same')}</span>
      ) : (
        <Button variant="quiet" onPress={() => conductor.seekTo(split.at)}>
          {t(child?.beside == null ? 'branch.diverged' : 'branch.parted', {
            time: formatTime(split.at, 6),
            step: split.step,
          })}
          {split.fact !== undefined && (
            <span className="divergence-fact">
              {t('branch.onlyIn', { branch: nameOf(split.teller), fact: factSentence(split.fact, language) })}
            </span>
          )}
        </Button>
      )}
      <Button variant="quiet" onPress={() => run(commandOf('branch.compareOff'))}>
        {t('branch.compareOff')}
      </Button>
    </div>
  );
}
