export interface Issue {
  number: number;
  title: string;
}
