/**
 * Addresses of scripts, where the page's policy wants them vouched for (Trusted Types). Only this file may: what it is
 * given comes from the build, never from an address, a file or a message.
 */
interface ScriptPolicy {
  createScriptURL(url: string): unknown;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy;
}

let policy: ScriptPolicy | undefined;

export function trustedScript(url: string): string {
  const { trustedTypes } = globalThis as unknown as { readonly trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return url;
  policy ??= trustedTypes.createPolicy('tidemark', { createScriptURL: (own) => own });
  // To the types of the DOM it is a string; to the browser it is a TrustedScriptURL.
  return policy.createScriptURL(url) as string;
}
