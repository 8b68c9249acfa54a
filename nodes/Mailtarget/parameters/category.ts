import { categoryLocator, optional } from './locators';

export const campaignCategory = optional(
  categoryLocator,
  'Groups campaigns, for segments such as those who opened any of a category',
);
