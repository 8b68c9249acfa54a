import { hiddenTags, protectTags } from '../../../lib/content/template/protectTags';

const TAGS = ['{{a | default: "x"}}', '{{#if b}}', '{{else}}', '{{/if}}', '{{!-- c --}}', '{{{d}}}'];

test('a transformation sees none of the tags, and they come out as they went in', () => {
  const seen: string[] = [];
  const output = protectTags(`<i>${TAGS.join('<b>')}</i>`, (text) => {
    seen.push(text);
    return text.replaceAll('<b>', '\n');
  });
  expect(seen.join()).not.toMatch(/[{}]/);
  expect(output).toBe(`<i>${TAGS.join('\n')}</i>`);
});

test('tags are put back wherever the transformation moves them', () => {
  expect(protectTags('{{a}},{{b}}', (text) => text.split(',').reverse().join(','))).toBe('{{b}},{{a}}');
});

describe('what an author writes that looks like what stands in for tags stays what it is', () => {
  test.each(['zqtag0x', 'zqblock0x', 'ZQTAG0X', 'zqtag', 'zqtag0', 'zqtagzqtag0x', 'zqtag1x=""'])(
    '%s',
    (word) => {
      const source = `${word}{{name}}${word} {{#if a}}${word}{{/if}}0x`;
      expect(protectTags(source, (text) => text)).toBe(source);
    },
  );
});

test('a value that a tool gave to what looks like an attribute goes; one that the author wrote stays', () => {
  const source = '<td {{#if a}} class="b" {{/if}} id=""> {{c}}="" </td>';
  const asToolsDo = (text: string) => text.replace(/<td (\w+) class="b" (\w+)/, '<td $1="" class="b" $2=""');
  expect(protectTags(source, asToolsDo)).toBe(source);
});

test('many texts may become one', () => {
  const { hide, restore } = hiddenTags();
  const texts = ['{{a}}', 'zqtag0x{{b}}', '{{a}}'].map(hide);
  expect(restore(texts.join('|'))).toBe('{{a}}|zqtag0x{{b}}|{{a}}');
});
