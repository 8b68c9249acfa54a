import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { WarmUp } from '../../../../lib/model';
import { withOffset } from '../../parameters/time';

export const warmUp: INodeProperties = {
  displayName: 'Warm-Up',
  name: 'warmUp',
  type: 'fixedCollection',
  placeholder: 'Add Warm-Up',
  default: {},
  description:
    'Begins with few messages a day and sends more from day to day, as mailbox providers expect it of a new domain or server',
  options: [
    {
      displayName: 'Schedule',
      name: 'schedule',
      values: [
        {
          displayName: 'Start',
          name: 'startedAt',
          type: 'dateTime',
          default: '',
          description:
            'When the first day begins. A time without an offset is taken in the timezone of the workflow.',
        },
        {
          displayName: 'First Day',
          name: 'firstDay',
          type: 'number',
          typeOptions: { minValue: 1 },
          default: 50,
          description: 'How many messages may leave on the first day',
        },
        {
          displayName: 'Daily Growth (%)',
          name: 'growth',
          type: 'number',
          typeOptions: { minValue: 1 },
          default: 50,
          description: 'How many more messages may leave each day than the day before',
        },
        {
          displayName: 'Days',
          name: 'days',
          type: 'number',
          typeOptions: { minValue: 1 },
          default: 30,
          description: 'After so many days the warm-up limits nothing any more',
        },
      ],
    },
  ],
};

export function readWarmUp(context: IExecuteFunctions, item: number): WarmUp | null {
  const schedule = context.getNodeParameter('additionalFields.warmUp.schedule', item, null) as Record<
    'startedAt' | 'firstDay' | 'growth' | 'days',
    unknown
  > | null;
  if (!schedule) return null;
  return {
    startedAt: withOffset(schedule.startedAt, context.getTimezone()),
    firstDay: Number(schedule.firstDay),
    growth: 1 + Number(schedule.growth) / 100,
    days: Number(schedule.days),
  };
}
