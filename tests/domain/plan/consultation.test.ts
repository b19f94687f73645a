import { describe, expect, it } from 'vitest';
import { formatCsvLine } from '../../../src/lib/domain/csv';
import {
  canModerate,
  consultationPhase,
  isAnswerable,
  judgeComment,
  MAX_COMMENT_LENGTH,
  type CommentDraft
} from '../../../src/lib/domain/plan/consultation';
import { findPlace, readSubject, writeSubject, type CommentPlaces } from '../../../src/lib/domain/plan/plan-comment';
import { COMMENT_STATES } from '../../../src/lib/domain/plan-codes';

const AREA = '11111111-2222-4333-8444-555555555555';
const consultation = { from: '2026-11-10', to: '2026-11-22' };

describe('a consultation', () => {
  it.each([
    ['consultation', '2026-11-09', 'ahead'],
    ['consultation', '2026-11-10', 'open'],
    ['consultation', '2026-11-22', 'open'],
    ['consultation', '2026-11-23', 'over'],
    ['adopted', '2026-11-15', 'over'],
    ['withdrawn', '2026-11-15', 'over'],
    ['draft', '2026-11-15', 'none']
  ] as const)('on a plan that is %s is on %s: %s', (status, today, phase) => {
    expect(consultationPhase({ status, consultation }, today)).toBe(phase);
  });

  it('never was where there is no period', () => {
    expect(consultationPhase({ status: 'adopted', consultation: null }, '2026-11-15')).toBe('none');
    expect(consultationPhase({ status: 'consultation', consultation: null }, '2026-11-15')).toBe('none');
  });
});

describe('the way of a comment', () => {
  it('leads from what came in to what is shown or not, and back; what is withdrawn stays so', () => {
    const steps = COMMENT_STATES.flatMap((from) =>
      COMMENT_STATES.filter((to) => canModerate(from, to)).map((to) => `${from} > ${to}`)
    );
    expect(steps).toEqual([
      'received > published',
      'received > rejected',
      'published > rejected',
      'rejected > published'
    ]);
  });

  it('is answered only where everybody can read it', () => {
    expect(COMMENT_STATES.filter(isAnswerable)).toEqual(['published']);
  });
});

describe('what a comment is about', () => {
  it.each(['plan', 'unit-12', `area-${AREA}`])('is read as it was written: %s', (text) => {
    expect(writeSubject(readSubject(text)!)).toBe(text);
  });

  it.each(['', 'unit-', 'unit-0', 'unit-x', 'unit-99999999999', 'area-1', 'plan-1', ' plan', 'area-'])(
    'is nothing for %j',
    (text) => {
      expect(readSubject(text)).toBeNull();
    }
  );

  it('is found among what the plan says something of', () => {
    const unit = { id: 12, code: 'EG-L', kind: 'shop', areaSqm: 1, building: {} as never } as const;
    const places: CommentPlaces = {
      units: [{ kind: 'unit', unit, use: 'retail', wish: null }],
      areas: [{ kind: 'area', areaId: AREA, areaKind: 'courtyard', use: 'education', wish: null }]
    };
    expect(findPlace(places, { kind: 'unit', unitId: 12 })).toBe(places.units[0]);
    expect(findPlace(places, { kind: 'unit', unitId: 13 })).toBeNull();
    expect(findPlace(places, { kind: 'area', areaId: AREA })).toBe(places.areas[0]);
    expect(findPlace(places, { kind: 'plan' })).toEqual({ kind: 'plan' });
  });
});

describe('a comment to be sent', () => {
  const draft: CommentDraft = { subject: { kind: 'plan' }, text: 'Mehr Bäume!', name: '', email: '' };
  const judge = (changes: Partial<CommentDraft>, isOfPlan = true) =>
    Object.entries(judgeComment({ ...draft, ...changes }, () => isOfPlan)).map(
      ([field, { code }]) => `${field} ${code}`
    );

  it('needs words, and neither name nor address', () => {
    expect(judge({})).toEqual([]);
    expect(judge({ name: 'Amal', email: 'amal@example.org' })).toEqual([]);
    expect(judge({ text: ' \n ' })).toEqual(['text text_missing']);
  });

  it('may be as long as said, and no longer', () => {
    expect(judge({ text: 'x'.repeat(MAX_COMMENT_LENGTH) })).toEqual([]);
    expect(judge({ text: 'x'.repeat(MAX_COMMENT_LENGTH + 1) })).toEqual(['text text_too_long']);
  });

  it('says at each field what is wrong', () => {
    expect(judge({ subject: null, text: 'a\u202eb', name: 'a\r\nBcc: b', email: 'a@b, c@d' })).toEqual([
      'about unit_not_in_plan',
      'text text_characters',
      'name name_invalid',
      'email email_invalid'
    ]);
    expect(judge({}, false)).toEqual(['about unit_not_in_plan']);
  });
});

describe('a line of the record', () => {
  it('runs nothing in a spreadsheet, whatever somebody wrote', () => {
    expect(formatCsvLine([1, '=HYPERLINK("http://evil.example")', '<script>alert(1)</script>'])).toBe(
      `1;"'=HYPERLINK(""http://evil.example"")";<script>alert(1)</script>\r\n`
    );
  });
});
