/** Why a broker is in the state of its life that it is in, and why a process ended. */
import type { Case, Explanation } from './explanation.ts';
import { said } from './said.ts';
import type { Said } from './whyFrames.ts';

export function brokerState(one: Case<'BrokerStateChanged'>): Explanation {
  const { isOfZooKeeper } = one.look.siteOf(one.told);
  if (!isOfZooKeeper) return { because: [IN_QUORUM[one.fact.to] ?? stopping(one, isOfZooKeeper)] };
  const because = [IN_ZOOKEEPER[one.fact.to] ?? stopping(one, isOfZooKeeper)];
  return { because };
}

const IN_QUORUM: Readonly<Record<string, Said>> = {
  STARTING: said(
    'Its process is up: it asks the active controller to register it, and goes on asking until it is.',
    '프로세스가 시작되었어요. 활성 컨트롤러에 등록을 요청하고, 될 때까지 다시 요청해요.',
  ),
  RECOVERY: said(
    'The answer to its heartbeat said that it has caught up with the metadata log.',
    '메타데이터 로그를 따라잡았다는 하트비트 응답을 받았어요.',
  ),
  RUNNING: said(
    'The answer to its heartbeat said that it is not fenced any more.',
    '펜싱이 풀렸다는 하트비트 응답을 받았어요.',
  ),
  PENDING_CONTROLLED_SHUTDOWN: said(
    'It was asked to stop, and says so in a heartbeat at once: its leaderships have to move away first.',
    '종료를 요청받아 곧바로 하트비트로 알려요. 리더 역할을 먼저 다른 브로커로 옮겨야 해요.',
  ),
};

const IN_ZOOKEEPER: Readonly<Record<string, Said>> = {
  STARTING: said(
    'Its process is up: it connects to ZooKeeper first.',
    '프로세스가 시작되었어요. 먼저 ZooKeeper에 연결해요.',
  ),
  RECOVERY: said(
    'It has its session in ZooKeeper, and opens its logs.',
    'ZooKeeper 세션을 얻었고, 이제 로그를 열어요.',
  ),
  RUNNING: said(
    'It is registered in ZooKeeper, and everything in it has started.',
    'ZooKeeper에 등록했고, 안의 모든 것이 시작되었어요.',
  ),
  PENDING_CONTROLLED_SHUTDOWN: said(
    'It was asked to stop, and asks the controller first to move its leaderships away.',
    '종료를 요청받아, 먼저 컨트롤러에 리더 역할을 옮겨 달라고 요청해요.',
  ),
};

function stopping({ look, told, fact }: Case<'BrokerStateChanged'>, isOfZooKeeper: boolean): Said {
  if (fact.from !== 'PENDING_CONTROLLED_SHUTDOWN')
    return said(
      'It stops at once, without handing its leaderships over.',
      '리더 역할을 넘기는 절차 없이 곧바로 멈춰요.',
    );
  if (isOfZooKeeper)
    return said(
      'Its controlled shutdown is over: the controller has answered, or its tries are used up.',
      '제어된 종료 절차가 끝났어요. 컨트롤러가 응답했거나 정해진 횟수만큼 시도했어요.',
    );
  if (look.recording.history.trace.kind(told.step) === 'timer')
    return said(
      'The controller did not let it go in time: it stops without waiting any longer.',
      '제한 시간 안에 컨트롤러의 허락을 받지 못해, 더 기다리지 않고 멈춰요.',
    );
  return said(
    'The answer to its heartbeat said that it may stop: it leads nothing any more.',
    '이끄는 파티션이 더는 없으니 멈춰도 된다는 하트비트 응답을 받았어요.',
  );
}

export function exit({ look, fact, cause }: Case<'ProcessExited'>): Explanation {
  const kind = look.setup(fact.node)?.kind;
  if (kind === 'server') return { because: [fact.clean ? serverStopped(cause?.fact) : serverFailed()] };
  if (kind === 'zookeeper')
    return {
      because: [
        fact.clean
          ? said('It was asked to stop, and has stopped.', '종료를 요청받아 종료를 마쳤어요.')
          : said(
              'It must not go on with a change missing: it stops, and syncs anew when it is started again.',
              '변경 하나가 빠진 채로 이어 갈 수 없어 멈춰요. 다시 시작하면 처음부터 동기화해요.',
            ),
      ],
    };
  return {
    because: [
      fact.clean
        ? said('Its close() has come to an end, and with it the program.', 'close()가 끝나 프로그램도 끝났어요.')
        : said(
            'The exception was caught by nobody in the application, and ended it.',
            '애플리케이션에서 아무도 잡지 않은 예외가 프로그램을 끝냈어요.',
          ),
    ],
  };
}

function serverStopped(cause: object | undefined): Said {
  const state = cause as { readonly type?: string; readonly from?: string } | undefined;
  if (state?.type !== 'BrokerStateChanged')
    return said('Its shutdown is done: nothing is left to wait for.', '종료 절차가 끝나 더 기다릴 것이 없어요.');
  if (state.from === 'STARTING')
    return said('It was asked to stop while it was starting.', '시작하는 도중에 종료를 요청받았어요.');
  return said(
    'Its logs are flushed and closed, with the marker of a clean shutdown: its next start need not recover them.',
    '로그를 플러시하고 닫은 뒤 정상 종료 표시를 남겼어요. 다음에 시작할 때 로그를 복구하지 않아도 돼요.',
  );
}

function serverFailed(): Said {
  return said(
    'A process that met this error may not go on; what it had not flushed, its next start has to recover.',
    '이 오류를 만난 프로세스는 계속될 수 없어요. 플러시하지 않은 것은 다음에 시작할 때 복구해야 해요.',
  );
}
