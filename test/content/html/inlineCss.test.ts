import Handlebars from 'handlebars';
import { inlineCss } from '../../../lib/content/html/inlineCss';

const RULES = 'p{margin:0}.x{color:red}.y{color:blue}';
const inlined = (body: string, css = RULES) => inlineCss(`<style>${css}</style>${body}`);
const rendered = (body: string, variables: object, css?: string) =>
  Handlebars.compile(inlined(body, css))(variables);

describe('what was written stays as it was', () => {
  test.each([
    '<a {{#if vip}} href="https://a/" {{else}} href="https://b/" {{/if}}>x</a>',
    '<td>{{#if vip}}<table class=a>{{else}}<table class=b>{{/if}}<tr><td>1</td></tr></table></td>',
    '<td {{#if vip}} bgcolor="red" {{else}} bgcolor="blue" {{/if}}>x</td>',
    '<div title=\'a "b"\' HIDDEN>&nbsp;&#847;<BR/><img src=a.png></div>',
    '<!-- <p class="x"> --><!--[if mso]><p class="x"><![endif]--><!--[if !mso]><!--><b><!--<![endif]-->',
    '<div style=\'font-family:"Arial"\'>x</div>',
    '<div>zqtag0x zqblock1x</div>',
    '<title><p></title><textarea><p></textarea>',
  ])('%s', (body) => {
    expect(inlined(body)).toBe(body);
  });
});

describe('branches of a block', () => {
  test('that open an element each have their own rules', () => {
    const body = '{{#if vip}}<p class=x>{{else}}<p class=y>{{/if}}Hello</p>';
    expect(rendered(body, { vip: true })).toBe('<p style="margin: 0; color: red;" class=x>Hello</p>');
    expect(rendered(body, {})).toBe('<p style="margin: 0; color: blue;" class=y>Hello</p>');
  });

  test.each([
    '<p {{#if vip}}class="x"{{else}}class="y"{{/if}}>Hello</p>',
    '<p class="a {{#if vip}}x{{/if}}">Hello</p>',
    '<p{{#if vip}} style="margin:9px"{{/if}}>Hello</p>',
    '<p {{#if vip}} style="margin:9px" {{/if}}>Hello</p>',
  ])('that decide about the rules of an element leave it and the style sheet alone: %s', (body) => {
    expect(inlined(`${body}<p>Bye</p>`)).toBe(`<style>${RULES}</style>${body}<p style="margin: 0;">Bye</p>`);
  });

  test('that decide about a class without rules do not matter', () => {
    expect(inlined('<p {{#if vip}}class="z"{{/if}}>Hello</p>')).toBe(
      '<p style="margin: 0;" {{#if vip}}class="z"{{/if}}>Hello</p>',
    );
  });

  test('in a style attribute stay behind the rules', () => {
    const body =
      '<p style="{{#if vip}}margin:1px;{{else}}margin:2px;{{/if}} top:{{top | default: "0"}}">Hello</p>';
    expect(inlined(body)).toBe(body.replace('style="', 'style="margin: 0;'));
  });

  test.each(['{{#if vip}}<style>p{top:0}</style>{{/if}}', '<style>{{#if vip}}p{top:0}{{/if}}</style>'])(
    'in or around a style sheet keep it where it is: %s',
    (sheet) => {
      expect(inlined(`${sheet}<p>Hello</p>`)).toBe(`${sheet}<p style="margin: 0;">Hello</p>`);
    },
  );
});

test('a style attribute wins over a rule, unless that is important', () => {
  expect(inlined('<p style="margin:1px;top:0">x</p>', 'p{margin:0;top:9px!important}')).toBe(
    '<p style="margin: 1px; top: 9px;">x</p>',
  );
});

test('Outlook gets widths and colours of tables as attributes, but none it has already', () => {
  const css = 'table{width:100%;background-color:#fff}td{text-align:center}';
  expect(inlined('<table width=600><td align="left">x</td><td>y</td></table>', css)).toBe(
    '<table bgcolor="#fff" style="width: 100%; background-color: #fff;" width=600>' +
      '<td style="text-align: center;" align="left">x</td><td align="center" style="text-align: center;">y</td></table>',
  );
});

test('a style sheet marked data-embed stays, without the mark', () => {
  expect(inlineCss('<style data-embed type="text/css">p{margin:0}</style><p>x</p>')).toBe(
    '<style type="text/css">p{margin:0}</style><p>x</p>',
  );
});
