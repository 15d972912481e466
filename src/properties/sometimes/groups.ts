/** What groups and their members sometimes live through. */
import { type Mark, onFact } from './mark.ts';

export const GROUP_MARKS: readonly Mark[] = [
  onFact('a coordinator took over groups that others had', 'CoordinatorLoaded', ({ groups }) => groups > 0),
  onFact('the session of a member was over', 'GroupMemberRemoved', ({ reason }) => reason === 'session-expired'),
  onFact('a member left', 'GroupMemberRemoved', ({ reason }) => reason === 'left'),
  onFact('a static member came back', 'GroupMemberRemoved', ({ reason }) => reason === 'replaced'),
  onFact('a group went over to the other protocol', 'GroupConverted'),
  onFact('a member waits for what another has to give back', 'MemberAssignmentChanged', ({ state }) => {
    return state === 'UNRELEASED_PARTITIONS';
  }),
  onFact('a member gave partitions back', 'PartitionsRevoked'),
  onFact('a member lost its partitions', 'PartitionsLost'),
  onFact('a member did not poll for too long', 'PollTimeoutExpired'),
  onFact('a commit failed', 'OffsetCommitFailed'),
];
