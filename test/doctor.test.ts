import { describe, expect, it } from 'vitest';
import { examineContact } from '../src/doctor.ts';

describe('the doctor on CONTACT', () => {
  it('hints at it where it is missing, and calls nothing broken', () => {
    const { ok, remedy } = examineContact({ contact: undefined });
    expect(ok).toBe(true);
    expect(remedy).toContain('CONTACT=');
  });

  it('says what every request carries', () => {
    expect(examineContact({ contact: 'desk@news.example' })).toMatchObject({
      words: 'desk@news.example goes into every request',
      remedy: undefined,
    });
  });
});
