"""How printed sheets look: black on white, generous room to write, one page for one thing.

Lines to write on are elements with a border and no backgrounds, so that they print whatever the print dialog says.
"""

STYLE = """
@page { size: A4; margin: 14mm 15mm; }
@page wide { size: A4 landscape; margin: 12mm 14mm; }
@page cards { size: A4; margin: 0; }
@page postcards { size: A4 landscape; margin: 0; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; color: #000; background: #fff; overflow-wrap: anywhere;
  font: 11.5pt/1.42 "Atkinson Hyperlegible", "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial, "Liberation Sans",
  "DejaVu Sans", sans-serif; }
h1, h2, h3, h4, p, ul, ol, dl, table, figure { margin: 0; padding: 0; }
.sheet { break-after: page; }
.sheet:last-child { break-after: auto; }
.wide { page: wide; }
.cards { page: cards; }
.postcards { page: postcards; }
.top { display: flex; justify-content: space-between; gap: 8mm; font-size: 9.5pt; color: #333; min-height: 5mm; }
.top span { flex: 1 1 0; }
.top b { flex: 0 1 auto; max-width: 60%; font-size: 12.5pt; color: #000; text-align: right; }
h1 { font-size: 25pt; line-height: 1.15; font-weight: 700; margin: 1mm 0 5mm; break-after: avoid; }
h1.long { font-size: 17pt; }
h1.very-long { font-size: 12pt; }
h2 { font-size: 15pt; line-height: 1.25; margin: 7mm 0 2mm; break-after: avoid; }
h3 { font-size: 12.5pt; line-height: 1.3; margin: 5mm 0 1.5mm; break-after: avoid; }
h2 small, h3 small { font-weight: 400; font-size: 10.5pt; color: #333; margin-left: 3mm; white-space: nowrap; }
.question { font-size: 17pt; line-height: 1.3; margin: 0 0 5mm; white-space: pre-line; break-after: avoid; }
.question.long { font-size: 13pt; }
.question.very-long { font-size: 10.5pt; }
.told { color: #222; margin: 0 0 3mm; white-space: pre-line; }
.hint { font-size: 9.5pt; color: #333; font-weight: 400; margin: 0 0 1mm; break-after: avoid; }
h2 + .told { break-after: avoid; }
.blanks { display: flex; flex-wrap: wrap; gap: 3mm 8mm; margin: 0 0 6mm; }
.blank { flex: 1 1 auto; display: flex; align-items: flex-end; gap: 2.5mm; min-height: 9mm; font-size: 11pt; }
.blank i { flex: 1 1 24mm; border-bottom: .35mm solid #000; }
.rule { border-bottom: .25mm solid #555; height: 9.5mm; }
.ruled { margin: 0 0 6mm; break-inside: avoid; }
.ruled.long { break-inside: auto; }
.ruled h3, .boxes h3 { margin-top: 0; }
.beside { display: flex; gap: 8mm; margin: 0 0 5mm; }
.beside > * { flex: 1 1 0; min-width: 0; margin: 0; }
.beside > * + * { border-left: .35mm solid #000; padding-left: 8mm; }
.boxes { display: grid; grid-template-columns: 1fr 1fr; margin: 0 .35mm 5mm 0; }
.box { border: .35mm solid #000; margin: 0 -.35mm -.35mm 0; padding: 3mm 4mm; min-height: 42mm; break-inside: avoid; }
.box:last-child:nth-child(odd) { grid-column: 1 / -1; }
table { width: calc(100% - .6mm); border-collapse: collapse; table-layout: fixed; margin: 0 .3mm 6mm; }
thead { display: table-header-group; break-after: avoid; }
tr, .notes .table { break-inside: avoid; }
.notes .table.flows { break-inside: auto; }
th, td { border: .3mm solid #000; padding: 1.6mm 2mm; text-align: left; vertical-align: top; }
th { font-size: 11pt; line-height: 1.25; border-bottom-width: .6mm; vertical-align: bottom; }
td.mid { vertical-align: middle; }
.tick td:last-child { text-align: center; vertical-align: middle; font-size: 17pt; line-height: 1; }
.times td { border: 0; border-bottom: .2mm solid #999; padding: 1.2mm 2mm; }
.times td:nth-child(-n+2) { width: 18mm; white-space: nowrap; overflow-wrap: normal; }
.times td:nth-child(2) { text-align: right; }
.ticks li { list-style: none; display: flex; gap: 4mm; align-items: flex-start; margin: 0 0 5mm; font-size: 14pt; }
.ticks i { flex: none; width: 7mm; height: 7mm; border: .4mm solid #000; border-radius: 1mm; }
.middle { display: flex; align-items: center; justify-content: center; min-height: 80mm; }
.middle p { border: .6mm solid #000; border-radius: 50%; padding: 9mm 13mm; max-width: 110mm; min-width: 60mm;
  min-height: 32mm; display: flex; align-items: center; justify-content: center; text-align: center; font-size: 17pt;
  line-height: 1.25; }
.middle p.long { font-size: 13pt; }
.middle p.very-long { font-size: 10.5pt; border-radius: 10mm; }
.line { display: flex; flex-direction: column; min-height: 110mm; }
.line .words { font-size: 30pt; line-height: 1.2; font-weight: 700; text-align: center; min-height: 30mm; }
.line .words.long { font-size: 19pt; }
.line .words.very-long { font-size: 12pt; }
.line .write { border-bottom: .35mm solid #000; height: 22mm; margin: 0 20mm; }
.line .room { flex: 1 1 auto; min-height: 35mm; }
.points { display: flex; border-top: 1.2mm solid #000; }
.point { flex: 1 1 0; text-align: center; font-size: 20pt; line-height: 1.2; min-width: 0; }
.point::before { content: ""; display: block; margin: -3.6mm auto 1mm; width: 0; height: 6mm;
  border-left: 1.2mm solid #000; }
.ends { display: flex; justify-content: space-between; gap: 20mm; font-size: 17pt; line-height: 1.25; margin-top: 3mm; }
.ends span:last-child { text-align: right; }
.ends.long { font-size: 13pt; }
.ends.very-long { font-size: 9.5pt; }
.rounds { margin-top: 6mm; }
.page { display: grid; break-after: page; align-content: start; }
.page:last-child { break-after: auto; }
.page.of-8 { grid-template-columns: 105mm 105mm; grid-auto-rows: minmax(73.9mm, auto); }
.page.of-4 { grid-template-columns: 105mm 105mm; grid-auto-rows: minmax(147.8mm, auto); }
.page.of-2 { grid-template-columns: 210mm; grid-auto-rows: minmax(147.8mm, auto); }
.page.of-1 { grid-template-columns: 210mm; grid-auto-rows: minmax(290mm, auto); }
.card { display: flex; flex-direction: column; padding: 8mm 9mm 6mm; border: .25mm dashed #666;
  margin: 0 -.25mm -.25mm 0;
  break-inside: avoid; min-width: 0; }
.page.of-1 .card { break-inside: auto; }
.card .over { font-size: 10.5pt; line-height: 1.3; white-space: pre-line; }
.card .words { flex: 1 1 auto; display: flex; align-items: center; justify-content: center; text-align: center;
  font-size: 24pt; line-height: 1.2; font-weight: 700; }
.card .words.long { font-size: 15pt; }
.card .words.very-long { font-size: 10.5pt; font-weight: 400; }
.card .room { flex: 1 1 auto; }
.card .fill { display: flex; flex: 1 1 auto; align-items: flex-end; gap: 3mm; min-height: 9mm; }
.card .fill i { flex: 1 1 30mm; border-bottom: .3mm solid #000; }
.card .foot { font-size: 8pt; color: #444; margin-top: 2mm; }
.card.back .foot { font-size: 11pt; color: #000; margin-top: 3mm; }
.page.post { grid-template-columns: 148.5mm 148.5mm; grid-auto-rows: minmax(104.2mm, auto); }
.post .card { padding: 9mm 10mm 7mm; }
.front { flex-direction: row; }
.front .left { flex: 1 1 0; border-right: .25mm solid #999; }
.front .right { flex: 1 1 0; display: flex; flex-direction: column; padding-left: 8mm; }
.stamp { width: 20mm; height: 24mm; border: .25mm solid #666; align-self: flex-end; margin-bottom: auto;
  display: flex; align-items: center; justify-content: center; font-size: 8.5pt; color: #444; }
.front .rule { height: 11mm; }
.back .rule { flex: 1 1 0; min-height: 9mm; height: auto; }
.back .over { font-size: 12.5pt; }
.card.back .foot.long { font-size: 9pt; }
.back .over.very-long { font-size: 8.5pt; }
.runsheet { font-size: 10.5pt; line-height: 1.36; }
.runsheet h2 { margin-top: 5.5mm; }
.said { display: flex; gap: 4mm; margin: 0 0 2mm; }
.said > b { flex: 0 0 22mm; font-size: 8.5pt; letter-spacing: .06em; padding-top: .7mm; }
.said > div { flex: 1 1 0; min-width: 0; }
.said.ask > div { font-weight: 700; font-size: 12pt; white-space: pre-line; }
.said.alone > div { font-size: 12.5pt; }
.said p + p, .said p + ul, .said ul + p, .said p + ol, .said ol + p { margin-top: 1.8mm; }
.said ul, .said ol, .plain ul { padding-left: 5mm; }
.plain { margin: 0 0 3mm; }
.plain.behind { display: flex; gap: 4mm; }
.plain.behind > b { flex: 0 0 22mm; font-size: 8.5pt; letter-spacing: .06em; padding-top: .7mm; }
.plain.behind > ul { flex: 1 1 0; min-width: 0; }
.copies { display: none; }
@media screen {
  body { background: #ececec; padding: 8mm 4mm; }
  .sheet { background: #fff; width: 210mm; max-width: 100%; margin: 0 auto 8mm; padding: 14mm 15mm;
    box-shadow: 0 0 2mm #bbb; overflow-x: auto; }
  .wide, .postcards { width: 297mm; }
  .cards, .postcards { padding: 0; }
  .copies { display: block; font-size: 10pt; padding: 2mm 3mm; margin: 0 0 4mm; background: #f4f4f4; color: #222; }
}
@media print {
  .fills { display: flex; flex-direction: column; min-height: 268mm; }
  .fills.wide { min-height: 184mm; }
  .fills .ruled, .fills .beside, .fills .boxes, .fills .middle, .fills .line, .fills .table { flex: 1 1 auto; }
  .fills .ruled { display: flex; flex-direction: column; }
  .fills .rule { flex: 1 1 9.5mm; max-height: 14mm; }
  .fills .boxes { grid-auto-rows: 1fr; }
  .fills .table { display: flex; flex-direction: column; }
  .fills .table table { flex: 1 1 auto; }
}
"""
