import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeXml, SvgPen } from './svg-pen.ts';

test('any text is written so that it stays text', () => {
  expect(escapeXml(`<script>alert("1")</script> & 'x'`)).toBe(
    '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;',
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const written = escapeXml(text);
      expect(written).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      expect(written.isWellFormed()).toBe(true);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
      expect(written).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
    }),
  );
});

test('what is saved is there again: colours, lines, dashes, fonts', () => {
  const pen = new SvgPen();
  pen.strokeStyle = '#112233';
  pen.save();
  Object.assign(pen, { strokeStyle: '#ffffff', lineWidth: 9, globalAlpha: 0.5 });
  pen.setLineDash([4, 4]);
  pen.beginPath();
  pen.moveTo(0, 0);
  pen.lineTo(10, 0.126);
  pen.stroke();
  pen.restore();
  pen.stroke();
  const [first, second] = pen.text().split('\n');
  expect(first).toContain('stroke-dasharray="4 4"');
  expect(first).toContain('opacity="0.5"');
  expect(first).toContain('d="M0 0L10 0.13"');
  expect(second).toBe('<path d="M0 0L10 0.13" fill="none" stroke="#112233" stroke-width="1"/>');
});

test('text is text in its font, and a dot is a circle with its title', () => {
  const pen = new SvgPen();
  Object.assign(pen, { font: 'italic 600 16px "Source Serif 4", serif', textAlign: 'center' });
  pen.fillText('a < b', 5, 20);
  pen.disc(1, 2, { radius: 3, rim: 1, fill: '#fff', rimFill: '#000' }, 'R&D');
  const [text, disc] = pen.text().split('\n');
  expect(text).toBe(
    '<text x="5" y="20" font-family="&quot;Source Serif 4&quot;, serif" font-size="16" font-style="italic" font-weight="600" text-anchor="middle" fill="#000000">a &lt; b</text>',
  );
  expect(disc).toBe(
    '<circle cx="1" cy="2" r="3.5" fill="#fff" stroke="#000" stroke-width="1"><title>R&amp;D</title></circle>',
  );
});
