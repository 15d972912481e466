/** The arithmetic of the quorum as one sentence. */
import { withParticle } from '../../base/korean.ts';
import type { MetadataLogFrame } from '../../frame/frame.ts';
import type { Language } from '../viewProps.ts';

export function quorumSentence({ quorum, replicas }: MetadataLogFrame, language: Language): string {
  const name = (id: number): string => replicas.find(({ nodeId }) => nodeId === id)?.node ?? String(id);
  const { majority, voters, fetching, leaderId, epoch, activeController } = quorum;
  const living = replicas.filter(({ voter, raft }) => voter && raft !== null).map(({ node }) => node);
  const list = (names: readonly string[]): string => (names.length === 0 ? '∅' : names.join(', '));
  if (leaderId === null) {
    const alive = list(living);
    return language === 'ko'
      ? `리더 없음(에포크 ${epoch}): 투표자 ${voters.length}개 중 ${majority}개의 표가 필요하고, 살아 있는 투표자는 ${living.length}개예요(${alive}).`
      : `No leader in epoch ${epoch}: ${majority} of ${voters.length} votes are needed; ${living.length} ${living.length === 1 ? 'voter lives' : 'voters live'} (${alive}).`;
  }
  const heard = list(fetching.map(name));
  const holds = fetching.length >= majority;
  if (language === 'ko') {
    const role = activeController === leaderId ? '리더이자 활성 컨트롤러예요' : '리더예요(아직 활성 컨트롤러가 아님)';
    const sum = holds ? '커밋할 수 있어요' : '커밋할 수 없어 곧 물러나요';
    return `에포크 ${epoch}: ${withParticle(name(leaderId), '이/가')} ${role}. 투표자 ${voters.length}개 중 ${majority}개 필요, ${fetching.length}개 fetch 중(${heard}): ${sum}.`;
  }
  const role = activeController === leaderId ? 'leads and is the active controller' : 'leads, not active yet';
  const sum = holds ? 'it can commit' : 'it cannot commit and will resign';
  return `Epoch ${epoch}: ${name(leaderId)} ${role}. ${majority} of ${voters.length} voters needed, ${fetching.length} fetching (${heard}): ${sum}.`;
}
