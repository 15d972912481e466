/** What is told to people, in both languages of Tidemark. */
export interface Words {
  readonly en: string;
  readonly ko: string;
}
