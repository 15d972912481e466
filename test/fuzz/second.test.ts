import { sweep } from './sweep.ts';

sweep(201, 400);
