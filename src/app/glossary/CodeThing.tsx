/** A piece of code in a text: a setting or an error code with what it means behind it, or just code. */
import { isConfigKey } from '../../course/configs/index.ts';
import { errorMeaning } from '../../course/errors/index.ts';
import { ErrorCode } from '../../views/config/ErrorCode.tsx';
import { useAppState } from '../appContext.ts';
import { RunConfigKey } from './RunConfigKey.tsx';

export function CodeThing({ text }: { readonly text: string }) {
  const { language } = useAppState((state) => state.settings);
  const meaning = errorMeaning(text);
  if (meaning !== undefined) return <ErrorCode name={text} meaning={meaning} language={language} />;
  // `acks=all` is about acks.
  const name = text.split('=')[0]!.trim();
  return isConfigKey(name) ? <RunConfigKey name={name} text={text} /> : <code lang="en">{text}</code>;
}
