/** The command line in the process of the test: the same `main()`, heard where it writes; a process costs a second each. */
import { main } from '../../src/cli/main.ts';
import { standardOutput } from '../../src/cli/output.ts';

export interface Said {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `folder`: where it is typed. What starts processes of its own (`test --jobs`, `fuzz --jobs`) needs a real one. */
export async function typed(folder: string, args: readonly string[]): Promise<Said> {
  const said = { out: '', err: '' };
  const before = process.cwd();
  const [writeOut, writeErr] = [standardOutput.write, process.stderr.write];
  const decoder = new TextDecoder();
  process.chdir(folder);
  standardOutput.write = (bytes) => {
    said.out += decoder.decode(bytes, { stream: true });
    return bytes.length;
  };
  process.stderr.write = (text: string | Uint8Array) => {
    said.err += String(text);
    return true;
  };
  try {
    const status = await main([...args]);
    return { status, stdout: said.out, stderr: said.err };
  } finally {
    standardOutput.write = writeOut;
    process.stderr.write = writeErr;
    process.chdir(before);
  }
}
